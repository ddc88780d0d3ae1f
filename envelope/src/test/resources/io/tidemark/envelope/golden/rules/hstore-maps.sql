-- connector hstore.handling.mode=map
-- converter schemas.enable=true
create extension if not exists hstore;
create table t (id int primary key, h hstore, hs hstore[], n hstore not null default 'a=>1');
-- changes
insert into t values (1, hstore(array[E'a"b\\c', E'\x01\x1f\t', 'ключ 😀', ''], array[E'v"\\', E'\x02\x1e\t', null, '']), array[hstore(E'q"\\', E'\x1f'), null]);
insert into t (id) values (2);
delete from t;
