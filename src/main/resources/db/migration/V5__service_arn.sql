-- Which service, unique across accounts and Regions: who may see a recycle is asked long after its lock is gone.
alter table recycle_job add column service_arn varchar(1000);
update recycle_job set service_arn = replace(active_key, ':cluster/', ':service/') where active_key is not null;
