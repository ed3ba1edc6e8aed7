-- Which recycle a request with an Idempotency-Key made. The id is a hash of caller and key.
create table idempotency_key (
  id          varchar(64)                 not null primary key,
  fingerprint varchar(64)                 not null,
  job_id      uuid                        not null references recycle_job (id) on delete cascade,
  created_at  timestamp(6) with time zone not null
);

create index idempotency_key_created on idempotency_key (created_at);
create index idempotency_key_job on idempotency_key (job_id);
