-- text only
-- connector column.propagate.source.type=.*
-- converter schemas.enable=true
-- include extensions
create domain place as geometry;
create table t (id int primary key, v vector, h halfvec, s sparsevec, g geometry, e geography, p place,
  vs vector[], gs geometry[], es geography[], nv vector not null, nh halfvec not null, ng geometry not null, ne geography not null);
create table d (id int primary key, v vector default '[1,2]', g geometry default '010700000000000000');
-- changes
insert into t values (1, '[1,2.5,-3e-05]', '[0.5,65504]', '{1:1.5,300:2e-05,17:-4,33:1}/500', '0101000000000000000000F03F0000000000000040', '0101000020E6100000000000000000F03F0000000000000040',
  '0020000001000010E63FF00000000000004000000000000000', '{"[1,2]","[3]"}', '{0101000000000000000000F03F0000000000000040:010700000000000000:NULL}', '{0101000020E6100000000000000000F03F0000000000000040}',
  '[1]', '[2]', '010700000000000000', '010700000000000000');
insert into t values (2, null, null, '{}/9', null, null, null, null, '{}', null, '[-0,1e+20]', '[1e-07]', '010700000000000000', '010700000000000000');
update t set v = '[7]' where id = 1;
delete from t;
insert into d (id) values (1);
insert into d values (2, null, null);
