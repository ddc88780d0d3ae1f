-- connector xmin.fetch.interval.ms=100000
create table t (id int primary key);
-- changes
insert into t values (1);
insert into t values (2);
delete from t;
