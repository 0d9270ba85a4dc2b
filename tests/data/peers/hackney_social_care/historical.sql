-- Made-up case notes and visits of the people in people.sql.
INSERT INTO dbo.dm_case_note_types VALUES ('TEL', 'Telephone call'), ('VIS', 'Home visit'), ('LET', 'Letter');
INSERT INTO dbo.workers (id, first_names, last_names, system_user_id, email_address) VALUES
    (1, 'Sam', 'Field', 'SFIELD', 'sam.field@example.com'), (2, 'Kim', 'Hall', 'KHALL', 'kim.hall@example.com'),
    (3, 'Lou', 'Moss', 'LMOSS', 'lou.moss@example.com');
INSERT INTO dbo.case_notes (id, person_id, note_type, title, created_on, created_by, note) VALUES
    (1, 7001, 'TEL', 'Called', '1999-12-31 23:59', 'SFIELD', 'Ann called about Bob.'), (2, 7001, 'VIS', 'Visited', '2001-01-01', 'KHALL', NULL),
    (3, 7001, NULL, NULL, '2002-02-02', NULL, 'No type, no author'), (4, 7002, 'LET', 'Wrote', '2001-01-01', 'LMOSS', 'Bob''s own');
INSERT INTO dbo.case_notes (id, person_id, note_type, created_on, created_by, note)
SELECT n, n, 'LET', '2003-03-03', 'LMOSS', 'A letter' FROM generate_series(8001, 8200) n;
INSERT INTO dbo.dm_visits (visit_id, person_id, visit_type, planned_datetime, worker_id) VALUES
    (1, 7001, 'Statutory', '2001-01-01 10:00', 2), (2, 7001, 'Other', NULL, NULL), (3, 7002, 'Other', NULL, 3);
