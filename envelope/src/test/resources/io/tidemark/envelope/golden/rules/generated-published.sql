-- converter schemas.enable=true
create table g (id int primary key, a int, st int generated always as (a * 2) stored not null, vi int generated always as (a * 3) virtual, v text);
create table gk (a int, k int generated always as (a + 1) stored primary key);
create publication differential for all tables with (publish_generated_columns = stored);
-- changes
insert into g (id, a, v) values (1, 2, 'x');
update g set a = 3;
update g set id = 2;
delete from g;
insert into gk (a) values (1);
update gk set a = 2;
delete from gk;
