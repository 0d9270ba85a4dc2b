"""What hand-written SQL says is held on Ann Lee, the made-up resident of Hackney's systems."""

_BY_PERSON_ID = (
    *("dm_addresses", "dm_telephone_numbers", "dm_email_addresses", "dm_other_email_addresses", "dm_key_contacts"),
    *("dm_gp_details", "dm_tech_use", "dm_disability", "dm_person_last_updated", "sccv_person_other_name"),
    "sccv_warning_note",
)

_BONDS = "SELECT id FROM dbo.sccv_personal_relationship WHERE 7001 IN (fk_person_id, fk_other_person_id)"
_REFERRALS = "SELECT fk_ref_mash_referrals_id FROM dbo.ref_mash_residents WHERE sccv_residents_id = 7001"
_NOW = {table: f"SELECT * FROM dbo.{table} WHERE person_id = 7001" for table in _BY_PERSON_ID} | {
    "dm_persons": "SELECT * FROM dbo.dm_persons WHERE person_id IN (7001, 7002, 7003)",
    "sccv_persons_lookup": "SELECT * FROM dbo.sccv_persons_lookup WHERE person_id = '7001'",
    "sccv_persons_import": "SELECT * FROM dbo.sccv_persons_import WHERE person_id = '7001'",
    "sccv_cfs_restricted_flag_import": "SELECT * FROM dbo.sccv_cfs_restricted_flag_import WHERE mosaic_id = 7001",
    "sccv_deleted_person_record": "SELECT * FROM dbo.sccv_deleted_person_record WHERE master_person_id = 7001",
    "sccv_allocations": "SELECT * FROM dbo.sccv_allocations WHERE mosaic_id = '7001'",
    "sccv_allocations_combined": "SELECT * FROM dbo.sccv_allocations_combined WHERE mosaic_id = 7001",
    "sccv_worker": "SELECT * FROM dbo.sccv_worker WHERE id IN "
    "(SELECT worker_id FROM dbo.sccv_allocations_combined WHERE mosaic_id = 7001) "
    f"OR id IN (SELECT worker_id FROM dbo.ref_mash_referrals WHERE id IN ({_REFERRALS}))",
    "sccv_team": "SELECT * FROM dbo.sccv_team WHERE id = 32",
    "sccv_warning_note_review": "SELECT r.* FROM dbo.sccv_warning_note_review r "
    "JOIN dbo.sccv_warning_note n ON n.id = r.warning_note_id WHERE n.person_id = 7001",
    "sccv_personal_relationship": f"SELECT * FROM dbo.sccv_personal_relationship WHERE id IN ({_BONDS})",
    "sccv_personal_relationship_type": "SELECT * FROM dbo.sccv_personal_relationship_type WHERE id IN (5, 8, 11)",
    "sccv_personal_relationship_detail": "SELECT * FROM dbo.sccv_personal_relationship_detail "
    f"WHERE fk_personal_relationship_id IN ({_BONDS})",
    "sccv_person_case_status": "SELECT * FROM dbo.sccv_person_case_status WHERE fk_person_id = 7001",
    "sccv_person_case_status_answers": "SELECT a.* FROM dbo.sccv_person_case_status_answers a "
    "JOIN dbo.sccv_person_case_status s ON s.id = a.fk_person_case_status_id WHERE s.fk_person_id = 7001",
    "ref_mash_residents": "SELECT * FROM dbo.ref_mash_residents WHERE sccv_residents_id = 7001",
    "ref_mash_referrals": f"SELECT * FROM dbo.ref_mash_referrals WHERE id IN ({_REFERRALS})",
    "sccv_uprn_update": "SELECT u.* FROM dbo.sccv_uprn_update u "
    "JOIN dbo.dm_addresses a ON a.ref_address_id = u.address_id WHERE a.person_id = 7001",
    "sccv_request_audit": "SELECT * FROM dbo.sccv_request_audit WHERE metadata ->> 'residentId' = '7001'",
}
_BEFORE = {
    "case_notes": "SELECT * FROM dbo.case_notes WHERE person_id = 7001",
    "dm_visits": "SELECT * FROM dbo.dm_visits WHERE person_id = 7001",
    "workers": "SELECT * FROM dbo.workers WHERE id IN (1, 2)",
    "dm_case_note_types": "SELECT * FROM dbo.dm_case_note_types WHERE note_type IN ('TEL', 'VIS')",
}

SOCIAL_CARE = {f"social_care.{table}": query for table, query in _NOW.items()} | {
    f"social_care_history.{table}": query for table, query in _BEFORE.items()
}
"""By e-mail, NHS number or telephone: hers, and the rows of others that hers name."""

ACADEMY = {
    "academy.hbmember": "SELECT * FROM dbo.hbmember WHERE (claim_id, member_id) IN ((101, 1), (103, 2))",
    "academy.hbclaim": "SELECT * FROM dbo.hbclaim WHERE claim_id IN (101, 103)",
    "academy.hbhousehold": "SELECT * FROM dbo.hbhousehold WHERE (claim_id, house_id) IN ((101, 1), (103, 1))",
    "academy.ctaccount": "SELECT * FROM dbo.ctaccount WHERE account_ref = 3001",
    "academy.ctoccupation": "SELECT * FROM dbo.ctoccupation WHERE account_ref = 3001",
    "academy.ctproperty": "SELECT * FROM dbo.ctproperty WHERE property_ref IN ('P1', 'P2')",
    "academy.syemail": "SELECT * FROM dbo.syemail WHERE reference_id = 3001",
    "academy.syphone": "SELECT * FROM dbo.syphone WHERE ref = '3001'",
}
"""By National Insurance number: her part of each claim, and the council tax account."""

ACADEMY_BY_ACCOUNT = ACADEMY | {
    "academy.hbmember": "SELECT * FROM dbo.hbmember WHERE (claim_id, member_id) = (101, 1)",
    "academy.hbclaim": "SELECT * FROM dbo.hbclaim WHERE claim_id = 101",
    "academy.hbhousehold": "SELECT * FROM dbo.hbhousehold WHERE (claim_id, house_id) = (101, 1)",
}
"""By what the account holds: the lodger of claim 103, known by number only, is not found."""
