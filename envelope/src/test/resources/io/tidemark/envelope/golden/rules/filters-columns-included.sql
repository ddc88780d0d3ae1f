-- connector table.include.list=public.T,public.u
-- connector column.include.list=public.t.(id|v),public.u.x
-- connector skip.messages.without.change=true
-- converter schemas.enable=true
create table t (id int primary key, secret text, v text);
create table u (id int primary key, x box, y int);
create table w (id int primary key);
alter table t replica identity full;
-- changes
insert into t values (1, 'a', 'b');
update t set secret = 'c';
update t set v = 'c';
update t set v = 'c';
update t set id = 2;
insert into u values (1, '(1,1),(0,0)', 3);
insert into w values (1);
delete from t;
delete from u;
