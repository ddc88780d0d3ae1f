-- connector provide.transaction.metadata=true
create table src (id int primary key, v text);
insert into src values (1, 'a'), (2, null);
-- changes
create table made as select * from src;
select * into made2 from src;
create materialized view mv as select * from src;
create unlogged table ul (id int primary key);
insert into ul values (1);
create temp table tmp (id int primary key);
insert into tmp values (1);
create table nothing ();
insert into nothing default values;
