create extension if not exists citext;
create extension if not exists hstore;
create extension if not exists ltree;
create type mood as enum ('sad', 'ok', 'happy-go-lucky');
create domain label as varchar(30);
create domain amount as numeric(8,2);
create domain natural_number as int check (value > 0);
create table t (
  id int primary key,
  c_text text, c_varchar varchar, c_varchar20 varchar(20), c_varchar3 varchar(3), c_char char(12), c_qchar "char",
  c_citext citext, c_json json, c_jsonb jsonb, c_xml xml, c_uuid uuid, c_enum mood, c_domain label,
  c_inet inet, c_cidr cidr, c_mac macaddr, c_range int4range, c_ts timestamp, c_tz timestamptz, c_time time,
  c_timetz timetz, c_date date, c_interval interval, c_num numeric(12,4), c_bare numeric, c_money money,
  c_bytea bytea, c_bit bit(20), c_varbit varbit, c_bool bool, c_int2 int2, c_int8 int8, c_f4 float4, c_f8 float8, c_oid oid,
  c_texts text[], c_point point, c_hstore hstore, c_ltree ltree, c_tsvector tsvector,
  n_text text not null default 'a long default', n_tz timestamptz not null default '2024-02-29 13:14:15+00',
  n_varchar varchar(8) not null default 'n', n_enum mood not null default 'happy-go-lucky', n_uuid uuid not null default 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
  c_box box default '(1,1),(0,0)', d_num amount default 3.5, d_int natural_number default 7);
-- changes
insert into t values (1, 'a "text" wïth more 😀 in it', 'varchar text', 'varchar twenty', 'abc', 'char', 'q',
  'CiText here', '{"a": "json text"}', '{"b": [1, 2, 3]}', '<a>xml</a>', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'happy-go-lucky', 'a domain',
  '192.168.0.1/24', '10.0.0.0/8', '08:00:2b:01:02:03', '[1,10)', '2024-02-29 13:14:15.123456', '2024-02-29 13:14:15.123456+00', '13:14:15.5',
  '13:14:15.5+02', '2024-02-29', '1 year 2 months 3 days 04:05:06.789', 1234.5678, 1234.5678, 12.34,
  '\x000102030405060708', B'10101010101010101010', B'1011', true, 7, 8, 1.5, 2.5, 26, '{one,two}', '(1,2)', 'a=>1', 'a.b.c', 'a fat cat');
insert into t (id) values (2);
update t set c_text = 'other' where id = 1;
update t set id = 3 where id = 1;
delete from t where id = 3;
