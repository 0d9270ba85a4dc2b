CREATE TABLE address (id INT PRIMARY KEY, house INT, street VARCHAR(80), city VARCHAR(40), state VARCHAR(40), zip VARCHAR(10));
CREATE TABLE customer (id INT PRIMARY KEY, email VARCHAR(254), name VARCHAR(100), created TIMESTAMP NULL, address_id INT);
CREATE TABLE employee (id INT PRIMARY KEY, email VARCHAR(254), name VARCHAR(100), address_id INT);
CREATE TABLE login (id INT PRIMARY KEY, customer_id INT, time TIMESTAMP NULL);
CREATE TABLE orders (id VARCHAR(20) PRIMARY KEY, customer_id INT, shipping_address_id INT);
CREATE TABLE order_item (order_id VARCHAR(20), product_id INT, quantity INT);
CREATE TABLE payment_card (id VARCHAR(20) PRIMARY KEY, name VARCHAR(40), ccn BIGINT, code INT, preferred BOOLEAN, customer_id INT, billing_address_id INT);
CREATE TABLE product (id INT PRIMARY KEY, name VARCHAR(100), price DECIMAL(8, 2));
CREATE TABLE report (id INT PRIMARY KEY, email VARCHAR(254), name VARCHAR(100), year INT, month INT, total_visits INT);
CREATE TABLE service_request (id VARCHAR(20) PRIMARY KEY, email VARCHAR(254), alt_email VARCHAR(254), opened DATE, closed DATE, employee_id INT);
CREATE TABLE visit (email VARCHAR(254), last_visit TIMESTAMP NULL);

INSERT INTO address VALUES
    (1, 1, 'Example Street', 'Marlham', NULL, 'E8 1EA'), (2, 2, 'Example Street', 'Marlham', NULL, 'E8 1EB'),
    (3, 3, 'Example Street', 'Marlham', NULL, 'E8 1EC'), (4, 4, 'Example Street', 'Marlham', NULL, 'E8 1ED'),
    (5, 5, 'Example Street', 'Marlham', NULL, 'E8 1EE'), (6, 6, 'Example Street', 'Marlham', NULL, 'E8 1EF');
INSERT INTO customer VALUES
    (1, 'ann.lee@example.com', 'Ann Lee', '2020-02-29 10:11:12', 1), (2, 'bob@example.com', 'Bob Lee', NULL, 1), (3, NULL, 'Nobody', NULL, 4);
INSERT INTO employee VALUES (1, 'Eve@Example.net', 'Eve Stone', 5), (2, 'dan@example.net', 'Dan Ng', 5), (3, NULL, 'Kim Hall', 6);
INSERT INTO login VALUES (1, 1, '2021-01-01 00:00:00'), (2, 1, '2021-01-02 00:00:00'), (3, 2, '2021-01-01 00:00:00');
INSERT INTO orders VALUES ('ord-1', 1, 2), ('ord-2', 1, NULL), ('ord-3', 2, 1), ('ord-4', 3, 4);
INSERT INTO order_item VALUES ('ord-1', 1, 2), ('ord-1', 2, 1), ('ord-2', 1, 1), ('ord-2', 1, 1), ('ord-3', 3, 9), ('ORD-1', 3, 9);
INSERT INTO payment_card VALUES
    ('pay-1', 'Ann''s card', 4000000000000001, 123, TRUE, 1, 3), ('pay-2', 'Old card', 4000000000000002, 7, FALSE, 1, 1), ('pay-3', 'Bob''s card', 4000000000000003, 321, TRUE, 2, 3);
INSERT INTO product VALUES (1, 'Tea', 2.50), (2, 'Cake', 3.00), (3, 'Bread', 1.20);
INSERT INTO report VALUES
    (1, 'ANN.LEE@EXAMPLE.COM', 'January', 2021, 1, 5), (2, 'ann.lee@example.com ', 'February', 2021, 2, 6), (3, 'eve.private@example.org', 'January', 2021, 1, 1), (4, 'bob@example.com', 'January', 2021, 1, 2);
INSERT INTO service_request VALUES
    ('ser-1', 'ann.lee@example.com', NULL, '2021-01-01', '2021-01-03', 1), ('ser-2', 'annie@example.org', 'Ann.Lee@example.com', '2021-02-01', NULL, 2),
    ('ser-3', 'bob@example.com', NULL, '2021-03-01', NULL, 1), ('ser-4', 'x@example.org', 'EVE.PRIVATE@example.org', '2021-04-01', NULL, NULL), ('ser-5', NULL, NULL, '2021-05-01', NULL, 2);
INSERT INTO visit VALUES
    ('Ann.Lee@Example.com', '2021-06-01 12:00:00'), ('Ann.Lee@Example.com', '2021-06-01 12:00:00'), ('ann.lee@example.com.example.org', NULL), ('eve.private@example.org', NULL);
