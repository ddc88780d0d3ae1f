CREATE TABLE wide (
  id int8 PRIMARY KEY,
  i1 int4 NOT NULL, i2 int4, i3 int4, i4 int2, i5 int2,
  l1 int8 NOT NULL, l2 int8, l3 int8,
  n1 numeric(12, 2) NOT NULL, n2 numeric(12, 2), n3 numeric(18, 6), n4 numeric(20, 0),
  f1 float8, f2 float8, f3 float4,
  b1 bool NOT NULL, b2 bool, b3 bool,
  v1 varchar(64) NOT NULL, v2 varchar(64), v3 varchar(64), v4 char(8),
  t1 text NOT NULL, t2 text, t3 text, t4 text,
  ts1 timestamptz NOT NULL, ts2 timestamptz, ts3 timestamp, ts4 timestamp,
  d1 date, d2 date, h1 time,
  u1 uuid NOT NULL, u2 uuid,
  j1 jsonb,
  x1 bytea,
  e1 int4, e2 text -- always NULL
);
ALTER TABLE wide REPLICA IDENTITY FULL
