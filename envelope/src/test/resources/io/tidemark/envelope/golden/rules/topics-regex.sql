-- connector topic.naming.strategy=io.debezium.schema.SchemaRegexTopicNamingStrategy
-- connector topic.regex=(.*)\.orders_\d+
-- connector topic.replacement=$1.orders
-- connector topic.key.field.name=shard
-- connector topic.key.field.regex=.*_(\d+)
-- connector topic.key.field.replacement=$1
-- converter schemas.enable=true
create table orders_1 (id int primary key, v text);
create table orders_2 (id int primary key, v text);
create table "other t" (id int primary key);
create table keyless (v text);
alter table keyless replica identity full;
-- changes
insert into orders_1 values (1, 'a'), (2, 'b');
insert into orders_2 values (1, 'c');
update orders_1 set v = 'd' where id = 1;
update orders_2 set id = 3;
delete from orders_1;
insert into "other t" values (1);
insert into keyless values ('x');
update keyless set v = 'y';
delete from keyless;
