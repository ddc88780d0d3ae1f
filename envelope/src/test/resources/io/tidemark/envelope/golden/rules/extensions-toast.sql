-- text only
-- include extensions
create table t (id int primary key, n int, v vector, h halfvec, s sparsevec, g geometry, e geography, vs vector[], gs geometry[]);
create function long(n int) returns text language sql as $$ select string_agg(md5(i::text), '') from generate_series(1, n) i $$;
-- changes
insert into t select 1, 1, v::vector, v::text::halfvec, null, ('01070000000000000000' || long(300))::geometry, ('01070000000000000000' || long(300))::geography, array[v::vector], array[('01070000000000000000' || long(300))::geometry]
  from (select '[' || string_agg(i % 50 || '.5', ',') || ']' as v from generate_series(1, 4000) i) numbers;
update t set n = 2;
update t set id = 2;
