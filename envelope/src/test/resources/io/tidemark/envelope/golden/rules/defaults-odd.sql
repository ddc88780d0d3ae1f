-- connector decimal.handling.mode=string
-- converter schemas.enable=true
create extension if not exists citext;
create type mood as enum ('sad', 'ok', 'call(me)');
create domain amount as numeric(8,2);
create domain label as text;
create schema other;
create type other.state as enum ('on', 'off');
create function f() returns int language sql as 'select 9';
create function g() returns mood language sql as $$select 'ok'::mood$$;
create function j() returns json language sql as $$select '{}'::json$$;
create table t (id int primary key,
  a amount default 3.5, b label default 'x', c citext default 'ci', d mood default g(), e mood default 'call(me)', f other.state default 'on',
  g json default j(), h jsonb default j()::jsonb, i numeric default f(), j numeric(8,2) default f(), k text default 'call(me)', l varchar(10) default 'now()',
  m text default 'a::b', n text default '(x)', o date default now(), p interval default make_interval(days => 1), q xml default null,
  s int default (3), t int default '4', u text default 5, w numeric(8,2) default 1e2, x numeric default -0.50, y double precision default 'NaN',
  z real default -1.5, ab bool default null, ac int[] default array[1], ad "char" default 'c', af timestamptz default '2024-01-01',
  ag timestamp default 'epoch', ah date default 'epoch', ai text default E'a\\b', aj text default 'double "quote"', ak varchar default concat('a', 'b'), al text default coalesce(null, 'z'),
  am bigint default 9223372036854775807, an smallint default '-5', ao uuid default null, aq bit(3) default '101', ar boolean default 'yes', asx int default -f(), at int default abs(-4), au int default ((-4)), av mood default null);
-- changes
insert into t (id) values (1);
update t set id = 2;
delete from t;
