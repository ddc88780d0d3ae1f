-- connector decimal.handling.mode=string
-- connector interval.handling.mode=string
create table t (id bigint primary key, i interval, m money, o oid, f float4, g float8, b bit(64), vb varbit(200), n numeric(38,0), tt timetz, ts timestamp(0), tz timestamptz(0), qc "char", c char(3), nm numeric[]);
-- changes
insert into t values (9223372036854775807, '-178000000 years', '92233720368547758.07', 4294967295, 3.4028235e38, 1.7976931348623157e308, repeat('1', 64)::bit(64), repeat('10', 100)::varbit, 99999999999999999999999999999999999999, '24:00:00-15:59', '294276-12-31 23:59:59', '294276-12-31 23:59:59+00', '', '', '{1e100,-1e-100}');
insert into t values (-9223372036854775808, '00:00:00.000001', '-92233720368547758.08', 0, 1e-45, 5e-324, repeat('0', 64)::bit(64), '', 0, '00:00:00+15:59', '4713-01-01 00:00:00 BC', '4713-01-01 00:00:00+00 BC', 'é', 'é', '{}');
insert into t values (0, '1 mon -1 day 00:00:00.0000015', 0, 1, -0.0, -0.0, repeat('01', 32)::bit(64), '0', -1, '00:00:00.0000004+00', 'infinity', '-infinity', E'\\377', ' a ', '{NULL}');
