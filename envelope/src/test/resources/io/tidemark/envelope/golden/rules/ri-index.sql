-- converter schemas.enable=true
create table t (k text not null, id int primary key, v text);
create unique index t_k on t (k);
alter table t replica identity using index t_k;
-- changes
insert into t values ('a', 1, 'x');
update t set id = 2;
update t set v = 'y';
