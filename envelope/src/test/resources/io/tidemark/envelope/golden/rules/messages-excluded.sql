-- connector message.prefix.exclude.list=aud.*,x
-- converter schemas.enable=true
create table t (id int primary key);
-- changes
select pg_logical_emit_message(true, 'audit', 'x');
select pg_logical_emit_message(false, 'audit', 'x');
select pg_logical_emit_message(true, 'other "one"', '\x00ff'::bytea);
insert into t values (1);
