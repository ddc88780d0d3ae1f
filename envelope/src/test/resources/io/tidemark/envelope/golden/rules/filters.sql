-- connector schema.include.list=s1, PUBLIC
-- connector table.exclude.list=s1.skip.*,public.t_[0-9]{1\,2}
-- connector column.exclude.list=.*\.secret,public.t.id
-- connector provide.transaction.metadata=true
-- converter schemas.enable=true
create schema s1;
create schema s2;
create table t (id int primary key, secret text, v text);
create table t_12 (id int primary key);
create table s1.t (id int primary key, "Secret" text);
create table s1.skipped (id int primary key);
create table s2.t (id int primary key);
alter table s1.t replica identity full;
-- changes
begin;
insert into t values (1, 'a', 'b');
insert into t_12 values (1);
insert into s1.t values (1, 'x');
insert into s1.skipped values (1);
insert into s2.t values (1);
update t set secret = 'c';
update s1.t set "Secret" = 'y';
delete from t;
commit;
begin;
insert into s2.t values (2);
commit;
