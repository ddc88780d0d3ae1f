-- connector provide.transaction.metadata=true
create table t (id int primary key, a text);
-- changes
begin;
insert into t values (1, 'a');
prepare transaction 'gid one';
insert into t values (2, 'b');
commit prepared 'gid one';
begin;
insert into t values (3, 'c');
prepare transaction 'gid two';
rollback prepared 'gid two';
