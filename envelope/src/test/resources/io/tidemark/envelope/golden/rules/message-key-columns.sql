-- connector message.key.columns=public.(a|b):region,code;public.b:extra;public.c:c.*;public.d:missing,id2;(.*).e:absent
-- connector column.exclude.list=public.a.region
-- converter schemas.enable=true
create table a (id int primary key, code text, region text not null);
create table b (id int primary key, extra text, code text, region text);
create table c (id int primary key, c2 int, c1 int, x int);
create table d (id int primary key, id2 int);
create table e (id int primary key, id2 int);
alter table a replica identity full;
alter table b replica identity full;
alter table c replica identity full;
alter table d replica identity full;
-- changes
insert into a values (1, 'c', 'r');
update a set code = 'd';
update a set id = 2;
delete from a;
insert into b values (1, 'x', 'c', 'r');
update b set extra = 'y';
delete from b;
insert into c values (1, 2, 3, 4);
delete from c;
insert into d values (1, 2);
delete from d;
insert into e values (1, 2);
delete from e;
