-- connector time.precision.mode=isostring
-- connector decimal.handling.mode=string
-- connector interval.handling.mode=string
-- connector binary.handling.mode=hex
-- connector include.unknown.datatypes=true
-- connector column.mask.hash.SHA-256.with.salt.s=.*\.k
-- converter schemas.enable=true
create extension if not exists hstore;
create extension if not exists citext;
create type mood as enum ('sad', 'ok');
create type pair as (a int, b text);
create domain code as varchar(7);
do $$ declare t text; i int := 0; begin
  foreach t in array array['numeric', 'numeric(6,2)', 'text', 'varchar(9)', 'char(5)', 'citext', 'code', 'uuid', 'date', 'time', 'timestamp', 'timestamptz', 'timetz', 'interval', 'bool', 'bytea', 'mood', 'inet', 'cidr', 'macaddr', 'money', 'float8', 'float4', 'int[]', 'text[]', 'jsonb', 'int4range', 'int4multirange', 'bit(4)', 'varbit', 'bit', 'oid', 'pg_lsn', 'tsvector', 'pair', 'hstore', '"char"'] loop
    i := i + 1;
    execute format('create table k%s (k %s primary key, v int)', i, t);
  end loop; end $$;
-- changes
insert into k1 values (1.50, 1); update k1 set k = 2; delete from k1;
insert into k2 values (1.50, 1); update k2 set k = 2; delete from k2;
insert into k3 values ('é "k"', 1); update k3 set k = ''; delete from k3;
insert into k4 values ('k', 1); update k4 set k = 'l'; delete from k4;
insert into k5 values ('k', 1); update k5 set k = 'l'; delete from k5;
insert into k6 values ('K', 1); update k6 set k = 'k'; update k6 set k = 'l'; delete from k6;
insert into k7 values ('k', 1); update k7 set k = 'l'; delete from k7;
insert into k8 values ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1); delete from k8;
insert into k9 values ('2024-02-29', 1); update k9 set k = 'infinity'; delete from k9;
insert into k10 values ('01:02:03', 1); update k10 set k = '24:00'; delete from k10;
insert into k11 values ('2024-02-29', 1); update k11 set k = '0044-03-15 BC'; delete from k11;
insert into k12 values ('2024-02-29 00:00+00', 1); update k12 set k = 'infinity'; delete from k12;
insert into k13 values ('01:02:03+02', 1); update k13 set k = '01:02:03+03'; delete from k13;
insert into k14 values ('1 day', 1); update k14 set k = '24:00:00'; delete from k14;
insert into k15 values (true, 1); update k15 set k = false; delete from k15;
insert into k16 values ('\x00ff', 1); update k16 set k = ''; delete from k16;
insert into k17 values ('sad', 1); update k17 set k = 'ok'; delete from k17;
insert into k18 values ('10.0.0.1', 1); update k18 set k = '10.0.0.1/8'; delete from k18;
insert into k19 values ('10.0.0.0/8', 1); delete from k19;
insert into k20 values ('08:00:2b:01:02:03', 1); delete from k20;
insert into k21 values (1.5, 1); update k21 set k = 2; delete from k21;
insert into k22 values ('NaN', 1); update k22 set k = '-0'; update k22 set k = 0; delete from k22;
insert into k23 values ('Infinity', 1); update k23 set k = 1.5; delete from k23;
insert into k24 values ('{1,NULL}', 1); update k24 set k = '{}'; delete from k24;
insert into k25 values ('{a,NULL}', 1); update k25 set k = '{}'; delete from k25;
insert into k26 values ('{"a":1}', 1); update k26 set k = '{"a":1.0}'; delete from k26;
insert into k27 values ('[1,2]', 1); update k27 set k = 'empty'; delete from k27;
insert into k28 values ('{[1,2]}', 1); update k28 set k = '{}'; delete from k28;
insert into k29 values ('1010', 1); update k29 set k = '0000'; delete from k29;
insert into k30 values ('101', 1); update k30 set k = ''; delete from k30;
insert into k31 values ('1', 1); update k31 set k = '0'; delete from k31;
insert into k32 values (1, 1); update k32 set k = 4294967295; delete from k32;
insert into k33 values ('0/1', 1); update k33 set k = '0/2'; delete from k33;
insert into k34 values ('a', 1); update k34 set k = ''; delete from k34;
insert into k35 values ('(1,a)', 1); update k35 set k = '(,)'; delete from k35;
insert into k36 values ('a=>1', 1); update k36 set k = ''; delete from k36;
insert into k37 values ('a', 1); update k37 set k = 'b'; delete from k37;
