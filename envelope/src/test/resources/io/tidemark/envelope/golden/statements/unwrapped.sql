create table t (id int primary key, v text);
-- changes
insert into t values (1, 'a'), (2, 'b');
update t set v = 'c' where id = 1;
update t set id = 3 where id = 1;
delete from t;
