-- Made-up people beside Hackney's own seeds. Ann Lee (7001) asks. Bob (7002) is her partner and Cara (7003) their
-- child; Eve Stone stands twice (7005, 7006); 8001 to 8200 are everybody else.
SET datestyle = 'ISO, DMY';

INSERT INTO dbo.dm_persons (person_id, nhs_id, upn_id, former_upn_id, full_name, title, first_name, last_name,
    date_of_birth, gender, restricted, email_address, context_flag, nationality, pronoun, interpreter_needed)
VALUES
    (7001, 9997000013, NULL, NULL, 'Ann Lee', 'Ms', 'Ann', 'Lee', '1980-02-29', 'F', 'N', NULL, 'A', 'British', 'she/her', false),
    (7002, 9997000021, NULL, NULL, 'Bob Lee', 'Mr', 'Bob', 'Lee', '1979-07-01', 'M', 'Y', 'bob.lee@example.com', 'A', NULL, NULL, NULL),
    (7003, 9997000048, 'A999000000301', 'A999000000302', 'Cara Lee', NULL, 'Cara', 'Lee', '2014-09-02', 'F', 'N', NULL, 'C', NULL, NULL, NULL),
    (7005, 9997000056, NULL, NULL, 'Eve Stone', NULL, 'Eve', 'Stone', '1990-01-05', 'F', 'N', 'eve@example.net', 'A', NULL, NULL, NULL),
    (7006, 9997000056, NULL, NULL, 'Eve Stone-Hill', NULL, 'Eve', 'Stone-Hill', '1990-01-05', 'F', 'N', 'eve.hill@example.net', 'A', NULL, NULL, NULL);
INSERT INTO dbo.dm_persons (person_id, full_name, first_name, last_name, date_of_birth, email_address)
SELECT n, 'Resident ' || n, 'Resident', 'Number ' || n, date '1950-01-01' + (n % 20000)::int, 'resident' || n || '@example.org'
FROM generate_series(8001, 8200) n;

INSERT INTO dbo.dm_email_addresses (email_id, person_id, email, type) VALUES
    (1, 7001, ' Ann.Lee@Example.COM', 'Home'), (2, 7001, 'ann.old@example.net', 'Work'), (3, 7002, 'bob@example.net', 'Home');
INSERT INTO dbo.dm_email_addresses (email_id, person_id, email)
SELECT n, n, 'ann.lee' || n || '@example.com' FROM generate_series(8001, 8100) n;
INSERT INTO dbo.dm_other_email_addresses (email_id, person_id, email) VALUES (1, 7001, 'a.lee@example.org'), (2, 7005, 'eve@example.net');
INSERT INTO dbo.dm_telephone_numbers (telephone_number_id, person_id, telephone_number, telephone_number_type) VALUES
    (1, 7001, '0044 (0)7700-900123', 'Mobile'), (2, 7001, '01632 960111', 'Home'), (2, 7002, '(01632) 960111', 'Home'),
    (3, 7002, '07700 900321', 'Mobile'), (4, 8001, '+1 770 090 0123', 'Work');
INSERT INTO dbo.dm_telephone_numbers (telephone_number_id, person_id, telephone_number, telephone_number_type)
SELECT n, n, '07700 90' || lpad((n - 8000 + 400)::text, 4, '0'), 'Mobile' FROM generate_series(8001, 8200) n;
INSERT INTO dbo.dm_key_contacts (key_contact_id, person_id, name, email) VALUES
    (1, 7001, 'Dan Ng', 'dan.ng@example.org'), (2, 7002, 'Dan Ng', 'Dan.Ng@example.org'), (3, 8001, 'Someone', 'someone@example.org');
INSERT INTO dbo.dm_gp_details (gp_details_id, person_id, name, phone_number) VALUES
    (1, 7001, 'The Example Practice', '01632 960222'), (2, 7002, 'The Example Practice', '01632 960222');
INSERT INTO dbo.dm_tech_use (tech_use_id, person_id, tech_type) VALUES (1, 7001, 'Telephone'), (1, 7002, 'None');
INSERT INTO dbo.dm_disability (disability_id, person_id, disability_type) VALUES (1, 7001, 'Hearing'), (2, 7003, 'Sight');
INSERT INTO dbo.dm_person_last_updated (person_last_updated_id, person_id, type, updated_at) VALUES
    (1, 7001, 'address', '2022-02-28 10:00'), (2, 7002, 'address', '2022-02-28 10:00');
INSERT INTO dbo.dm_addresses (ref_addresses_people_id, ref_address_id, person_id, address, post_code, unique_id) VALUES
    (901, 510901, 7001, '1 Example Street', 'E8 1EA', 100000000901), (902, 510902, 7001, '2 Example Street', 'e81eb', 100000000902),
    (903, 510903, 7002, '1 Example Street', 'E8 1EA', 100000000901);
