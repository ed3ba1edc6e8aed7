-- What the rule for migrations allows a next release, so that this one goes on beside it.
alter table recycle_job add column next_release_optional varchar(10);
alter table recycle_job add column next_release_counted bigint default 0 not null;
alter table recycle_event add column next_release_optional varchar(10);
create table next_release (id bigint primary key);
create index recycle_job_next_release on recycle_job (next_release_optional);
