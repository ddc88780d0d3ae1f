INSERT INTO wide
SELECT
  i,
  i, i * 2, -i, i % 30000, i % 100,
  i::int8 * 1000003, -i::int8 * 1000003, i,
  (i * 37 % 1000000)::numeric / 100, -i::numeric / 4, i::numeric / 7, i::numeric * 123456789,
  i / 3.0, i * 1e6, i / 2.0,
  i % 2 = 0, i % 3 = 0, i % 5 = 0,
  'v' || md5(i::text), 'SKU-' || i, 'open', 'EUR',
  md5(i::text) || md5((i + 1)::text), 'note ' || i, 'leave it "by the door", señora ' || i, '',
  timestamptz '2026-01-01 00:00:00+00' + i * interval '1.000123 s',
  timestamptz '2026-01-01 00:00:00+00' + i * interval '1 min',
  timestamp '2026-01-01 00:00:00' + i * interval '1.000123 s',
  timestamp '2026-01-01 00:00:00' + i * interval '1 h',
  date '2026-01-01' + i % 1000, date '1970-01-01' + i % 20000,
  time '00:00:00' + i * interval '1.001 s',
  md5(i::text)::uuid, md5((i + 1)::text)::uuid,
  jsonb_build_object('id', i, 'tags', jsonb_build_array('a', 'b')),
  decode(md5(i::text), 'hex'),
  NULL, NULL
FROM generate_series(:first, :last) AS i
