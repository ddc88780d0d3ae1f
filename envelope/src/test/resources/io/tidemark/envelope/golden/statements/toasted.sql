create extension if not exists hstore;
create extension if not exists citext;
create extension if not exists ltree;
create type mood as enum ('sad', 'ok');
create type pair as (a int, b text);
create domain d_text as text;
create domain d_varchar as varchar(20000);
create domain d_bytea as bytea;
create domain d_jsonb as jsonb;
create domain d_num as numeric;
create table t (id int primary key, n int, dt d_text, dv d_varchar, db d_bytea, dj d_jsonb, dn d_num,
  vs varchar(9000)[], cs char(9)[], cis citext[], ls ltree[], hs hstore[], ns numeric[], js json[], tvs tsvector[], us uuid[], dds date[], bys bytea[], bis int8[], ds d_text[],
  ci citext, ch char(9000), x xml, l ltree, nr numrange, tv tsvector, vb varbit, p path, pr pair, prs pair[], mr int4multirange, q text default 'dflt', qs text[] default '{a}');
do $$ declare c text; begin for c in select attname from pg_attribute where attrelid = 't'::regclass and attnum > 2 loop execute format('alter table t alter %I set storage external', c); end loop; end $$;
create function long(n int) returns text language sql as $$ select string_agg(md5(i::text), '') from generate_series(1, n) i $$;
-- changes
insert into t select 1, 1, long(300), long(300), convert_to(long(300), 'UTF8'), to_jsonb(long(300)), repeat('123456789', 1200)::numeric,
  array[long(200)], array(select i::text::char(9) from generate_series(1, 800) i), array[long(300)::citext], array[repeat('a.', 2000)::text || 'b']::ltree[], array[hstore('a', long(300))], array(select i + 0.5 from generate_series(1, 1000) i), array[to_json(long(300))], array[to_tsvector('simple', (select string_agg(md5(i::text), ' ') from generate_series(1, 300) i))],
  array(select md5(i::text)::uuid from generate_series(1, 500) i), array(select date '2024-01-01' + i from generate_series(1, 1500) i), array[convert_to(long(300), 'UTF8')], array(select i::int8 from generate_series(1, 1500) i), array[long(300)]::d_text[],
  long(300)::citext, long(280), ('<a>' || long(300) || '</a>')::xml, (repeat('a.', 2000) || 'b')::ltree, numrange(repeat('1', 6000)::numeric, null), to_tsvector('simple', (select string_agg(md5(i::text), ' ') from generate_series(1, 300) i)), repeat('10', 20000)::varbit,
  (select ('[' || string_agg('(' || i || ',' || i || ')', ',') || ']')::path from generate_series(1, 500) i), row(1, long(300))::pair, array[row(1, long(300))::pair], (select range_agg(int4range(i * 10, i * 10 + 5)) from generate_series(1, 500) i), long(300), array[long(300)];
update t set n = 2;
update t set id = 2;
