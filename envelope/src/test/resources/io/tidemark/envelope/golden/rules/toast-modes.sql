-- connector unavailable.value.placeholder=GONE "é"
-- connector time.precision.mode=isostring
-- connector decimal.handling.mode=string
-- connector binary.handling.mode=hex
-- connector hstore.handling.mode=map
-- connector column.truncate.to.7.chars=public.t.c_varchar
-- connector column.mask.hash.v2.SHA-256.with.salt.s=public.t.c_hashed
-- connector include.unknown.datatypes=true
-- converter schemas.enable=true
create extension if not exists hstore;
create table t (id int primary key, v int, c_text text, c_varchar varchar, c_hashed text, c_masked text, c_json jsonb, c_bytea bytea, c_num numeric, c_hstore hstore, c_texts text[], c_ints int[], c_dates date[], c_uuids uuid[], c_byteas bytea[], c_tsv tsvector, c_path path);
do $$ declare c text; begin foreach c in array array['c_text','c_varchar','c_hashed','c_masked','c_json','c_bytea','c_num','c_hstore','c_texts','c_ints','c_dates','c_uuids','c_byteas','c_tsv','c_path'] loop
 if c = 'c_num' then execute 'alter table t alter c_num set storage external'; else execute format('alter table t alter %I set storage external', c); end if; end loop; end $$;
create function long(n int) returns text language sql as $$ select string_agg(md5(i::text), '') from generate_series(1, n) i $$;
-- changes
insert into t select 1, 1, long(300), long(300), long(300), long(300), to_jsonb(long(300)), convert_to(long(300), 'UTF8'), repeat('123456789', 1200)::numeric, hstore('k', long(300)),
 array(select md5(i::text) from generate_series(1, 300) i), array(select i from generate_series(1, 3000) i), array(select date '2024-01-01' + i from generate_series(1, 3000) i), array(select md5(i::text)::uuid from generate_series(1, 500) i),
 array(select convert_to(md5(i::text), 'UTF8') from generate_series(1, 300) i), to_tsvector('simple', (select string_agg(md5(i::text), ' ') from generate_series(1, 200) i)), (select ('[' || string_agg('(' || i || ',' || i || ')', ',') || ']')::path from generate_series(1, 500) i);
update t set v = 2;
update t set id = 2;
