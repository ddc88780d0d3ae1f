-- connector provide.transaction.metadata=true
-- converter schemas.enable=true
create table t (id int primary key, a text);
-- changes
begin;
set local synchronous_commit = off;
insert into t values (1, 'a');
alter table t add column b int not null default 5;
insert into t values (2, 'b', 6);
alter table t alter column a set not null;
alter table t drop constraint t_pkey;
alter table t add primary key (a);
insert into t values (3, 'c', 7);
alter table t drop column b;
update t set a = 'd' where id = 3;
savepoint s;
insert into t values (4, 'gone');
rollback to s;
create table fresh (k text primary key, v int default 3);
insert into fresh values ('k');
truncate t;
commit;
select pg_sleep(1);
insert into fresh values ('l');
