-- connector skipped.operations=none
-- connector provide.transaction.metadata=true
create table m (id int, r int, v text, primary key (id, r)) partition by range (r);
create table m1 partition of m for values from (0) to (10);
create table m2 partition of m for values from (10) to (20);
create publication differential for all tables with (publish_via_partition_root = true);
-- changes
insert into m values (1, 1, 'a'), (2, 11, 'b');
update m set r = 12 where id = 1;
truncate m1;
truncate m;
insert into m2 values (3, 15, 'c');
delete from m;
