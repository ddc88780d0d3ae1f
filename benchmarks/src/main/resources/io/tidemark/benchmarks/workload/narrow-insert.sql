INSERT INTO narrow
SELECT
  i,
  i % 50000,
  'SKU-' || lpad((i * 7919 % 100000)::text, 6, '0'),
  (i * 37 % 1000000)::numeric / 100,
  timestamptz '2026-01-01 00:00:00+00' + i * interval '1.000123 s',
  i % 3 = 0,
  md5(i::text) || ' ' || CASE WHEN i % 10 = 0 THEN 'leave it "by the door", señora' ELSE 'as usual' END
FROM generate_series(:first::int8, :last) AS i
