-- What has ended is found by when it ended.
create index recycle_job_ended on recycle_job (ended_at);
