-- connector time.precision.mode=isostring
-- connector field.name.adjustment.mode=avro
-- converter schemas.enable=true
-- converter decimal.format=NUMERIC
create table t ("a b" numeric(10,2), ts timestamp(3), d date, u uuid, m money, c char(5), b bytea, tz timestamptz, i interval, v text, primary key ("a b", ts, d, u, m, c, b, tz, i));
-- changes
insert into t values (1.5, '2024-02-29 12:00', '2024-02-29', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1.25, 'ab', '\x00ff', '2024-02-29 12:00+01', '1 day', 'v');
update t set v = 'w';
update t set c = 'cd';
delete from t;
