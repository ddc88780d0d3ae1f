create schema "Sch.Ema $1";
create table "Sch.Ema $1"."Tab le_Dot" (id int primary key, "a b" text);
create table plain (id int primary key, a text);
create table "Ключ" (id int primary key);
-- changes
insert into "Sch.Ema $1"."Tab le_Dot" values (1, 'a');
insert into plain values (1, 'a');
insert into "Ключ" values (1);
select pg_logical_emit_message(true, 'audit', 'x');
begin;
insert into plain values (2, 'b');
update plain set id = 3 where id = 2;
select pg_logical_emit_message(true, 'audit', 'in');
select pg_logical_emit_message(false, 'audit', 'out');
delete from plain where id = 3;
commit;
