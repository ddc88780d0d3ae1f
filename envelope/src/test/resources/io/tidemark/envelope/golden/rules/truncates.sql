-- connector skipped.operations=none
-- connector provide.transaction.metadata=true
-- connector table.exclude.list=public.hidden
-- converter schemas.enable=true
create table parent (id int primary key);
create table child (id int primary key, p int references parent);
create table grandchild (id serial primary key, c int references child);
create table hidden (id int primary key, p int references parent);
create table nokey (v text);
create schema s;
create table s.m (id int, r int, primary key (id, r)) partition by range (r);
create table s.m1 partition of s.m for values from (0) to (10) partition by list (id);
create table s.m1a partition of s.m1 for values in (1, 2);
create table s.m1b partition of s.m1 default;
create table s.m2 partition of s.m for values from (10) to (20);
create table base (id int primary key, v text);
create table heir (w text) inherits (base);
-- changes
insert into parent values (1);
insert into child values (1, 1);
insert into grandchild (c) values (1);
insert into s.m values (1, 1), (7, 2), (3, 15);
insert into heir values (1, 'v', 'w');
truncate parent restart identity cascade;
truncate nokey, s.m, base;
truncate only base, s.m1;
truncate s.m2, hidden;
begin;
truncate nokey;
insert into nokey values ('x');
savepoint a;
truncate child, grandchild;
rollback to a;
truncate grandchild;
commit;
update s.m set r = 12 where id = 7;
alter table s.m detach partition s.m2;
truncate s.m2;
