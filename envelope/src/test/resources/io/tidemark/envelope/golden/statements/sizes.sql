create schema other;
create type other.state as enum ('on', 'off');
create type "Odd Name" as enum ('a');
create type pair as (a int, b text);
create domain other.short as varchar(7);
create domain cents as numeric(10,2);
create domain more_cents as cents;
create table t (id int primary key,
  a time(3), b timetz(0), c interval(3), d timestamp(0), e timestamptz(2), f bit(7), g varbit(9), h bit, i "char", j name, k money, l numeric(5), m numeric(6,0), n numeric(38,18),
  o varchar(5)[], p char(3)[], q numeric(8,3)[], r timestamptz(3)[], s int2[], t int8[], u float4[], v float8[], w bool[], x uuid[], y date[], z time(2)[], aa text[], ab bytea[], ac jsonb[], ad oid[],
  ae macaddr8, af path, ag polygon, ah circle, ai line, aj lseg, ak tsquery, al xid, am pg_lsn, an pair, ao other.state, ap "Odd Name", aq other.short, ar cents, asx more_cents, at int4multirange,
  au jsonpath, av regclass, aw inet, ax tstzrange, ay xid8, az cidr, ba tid, bb pg_snapshot, bc numrange, bd daterange, be bytea, bf xml, bg timestamp(6), bh timestamp(1), bi time(0), bj timetz(4), bk interval year to month, bl interval day to second(2));
-- changes
insert into t (id, ao, ap, aq, ar, asx) values (1, 'on', 'a', 'short', 1.5, 2.5);
