create extension if not exists hstore;
create extension if not exists citext;
create extension if not exists ltree;
create extension if not exists isn;
create type mood as enum ('sad', 'ok');
create type pair as (a int, b text);
create domain d_num as numeric(7,3);
create table t (id int primary key, s real not null, f float8 not null, n numeric(5,2) not null, nz numeric(5) not null, b numeric not null, m money not null, t timestamp(3) not null, t6 timestamp(6) not null,
  tm time not null, tm0 time(0) not null, d date not null, tz timestamptz(2) not null, tt timetz(1) not null, i interval(3) not null, by bytea not null, h hstore not null, p point not null, u uuid not null, e mood not null,
  x xml not null, j jsonb not null, ip inet not null, ci cidr not null, ma macaddr8 not null, r tstzrange not null, nr numrange not null, l ltree not null, isbn isbn not null, b1 bit not null, b65 bit(65) not null, vb varbit not null,
  q "char" not null, c citext not null, o oid not null, dn d_num not null, ai int[] not null, at text[] not null, an numeric[] not null, ab bytea[] not null, ah hstore[] not null, ats timestamp(3)[] not null, aj json[] not null, ad d_num[] not null,
  box box not null, mr int4multirange not null, pr pair not null, lsn pg_lsn not null, circ circle not null, tq tsquery not null, v text default 'dflt');
-- changes
insert into t values (1, 1, 1, 1, 1, 1, 1, '2024-02-29', '2024-02-29', '01:02', '01:02', '2024-02-29', '2024-02-29 00:00+00', '01:02+00', '1 day', '\x01', 'a=>1', '(1,2)', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'ok',
  '<a/>', '{}', '1.2.3.4', '10.0.0.0/8', '08:00:2b:01:02:03:04:05', '[2024-02-29 00:00+00,)', '[1,2)', 'a', '978-0-393-04002-9', '1', repeat('1', 65)::bit(65), '1',
  'q', 'c', 1, 1, '{1}', '{a}', '{1}', '{"\\x01"}', '{"a=>1"}', '{2024-02-29}', '{"1"}', '{1}', '((0,0),(1,1))', '{[1,2)}', '(1,a)', '0/1', '<(0,0),1>', 'a');
delete from t;
insert into t values (1, 1, 1, 1, 1, 1, 1, '2024-02-29', '2024-02-29', '01:02', '01:02', '2024-02-29', '2024-02-29 00:00+00', '01:02+00', '1 day', '\x01', 'a=>1', '(1,2)', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'ok',
  '<a/>', '{}', '1.2.3.4', '10.0.0.0/8', '08:00:2b:01:02:03:04:05', '[2024-02-29 00:00+00,)', '[1,2)', 'a', '978-0-393-04002-9', '1', repeat('1', 65)::bit(65), '1',
  'q', 'c', 1, 1, '{1}', '{a}', '{1}', '{"\\x01"}', '{"a=>1"}', '{2024-02-29}', '{"1"}', '{1}', '((0,0),(1,1))', '{[1,2)}', '(1,a)', '0/1', '<(0,0),1>', 'a');
update t set id = 2;
