-- converter schemas.enable=true
-- converter decimal.format=NUMERIC
create table t (id numeric(6,2) primary key, a numeric(6,2)[], b numeric[], c money, d numeric(6,2) default 1.5, e numeric default 2.5, f money not null, g numeric(4,1) not null);
-- changes
insert into t values (1.5, '{1.5,NULL,-0.01}', '{1.50,100}', 1.25, 3, 4.50, 5, 6);
update t set id = 2;
delete from t;
