-- connector topic.naming.strategy=io.debezium.schema.SchemaRegexTopicNamingStrategy
-- connector topic.regex=nothing
-- connector topic.replacement=so
create table "Tab le" (id int primary key, v int);
-- changes
insert into "Tab le" values (1, 1);
update "Tab le" set id = 2;
delete from "Tab le";
