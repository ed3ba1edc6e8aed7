-- Who runs a recycle: each claim counts up, and fences whoever ran it before.
alter table recycle_job add column epoch bigint default 0 not null;
