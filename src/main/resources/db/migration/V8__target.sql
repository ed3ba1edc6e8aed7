-- Which of recycler.targets; null is the default account and Region.
alter table recycle_job add column target varchar(40);
