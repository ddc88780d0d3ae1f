-- connector column.include.list=public.t.(id|arr|"q c"|q c|d),public.h.*
-- connector column.truncate.to.3.chars=public.h.x
-- connector column.mask.with.2.chars=public.h.b
-- connector column.mask.hash.v2.SHA-512.with.salt.x=public.h.c,public.h.arr
-- connector column.mask.hash.MD5.with.salt.y=public.h.d
-- connector skip.messages.without.change=true
-- converter schemas.enable=true
create table t (id int primary key, arr text[], "q c" text, d text default 'dd', hidden text);
alter table t replica identity full;
create table h (id int, a text, x text default 'xyz12', b text, c text, d varchar(10), arr text[], primary key (id, a));
alter table h replica identity full;
-- changes
insert into t values (1, '{a}', 'q', null, 'h');
update t set hidden = 'x';
update t set d = 'e';
delete from t;
insert into h values (1, 'abcdef', 'long text', 'bb', 'cc', 'ddd', '{x,y}');
update h set a = 'abcxyz';
update h set b = 'other';
update h set c = null, d = null, b = null;
delete from h;
