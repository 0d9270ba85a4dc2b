-- Made-up people. Ann Lee claims (101) with Bob and Cara, was once a lodger in Gil's claim (103), and pays council tax
-- (3001); 102 and 1000 to 1200 are everybody else. The schema allows one member for each home of a claim.
INSERT INTO dbo.hbclaim (claim_id, division_id, name, nino, application_date, contact_tel_no) VALUES
    (101, 1, 'LEE, ANN', 'QQ123456C', '2019-04-01', '07700 900 123'), (102, 1, 'MOSS, FAY', 'QQ222222A', '2019-04-01', NULL),
    (103, 1, 'HILL, GIL', 'QQ111111A', '2001-04-01', '01632 960333');
INSERT INTO dbo.hbhousehold (claim_id, house_id, from_date, to_date, addr1, post_code, uprn) VALUES
    (101, 1, '2019-04-01', NULL, '1 Example Street', 'E8 1EA', '100000000901'), (101, 2, '2019-04-01', NULL, '1 Example Street', 'E8 1EA', NULL),
    (101, 3, '2019-04-01', NULL, '1 Example Street', 'E8 1EA', NULL), (101, 4, '2019-04-01', NULL, '4 Example Street', 'E8 1ED', NULL),
    (102, 1, '2019-04-01', NULL, '5 Example Street', 'E8 1EE', NULL), (103, 1, '2001-04-01', '31.12.2002 00:00:00', '9 Example Street', 'E8 1EI', NULL),
    (103, 2, '2001-04-01', NULL, '9 Example Street', 'E8 1EI', NULL);
INSERT INTO dbo.hbmember (claim_id, house_id, member_id, person_ref, name, type, birth_date, nino, party_ref, unique_pupil_num) VALUES
    (101, 1, 1, 1, 'LEE, ANN', 1, '29.02.1980 00:00:00', 'QQ123456C', 501, NULL), (101, 2, 2, 1, 'LEE, BOB', 2, '01.07.1979 00:00:00', 'QQ654321A', 502, NULL),
    (101, 3, 3, 2, 'LEE, CARA', 3, '02.09.2014 00:00:00', NULL, NULL, 'A999000000301'), (102, 1, 1, 1, 'MOSS, FAY', 1, NULL, 'QQ222222A', 503, NULL),
    (103, 1, 2, 9, 'NG, ANNIE', 4, '29.02.1980 00:00:00', 'qq-123456D', NULL, NULL), (103, 2, 1, 1, 'HILL, GIL', 1, NULL, 'QQ111111A', 504, NULL);
INSERT INTO dbo.hbclaim (claim_id, name) SELECT n, 'CLAIMANT, ' || n FROM generate_series(1000, 1200) n;
INSERT INTO dbo.hbhousehold (claim_id, house_id, from_date) SELECT n, h, '2020-01-01' FROM generate_series(1000, 1200) n, generate_series(1, 3) h;
INSERT INTO dbo.hbmember (claim_id, house_id, member_id, name, nino, party_ref)
SELECT n, h, h, 'CLAIMANT, ' || n, 'QQ' || (300000 + n * 10 + h) || 'B', n * 10 + h FROM generate_series(1000, 1200) n, generate_series(1, 3) h;

INSERT INTO dbo.ctaccount (account_ref, account_cd, lead_liab_name, lead_liab_forename, lead_liab_surname, party_ref) VALUES
    (3001, '1', 'LEE, ANN', 'ANN', 'LEE', 501), (3002, '2', 'LEE, BOB', 'BOB', 'LEE', 502), (3003, '3', 'MOSS, FAY', 'FAY', 'MOSS', 503);
INSERT INTO dbo.ctproperty (property_ref, addr1, postcode, owner_name, own_telno, own_email_addr, uprn) VALUES
    ('P1', '1 Example Street', 'E8 1EA', 'HAL OWNER', '(01632) 960444', 'Hal@Example.org', '100000000901'),
    ('P2', '2 Example Street', 'E8 1EB', NULL, NULL, NULL, '100000000902'), ('P3', '3 Example Street', 'E8 1EC', 'HAL OWNER', NULL, 'hal@example.org', NULL);
INSERT INTO dbo.ctoccupation (account_ref, property_ref, occupation_date, vacation_date) VALUES
    (3001, 'P2', '2005-05-05', '2010-10-10'), (3001, 'P1', '2010-10-10', NULL), (3002, 'P1', '2004-04-04', '2010-10-10'), (3003, 'P3', '2000-01-01', NULL);
INSERT INTO dbo.syemail (applic_id, reference_id, email_addr, email_start_date) VALUES
    ('CT', 3001, 'ANN.LEE@EXAMPLE.COM', '2015-01-01'), ('CT', 3001, 'ann.old@example.net', '2010-01-01'), ('CT', 3002, 'bob@example.net', '2015-01-01');
INSERT INTO dbo.syphone (applic_id, ref_type, ref, phonenum1, phonenum2, email) VALUES
    ('CT', 1, '3001', NULL, '+447700900123', NULL), ('CT', 1, '3002', '07700900321', NULL, 'bob.lee@example.com'), ('CT', 1, '3003', '07700 900444', NULL, NULL);
