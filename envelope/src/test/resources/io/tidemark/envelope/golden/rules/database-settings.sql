-- converter schemas.enable=true
do $$ begin
  execute format('alter database %I set intervalstyle = iso_8601', current_database());
  execute format('alter database %I set datestyle = ''SQL, DMY''', current_database());
  execute format('alter database %I set timezone = ''America/New_York''', current_database());
  execute format('alter database %I set standard_conforming_strings = off', current_database());
  execute format('alter database %I set search_path = pg_catalog', current_database());
  execute format('alter database %I set quote_all_identifiers = on', current_database());
  execute format('alter database %I set default_transaction_read_only = on', current_database());
end $$;
create type mood as enum ('a', 'b');
create table t (id int primary key, i interval, d date, ts timestamp, tz timestamptz, tt timetz, tzs timestamptz[], r tstzrange, tr tsrange, ds date[], m money, x text default 'a\b', y mood default 'a', z int default 3, w timestamptz default '2024-02-29 12:00+00', tzd timestamp default '2024-03-04');
-- changes
insert into t values (1, '1 year 2 days 03:04:05.6', '2024-02-29', '2024-02-29 12:13:14', '2024-02-29 12:13:14+00', '12:13:14+02', '{2024-02-29 12:13:14+00}', '[2024-02-29 12:13:14+00,)', '[2024-02-29 12:13:14,)', '{2024-02-29}', 1.5);
insert into t (id) values (2);
delete from t;
