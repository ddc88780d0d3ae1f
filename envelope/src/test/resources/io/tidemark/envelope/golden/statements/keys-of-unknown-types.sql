create table k (l pg_lsn primary key, v int);
create table two (l pg_lsn, id int, v int, primary key (l, id));
create table arr (a int[] primary key, v int);
create table r (a int4range primary key, b int);
-- changes
insert into k values ('0/1', 1);
update k set v = 2;
update k set l = '0/2';
delete from k;
insert into two values ('0/1', 1, 1);
update two set l = '0/2';
update two set id = 2;
delete from two;
insert into arr values ('{1,2}', 1);
update arr set a = '{3}';
delete from arr;
insert into r values ('[1,3)', 1);
delete from r;
