-- connector transforms=unwrap
-- connector transforms.unwrap.type=io.debezium.transforms.ExtractNewRecordState
-- connector transforms.unwrap.delete.tombstone.handling.mode=rewrite-with-tombstone
-- connector transforms.unwrap.add.headers=source.txId,op:what,sequence,id,db
-- connector transforms.unwrap.add.fields=op,lsn,total_order
-- connector provide.transaction.metadata=true
-- converter schemas.enable=true
create table t (id int primary key, v text);
-- changes
insert into t values (1, 'a'), (2, 'b');
update t set v = 'c' where id = 1;
update t set id = 3 where id = 1;
delete from t;
