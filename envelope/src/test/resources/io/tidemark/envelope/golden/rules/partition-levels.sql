-- connector provide.transaction.metadata=true
-- connector skipped.operations=none
create table m (id int, r int, v text default 'x', primary key (id, r)) partition by range (r);
create table m1 partition of m for values from (0) to (10) partition by list (id);
create table m1a partition of m1 for values in (1, 2);
create table m1b partition of m1 default;
create table m2 (r int not null, v text, extra_dropped int, id int not null);
alter table m2 drop column extra_dropped;
alter table m attach partition m2 for values from (10) to (20);
-- changes
insert into m values (1, 1, 'a'), (7, 2, 'b'), (3, 15, null);
update m set v = 'c';
update m set id = 2 where id = 1;
update m set r = 12 where id = 7;
update m set id = 4 where id = 3;
delete from m where id = 2;
create table m3 partition of m for values from (20) to (30);
insert into m values (9, 25, 'n');
update m set r = 5 where id = 9;
truncate m;
