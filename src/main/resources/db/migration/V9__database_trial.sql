-- Written every few seconds, to find out whether the database takes writes.
create table database_trial (
  id int                         not null primary key,
  at timestamp(6) with time zone
);

insert into database_trial (id) values (1);
