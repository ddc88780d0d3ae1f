-- connector field.name.adjustment.mode=avro
-- connector schema.name.adjustment.mode=avro
-- connector column.propagate.source.type=.*
-- connector message.key.columns=public.t:Order Id,größe
-- connector column.exclude.list=public.t.a-b
-- converter schemas.enable=true
create table t (id int primary key, "Order Id" int not null, "größe" text, "a-b" int, "1st" int, "x.y" text, "$" int, "ключ" text default 'é');
alter table t replica identity full;
create table "2 tables-x" ("a b" int primary key, "c""d" text);
-- changes
insert into t values (1, 2, 'g', 3, 4, 'x', 5);
update t set "größe" = 'h';
update t set "1st" = 9;
delete from t;
insert into "2 tables-x" values (1, 'x');
update "2 tables-x" set "a b" = 2;
