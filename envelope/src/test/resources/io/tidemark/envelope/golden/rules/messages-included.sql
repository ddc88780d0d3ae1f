-- connector message.prefix.include.list=aud.*, Other ,tidemark_mark
-- connector binary.handling.mode=hex
-- connector provide.transaction.metadata=true
create table t (id int primary key);
-- changes
select pg_logical_emit_message(true, 'audit', 'x');
select pg_logical_emit_message(true, 'AUDIT', 'x');
select pg_logical_emit_message(true, 'an audit', 'x');
select pg_logical_emit_message(false, 'other', 'x');
select pg_logical_emit_message(true, '', '');
begin;
insert into t values (1);
select pg_logical_emit_message(true, 'debug', 'x');
commit;
