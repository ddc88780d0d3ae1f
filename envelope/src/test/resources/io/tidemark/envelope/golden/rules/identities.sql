-- connector provide.transaction.metadata=true
-- converter schemas.enable=true
create table ri2 (a int not null, b text not null, c int, d text, primary key (a, b));
create unique index ri2_x on ri2 (b, a);
alter table ri2 replica identity using index ri2_x;
create table nopk (id int, v text);
create table nothing (id int primary key, v text);
alter table nothing replica identity nothing;
create table uniq (id int not null unique, code text not null, v text);
create unique index uniq_code on uniq (code);
alter table uniq replica identity using index uniq_code;
create table fullpk (id int primary key, v text, w int default 3);
alter table fullpk replica identity full;
-- changes
insert into ri2 values (1, 'x', 2, 'd');
update ri2 set c = 3;
update ri2 set b = 'y';
delete from ri2;
insert into nopk values (1, 'a'), (null, null);
insert into nothing values (1, 'a');
insert into fullpk values (1, 'a', 1), (2, null, null);
update fullpk set v = 'b' where id = 1;
update fullpk set id = 3 where id = 1;
delete from fullpk;
alter table fullpk replica identity default;
select pg_sleep(1);
insert into fullpk values (1, 'a');
update fullpk set v = 'c';
delete from fullpk;
select pg_sleep(1);
alter table fullpk drop constraint fullpk_pkey;
select pg_sleep(1);
insert into fullpk values (9, 'z');
