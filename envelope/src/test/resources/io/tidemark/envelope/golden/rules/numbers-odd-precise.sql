-- connector decimal.handling.mode=precise
-- converter schemas.enable=true
create table t (id int primary key, a numeric(3,5), b numeric(38,0), c numeric(1000,500), d numeric, e numeric[], f numeric(3,5)[], n numeric(3,5) not null default 0.001);
-- changes
insert into t values (1, 0.00123, 99999999999999999999999999999999999999, 1e-400, 1e1000, '{NULL,1e-20,1.000,-0.5}', '{0.00999}');
insert into t values (2, 0, 0, 0, 0.000, '{}', '{NULL}', 0);
delete from t;
