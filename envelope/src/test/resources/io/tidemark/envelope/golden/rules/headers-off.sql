-- connector extended.headers.enabled=false
-- connector tombstones.on.delete=false
-- connector skipped.operations=none
-- converter schemas.enable=true
create table t (id int primary key, v text);
-- changes
insert into t values (1, 'a'), (2, 'b');
update t set id = 3 where id = 1;
delete from t where id = 2;
truncate t;
