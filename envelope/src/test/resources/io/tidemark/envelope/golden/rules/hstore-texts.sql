create extension if not exists hstore;
create table t (id int primary key, h hstore, hs hstore[]);
-- changes
insert into t values (1, hstore(array[E'a"b\\c', E'\x01\x1f\t\n\r\b\f', 'ключ 😀', '', '</a>', E'\x7f\u2028'], array[E'v"\\', E'\x02\x1e\t', null, '', 'NULL', E'\u2029\u00a0'])::hstore, array[hstore(E'q"\\', E'\x1f'), hstore('n', null)]);
insert into t select 2, hstore(array_agg('k' || i), array_agg(i::text)), null from generate_series(1, 40) i;
insert into t values (3, '', '{}');
