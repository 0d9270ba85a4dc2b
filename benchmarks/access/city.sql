-- Eleven tables of the Fides example's shape. Names in braces are filled in by city.py.
CREATE TABLE address (id int PRIMARY KEY, house int, street text, city text, state text, zip text);
CREATE TABLE customer (id int PRIMARY KEY, email varchar(100), name varchar(100), created timestamp, address_id bigint);
CREATE TABLE employee (id int PRIMARY KEY, email varchar(100), name varchar(100), address_id bigint);
CREATE TABLE login (id int PRIMARY KEY, customer_id int, time timestamp);
CREATE TABLE orders (id varchar(40) PRIMARY KEY, customer_id int, shipping_address_id bigint);
CREATE TABLE order_item (order_id varchar(40), item_no smallint, product_id int, quantity smallint,
                         PRIMARY KEY (order_id, item_no));
CREATE TABLE payment_card (id varchar(40) PRIMARY KEY, name varchar(100), ccn bigint, code smallint,
                           preferred boolean, customer_id int, billing_address_id bigint);
CREATE TABLE product (id int PRIMARY KEY, name varchar(100), price numeric(10,2));
CREATE TABLE report (id int PRIMARY KEY, email varchar(100), name varchar(100), month int, year int, total_visits int);
CREATE TABLE service_request (id varchar(40) PRIMARY KEY, email varchar(100), alt_email varchar(100),
                              opened date, closed date, employee_id int);
CREATE TABLE visit (email varchar(100), last_visit timestamp);

-- n is a row number; prime factors scatter references. Addresses 1 to {customers} are homes of one customer each.
INSERT INTO address SELECT n, n % 300, 'Street ' || n % 5000, 'Town ' || n % 300, 'C' || n % 50, 'ZZ' || n % 99 || ' ' || n % 9 || 'CD'
  FROM generate_series(1, {customers} * 5 / 2) n;
INSERT INTO customer SELECT n, 'person' || n || '@example.com', 'Person Number ' || n, timestamp '2019-01-01' + n * interval '1 minute', n
  FROM generate_series(1, {customers}) n;
INSERT INTO employee SELECT n, 'staff' || n || '@council.example.com', 'Staff ' || n, {customers} + n
  FROM generate_series(1, {customers} / 100) n;
INSERT INTO login SELECT n, CASE WHEN n <= {heavy_logins} THEN (n - 1) / {heavy_each} + 1
                                 ELSE {heavy} + 1 + n::bigint * 7919 % ({customers} - {heavy}) END, timestamp '2020-01-01' + n * interval '1 second'
  FROM generate_series(1, {heavy_logins} + {customers} * 9) n;
INSERT INTO orders SELECT 'ord-' || n, customer, CASE WHEN n % 5 < 3 THEN customer ELSE {customers} * 3 / 2 + customer % ({customers}) END
  FROM (SELECT n, CASE WHEN n <= {heavy} * 2000 THEN (n - 1) / 2000 + 1
                       ELSE {heavy} + 1 + n::bigint * 6151 % ({customers} - {heavy}) END AS customer
          FROM generate_series(1, {heavy} * 2000 + {customers} * 5) n) made;
INSERT INTO order_item SELECT 'ord-' || n, item, 1 + (n + item * 31) % 1000, 1 + item
  FROM generate_series(1, {heavy} * 2000 + {customers} * 5) n, generate_series(1, 3) item WHERE item <= 1 + n % 3;
INSERT INTO payment_card SELECT 'card-' || n, 'Card ' || n % 7, 4000000000000000 + n, 100 + n % 900, n % 2 = 0,
                                1 + n % {customers}, 1 + n % {customers}
  FROM generate_series(1, {customers} * 3 / 2) n;
INSERT INTO product SELECT n, 'Thing ' || n, n % 90 + 0.99 FROM generate_series(1, 1000) n;
INSERT INTO report SELECT n, 'staff' || 1 + n % ({customers} / 100) || '@council.example.com', 'Report ' || n, 1 + n % 12, 2015 + n % 11, n % 9999
  FROM generate_series(1, {customers} / 10) n;
INSERT INTO service_request SELECT 'sr-' || n, 'person' || 1 + n::bigint * 4421 % {customers} || '@example.com', 'alt' || n || '@example.com',
                                   date '2022-01-01' + n % 900, date '2025-01-01' + n % 300, 1 + n % ({customers} / 100)
  FROM generate_series(1, {customers}) n;
INSERT INTO visit SELECT 'person' || 1 + n::bigint * 3571 % {customers} || '@example.com', timestamp '2021-01-01' + n * interval '1 second'
  FROM generate_series(1, {customers} * 3) n;
