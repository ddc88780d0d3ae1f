-- connector topic.naming.strategy=io.debezium.schema.DefaultRegexTopicNamingStrategy
-- connector topic.regex=shop\.(.*)_\d+
-- connector topic.replacement=all.$1
-- connector topic.key.enforce.uniqueness=false
create table orders_1 (id int primary key);
create table keyless_1 (v text);
create table plain (id int primary key);
-- changes
insert into orders_1 values (1);
update orders_1 set id = 2;
delete from orders_1;
insert into keyless_1 values ('x');
insert into plain values (1);
