-- connector binary.handling.mode=base64-url-safe
-- connector provide.transaction.metadata=true
-- connector topic.delimiter=_
-- connector schema.name.adjustment.mode=avro_unicode
-- converter schemas.enable=true
create table t (id int primary key);
-- changes
select pg_logical_emit_message(true, 'é "x"', '\xfbefff3e3f'::bytea);
select pg_logical_emit_message(false, 'b', ''::bytea);
begin;
select pg_logical_emit_message(true, 'first', 'x');
insert into t values (1);
select pg_logical_emit_message(false, 'out', 'x');
savepoint s;
select pg_logical_emit_message(true, 'gone', 'x');
rollback to s;
select pg_logical_emit_message(true, 'last', 'ü');
commit;
select pg_logical_emit_message(false, 'after', 'x');
