-- connector column.truncate.to.2.chars=public.halves.*
-- converter schemas.enable=true
CREATE TABLE halves (id int PRIMARY KEY, t text, v varchar(20));
-- changes
INSERT INTO halves VALUES (1, 'a😀b', '😀😀');
INSERT INTO halves VALUES (2, 'ab😀', 'é😀'), (3, '😀', '"😀');