INSERT INTO dbo.dm_addresses (ref_addresses_people_id, person_id, address, post_code)
SELECT n, n, n || ' Example Road', 'E8 1EA' FROM generate_series(8001, 8200) n;
INSERT INTO dbo.sccv_uprn_update (id, address_id, uprn) VALUES (1, 510901, 100000000911), (2, 510903, 100000000912);
INSERT INTO dbo.sccv_person_other_name (id, person_id, first_name, last_name) VALUES (1, 7001, 'Annie', 'Ng'), (2, 7002, 'Rob', 'Lee');
INSERT INTO dbo.sccv_persons_lookup (person_id, nc_id) VALUES ('7001', 'NC-7001'), ('7002', 'NC-7002');
INSERT INTO dbo.sccv_persons_import (person_id, nhs_id, full_name, email_address) VALUES
    ('7001', 9997000013, 'Ann Ng', NULL), ('7002', 9997000021, 'Bob Lee', NULL);
INSERT INTO dbo.sccv_cfs_restricted_flag_import (person_id, restricted, mosaic_id) VALUES ('1', 'Y', 7001), ('2', 'Y', 7002);
INSERT INTO dbo.sccv_deleted_person_record (id, deleted_person_id, master_person_id, "timestamp") VALUES (1, 6999, 7001, now());
INSERT INTO dbo.sccv_person_record_to_be_deleted (id, fk_person_id_to_delete, fk_master_person_id) VALUES (1, 7006, 7005);

INSERT INTO dbo.sccv_allocations (mosaic_id, full_name, allocated_worker, worker_email) VALUES
    ('7001', 'Ann Lee', 'Zebedee McTague', 'zmctague0@example.com'), ('7001', 'Ann Lee', 'Zebedee McTague', 'zmctague0@example.com'),
    ('7002', 'Bob Lee', 'Zebedee McTague', 'zmctague0@example.com');
INSERT INTO dbo.sccv_allocations_combined (id, mosaic_id, worker_id, case_status, team_id, marked_for_deletion) VALUES
    (1001, 7001, 21, 'Open', 32, false), (1002, 7001, 270, 'Closed', NULL, false), (1003, 7002, 21, 'Open', 32, false);
INSERT INTO dbo.sccv_warning_note (id, person_id, note_type, warning_narrative) VALUES
    (1, 7001, 'Risk to adults', 'A dog'), (2, 7002, 'Risk to staff', 'Known to shout');
INSERT INTO dbo.sccv_warning_note_review (id, warning_note_id, notes) VALUES (1, 1, 'Still a dog'), (2, 1, 'No dog'), (3, 2, 'Calm');
INSERT INTO dbo.sccv_personal_relationship (id, fk_person_id, fk_other_person_id, fk_personal_relationship_type_id, start_date) VALUES
    (1, 7001, 7002, 11, '2010-01-01'), (2, 7002, 7001, 11, '2010-01-01'), (3, 7001, 7003, 5, '2014-09-02'),
    (4, 7003, 7001, 8, '2014-09-02'), (5, 7002, 7003, 5, '2014-09-02'), (6, 7002, 8001, 21, '2000-01-01');
INSERT INTO dbo.sccv_personal_relationship_detail (id, fk_personal_relationship_id, details) VALUES
    (1, 1, 'Live together'), (2, 3, 'Has parental responsibility'), (3, 6, 'Play cards');
INSERT INTO dbo.sccv_person_case_status (id, fk_person_id, case_status_type, start_date, notes) VALUES
    (1, 7001, 'CIN', '2020-01-01', 'A note'), (2, 7003, 'CP', '2021-01-01', 'Not Ann''s');
INSERT INTO dbo.sccv_person_case_status_answers (id, fk_person_case_status_id, option, value, group_id) VALUES
    (1, 1, 'category', 'C1', 'g1'), (2, 1, 'category', 'C2', 'g2'), (3, 2, 'category', 'C3', 'g3');
INSERT INTO dbo.ref_mash_referrals (id, referrer, requested_support, worker_id, stage) VALUES
    (1, 'School', 'Early help', 37, 'FINAL'), (2, 'Police', 'Assessment', NULL, 'CONTACT'), (3, 'GP', 'Assessment', 37, 'CONTACT');
INSERT INTO dbo.ref_mash_residents (id, first_name, last_name, fk_ref_mash_referrals_id, sccv_residents_id) VALUES
    (1, 'Ann', 'Lee', 1, 7001), (2, 'Cara', 'Lee', 1, 7003), (3, 'Ann', 'Lee', 2, 7001), (4, 'Cara', 'Lee', 3, 7003);
INSERT INTO dbo.sccv_request_audit (id, "timestamp", action_name, user_name, metadata) VALUES
    (1, '2022-03-01', 'view_resident', 'zmctague0@example.com', '{"residentId": 7001}'),
    (2, '2022-03-02', 'view_resident', 'zmctague0@example.com', '{"residentId": "7001", "note": null}'),
    (3, '2022-03-03', 'view_resident', 'zmctague0@example.com', '{"residentId": 7002}'),
    (4, '2022-03-04', 'search_residents', 'zmctague0@example.com', '{"firstName": "Ann"}'), (5, '2022-03-05', 'ping', 'nobody', 'null');
