-- connector skipped.operations=c,u,d
-- connector provide.transaction.metadata=true
create table t (id int primary key, v int);
create table full_t (id int primary key, v int);
alter table full_t replica identity full;
-- changes
begin;
insert into t values (1, 1), (2, 2);
update t set v = 3;
update t set id = 10 where id = 1;
delete from t where id = 2;
truncate t;
commit;
insert into full_t values (1, 1);
truncate t, full_t;
