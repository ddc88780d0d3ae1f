-- connector transforms=unwrap
-- converter replace.null.with.default=false
-- connector transforms.unwrap.type=io.debezium.transforms.ExtractNewRecordState
-- connector transforms.unwrap.route.by.field=dest
-- connector transforms.unwrap.delete.tombstone.handling.mode=rewrite-with-tombstone
-- connector transforms.unwrap.add.headers=op
create table t (id int primary key, dest text, v int);
alter table t replica identity full;
create table d (id int primary key, dest varchar(9) default 'else');
-- changes
insert into t values (1, 'eu', 1), (2, null, 2), (3, ' ', 3);
update t set dest = 'us' where id = 1;
update t set v = 5;
update t set id = 9 where id = 2;
delete from t;
insert into d values (1);
insert into d values (2, 'us');
delete from d;
