create table t (id int primary key, v int);
-- changes
begin;
insert into t values (1, 1), (2, 2);
update t set v = 3;
update t set id = 10 where id = 1;
delete from t where id = 2;
truncate t;
commit;
