create extension if not exists citext;
create extension if not exists hstore;
create extension if not exists ltree;
create type pair as (a int, b text);
create domain d_texts as text[];
create domain d_tags as varchar(5)[];
create domain d_ts as timestamp(3);
create domain d_ts_again as d_ts;
create domain d_time as time(2);
create domain d_tz as timestamptz(1);
create domain d_timetz as timetz(2);
create domain d_interval as interval day to second(3);
create domain d_bits as bit(5);
create domain d_bit as bit;
create domain d_varbit as varbit(9);
create domain d_char as char(6);
create domain d_hstore as hstore;
create domain d_citext as citext;
create domain d_ltree as ltree;
create domain d_bytea as bytea;
create domain d_num as numeric(7,3);
create domain d_bare as numeric;
create domain d_nums as numeric(7,3)[];
create domain d_money as money;
create domain d_range as int4range;
create domain d_multi as int4multirange;
create domain d_pair as pair;
create domain d_box as box;
create domain d_qchar as "char";
create domain d_oid as oid;
create domain d_tsv as tsvector;
create domain d_nn as int not null;
create domain d_name as varchar(20) not null default 'none';
create table t (id d_nn primary key, a d_texts, b d_tags, c d_ts, d d_ts_again, e d_time, f d_tz, g d_timetz, h d_interval, i d_bits, j d_bit, k d_varbit, l d_char, m d_hstore, n d_citext, o d_ltree,
  p d_bytea, q d_num, r d_bare, s d_nums, u d_money, v d_range, w d_multi, x d_pair, y d_box, z d_qchar, aa d_oid, ab d_tsv, ac d_nn, ad d_name, ae d_char[], af d_num[], ag d_ts[],
  na d_texts not null, nc d_ts_again not null, nq d_num not null, nr d_bare not null, nm d_hstore not null, nf d_tz not null, ni d_bits not null, nl d_char not null, np d_bytea not null, nh d_interval not null);
-- changes
insert into t values (1, '{a,NULL,"b c"}', '{ab}', '2024-02-29 13:14:15.678', '2024-02-29 13:14:15.678', '13:14:15.67', '2024-02-29 13:14:15.6+00', '13:14:15.67+02', '1 02:03:04.567', '10101', '1', '101', 'ab', 'a=>1', 'Ci', 'a.b',
  '\x00ff', 1.5, 1.50, '{1.5,NULL}', 1.5, '[1,5)', '{[1,5)}', '(1,b)', '((0,0),(1,1))', 'q', 26, 'a b', 5, 'n', '{ab}', '{1.5}', '{2024-02-29}',
  '{}', '2024-02-29', 1, 2, '', '2024-02-29 00:00+00', '00000', 'x', '', '0');
insert into t (id, ac, na, nc, nq, nr, nm, nf, ni, nl, np, nh) values (2, 0, '{}', '2024-02-29', 1, 2, '', '2024-02-29 00:00+00', '00000', 'x', '', '0');
update t set l = 'c' where id = 1;
update t set id = 3 where id = 1;
delete from t;
