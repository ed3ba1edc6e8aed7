-- The kill switch: one row, so that starting and freezing can wait for each other.
create table freeze_switch (
  id       int          not null primary key,
  frozen   boolean      not null,
  since    timestamp(6) with time zone,
  asked_by varchar(255),
  reason   varchar(500)
);

insert into freeze_switch (id, frozen) values (1, false);

-- What a freeze has paused, and is to go on when it is lifted.
create table freeze_paused (
  job_id    uuid    not null primary key references recycle_job (id) on delete cascade,
  confirmed boolean not null
);
