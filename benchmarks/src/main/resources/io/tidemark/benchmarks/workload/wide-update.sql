UPDATE wide
SET i2 = i2 + 1, t2 = 'changed ' || id, ts2 = ts2 + interval '1 day'
WHERE id BETWEEN :first AND :last
