-- connector provide.transaction.metadata=true
-- connector skipped.operations=none
-- converter schemas.enable=true
create table m (id int, r int, v text default 'x', w text not null default 'w', primary key (id, r)) partition by range (r);
create table m1 partition of m for values from (0) to (10) partition by list (id);
create table m1a partition of m1 for values in (1, 2);
create table m1b partition of m1 default;
create table m2 (w text not null, r int not null, v text, id int not null);
alter table m attach partition m2 for values from (10) to (20);
create publication differential for all tables with (publish_via_partition_root = true);
-- changes
insert into m values (1, 1, 'a'), (7, 2, 'b'), (3, 15, null);
update m set v = 'c';
update m set id = 2 where id = 1;
update m set r = 12 where id = 7;
delete from m where id = 2;
truncate m1;
truncate m2, m;
alter table m detach partition m2;
insert into m2 values ('w', 15, 'v', 5);
