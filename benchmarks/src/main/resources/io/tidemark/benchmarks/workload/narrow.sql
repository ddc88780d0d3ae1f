CREATE TABLE narrow (
  id int8 PRIMARY KEY,
  customer_id int4 NOT NULL,
  sku varchar(32) NOT NULL,
  total numeric(12, 2) NOT NULL,
  created_at timestamptz NOT NULL,
  paid bool NOT NULL,
  note text
)
