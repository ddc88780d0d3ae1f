-- connector skip.messages.without.change=true
-- connector column.exclude.list=public.t.hidden
-- connector column.mask.with.3.chars=public.t.masked
-- connector column.truncate.to.2.chars=public.t.cut
-- connector provide.transaction.metadata=true
create table t (id int primary key, v text, hidden text, masked text, cut text, n numeric, f float8, b bytea, j json, r int4range, k box);
alter table t replica identity full;
create table d (id int primary key, v text, long text);
alter table d alter long set storage external;
alter table d replica identity full;
-- changes
insert into t values (1, 'a', 'h', 'm', 'cut one', 1.0, 0.1, '\x00', '{"a": 1}', '[1,3)', '(1,1),(0,0)');
begin;
update t set v = v;
update t set hidden = 'i';
update t set masked = 'n';
update t set cut = 'cut two';
update t set n = 1.00;
update t set j = '{"a":1}';
update t set k = '(2,2),(0,0)';
update t set v = 'b';
update t set id = 2;
commit;
insert into d select 1, 'a', string_agg(md5(i::text), '') from generate_series(1, 300) i;
update d set v = 'a';
update d set v = 'b';
update d set id = 1;
