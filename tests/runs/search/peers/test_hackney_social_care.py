"""Hackney's social care: two PostgreSQL databases, one person's number in columns of three types."""

from collections.abc import Iterator

import pytest

from muniment.core.datamap.checks import Severity
from muniment.core.errors import AmbiguousSubject
from muniment.core.finding.ports import System
from muniment.core.values import CollectionId
from muniment.runs.mapcheck import check_map
from muniment.runs.maps import read_map
from tests.core.finding.maps import person
from tests.runs.search.gathering import find
from tests.runs.search.peers.held import PEERS, Rows, connected, fill, found, held, marked
from tests.servers.fixtures import RunningServer

FOLDER = PEERS / "hackney_social_care"
MAP = read_map([FOLDER / "map.yml"])
PERSONS = CollectionId("social_care", "dm_persons")
BY_PERSON_ID = (
    *("dm_addresses", "dm_telephone_numbers", "dm_email_addresses", "dm_other_email_addresses", "dm_key_contacts"),
    *("dm_gp_details", "dm_tech_use", "dm_disability", "dm_person_last_updated", "sccv_person_other_name"),
    "sccv_warning_note",
)


@pytest.fixture(scope="module")
def urls(postgresql_server: RunningServer) -> Iterator[dict[str, str]]:
    with postgresql_server.database() as now, postgresql_server.database() as before:
        fill(now, FOLDER / "schema.sql", FOLDER / "seeds.sql", FOLDER / "people.sql")
        fill(before, FOLDER / "historical-data-schema.sql", FOLDER / "historical.sql")
        yield {"social_care": now, "social_care_history": before}


@pytest.fixture(scope="module")
def social_care(urls: dict[str, str]) -> Iterator[dict[str, System]]:
    with connected(MAP, urls) as made:
        yield made


def anns_rows(urls: dict[str, str]) -> Rows:
    """All that is held on Ann, and the rows of others that hers name."""
    hers = {table: f"SELECT * FROM dbo.{table} WHERE person_id = 7001" for table in BY_PERSON_ID}
    bonds = "SELECT id FROM dbo.sccv_personal_relationship WHERE 7001 IN (fk_person_id, fk_other_person_id)"
    referrals = "SELECT fk_ref_mash_referrals_id FROM dbo.ref_mash_residents WHERE sccv_residents_id = 7001"
    now = hers | {
        "dm_persons": "SELECT * FROM dbo.dm_persons WHERE person_id IN (7001, 7002, 7003)",
        "sccv_persons_lookup": "SELECT * FROM dbo.sccv_persons_lookup WHERE person_id = '7001'",
        "sccv_persons_import": "SELECT * FROM dbo.sccv_persons_import WHERE person_id = '7001'",
        "sccv_cfs_restricted_flag_import": "SELECT * FROM dbo.sccv_cfs_restricted_flag_import WHERE mosaic_id = 7001",
        "sccv_deleted_person_record": "SELECT * FROM dbo.sccv_deleted_person_record WHERE master_person_id = 7001",
        "sccv_allocations": "SELECT * FROM dbo.sccv_allocations WHERE mosaic_id = '7001'",
        "sccv_allocations_combined": "SELECT * FROM dbo.sccv_allocations_combined WHERE mosaic_id = 7001",
        "sccv_worker": "SELECT * FROM dbo.sccv_worker WHERE id IN "
        "(SELECT worker_id FROM dbo.sccv_allocations_combined WHERE mosaic_id = 7001) "
        f"OR id IN (SELECT worker_id FROM dbo.ref_mash_referrals WHERE id IN ({referrals}))",
        "sccv_team": "SELECT * FROM dbo.sccv_team WHERE id = 32",
        "sccv_warning_note_review": "SELECT r.* FROM dbo.sccv_warning_note_review r "
        "JOIN dbo.sccv_warning_note n ON n.id = r.warning_note_id WHERE n.person_id = 7001",
        "sccv_personal_relationship": f"SELECT * FROM dbo.sccv_personal_relationship WHERE id IN ({bonds})",
        "sccv_personal_relationship_type": "SELECT * FROM dbo.sccv_personal_relationship_type WHERE id IN (5, 8, 11)",
        "sccv_personal_relationship_detail": "SELECT * FROM dbo.sccv_personal_relationship_detail "
        f"WHERE fk_personal_relationship_id IN ({bonds})",
        "sccv_person_case_status": "SELECT * FROM dbo.sccv_person_case_status WHERE fk_person_id = 7001",
        "sccv_person_case_status_answers": "SELECT a.* FROM dbo.sccv_person_case_status_answers a "
        "JOIN dbo.sccv_person_case_status s ON s.id = a.fk_person_case_status_id WHERE s.fk_person_id = 7001",
        "ref_mash_residents": "SELECT * FROM dbo.ref_mash_residents WHERE sccv_residents_id = 7001",
        "ref_mash_referrals": f"SELECT * FROM dbo.ref_mash_referrals WHERE id IN ({referrals})",
        "sccv_uprn_update": "SELECT u.* FROM dbo.sccv_uprn_update u "
        "JOIN dbo.dm_addresses a ON a.ref_address_id = u.address_id WHERE a.person_id = 7001",
        "sccv_request_audit": "SELECT * FROM dbo.sccv_request_audit WHERE metadata ->> 'residentId' = '7001'",
    }
    before = {
        "case_notes": "SELECT * FROM dbo.case_notes WHERE person_id = 7001",
        "dm_visits": "SELECT * FROM dbo.dm_visits WHERE person_id = 7001",
        "workers": "SELECT * FROM dbo.workers WHERE id IN (1, 2)",
        "dm_case_note_types": "SELECT * FROM dbo.dm_case_note_types WHERE note_type IN ('TEL', 'VIS')",
    }
    queries = {f"social_care.{table}": query for table, query in now.items()}
    queries |= {f"social_care_history.{table}": query for table, query in before.items()}
    return held(MAP, urls, queries)


ANN = {
    "an e-mail address that only a child table holds": person(email="ann.lee@example.com"),
    "an NHS number in groups": person(nhs_number="999 700 0013"),
    "a telephone number in another notation": person(phone_number="+44 7700 900123"),
    "all three and a name": person(
        email=("ann.lee@example.com", "a.lee@example.org"),
        nhs_number="999-700-0013",
        phone_number="07700900123",
        name="Lee, Ann",
    ),
}


def test_the_map_fits_the_live_schema(social_care: dict[str, System]) -> None:
    checked = check_map(MAP, social_care)
    assert checked.unanswered == {}
    assert [str(one) for one in checked.remarks if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("by", ANN)
def test_all_that_is_held_on_a_resident_is_found_and_nothing_of_her_family(
    by: str, social_care: dict[str, System], urls: dict[str, str]
) -> None:
    (outcome,), gathered = find(MAP, social_care, ANN[by])
    assert outcome.error is None
    assert found(MAP, gathered) == anns_rows(urls)
    assert marked(gathered, "other") == {"dm_persons": ["7002", "7003"]}
    assert marked(gathered, "shared") == {
        "dm_persons": ["7002", "7003"],
        "ref_mash_referrals": ["1"],
        "sccv_worker": ["21", "37"],
    }


def test_the_partner_is_shown_with_every_field_that_names_him_marked(social_care: dict[str, System]) -> None:
    _, gathered = find(MAP, social_care, ANN["an e-mail address that only a child table holds"])
    bob = next(one for one in gathered.reasons[0][PERSONS] if one.key == "7002")
    assert {mark.field for mark in bob.marks} == {
        "nhs_id",
        "full_name",
        "first_name",
        "last_name",
        "date_of_birth",
        "email_address",
    }


def test_two_who_ask_at_once_are_each_given_what_they_would_be_given_alone(
    social_care: dict[str, System], urls: dict[str, str]
) -> None:
    bob = person("bob", email="bob@example.net")
    outcomes, together = find(MAP, social_care, bob, ANN["an NHS number in groups"])
    _, alone = find(MAP, social_care, bob)
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert found(MAP, together, 1) == anns_rows(urls)
    assert found(MAP, together, 0) == found(MAP, alone)
    assert marked(together, "other", 0) == {"dm_persons": ["7001", "7003", "8001"]}


def test_a_record_kept_twice_stops_the_search_until_an_officer_chooses(
    social_care: dict[str, System], urls: dict[str, str]
) -> None:
    eve = person(nhs_number="9997000056")
    (outcome,), _ = find(MAP, social_care, eve)
    assert isinstance(outcome.error, AmbiguousSubject)
    assert outcome.error.candidates == ("7005", "7006")
    (outcome,), gathered = find(MAP, social_care, eve, chosen={PERSONS: frozenset({"7005", "7006"})})
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP,
        urls,
        {
            "social_care.dm_persons": "SELECT * FROM dbo.dm_persons WHERE person_id IN (7005, 7006)",
            "social_care.dm_other_email_addresses": "SELECT * FROM dbo.dm_other_email_addresses WHERE person_id = 7005",
            "social_care.sccv_person_record_to_be_deleted": "SELECT * FROM dbo.sccv_person_record_to_be_deleted",
        },
    )
    assert marked(gathered, "other") == {}


def test_one_telephone_of_two_residents_in_a_child_table_stops_the_search(social_care: dict[str, System]) -> None:
    (outcome,), _ = find(MAP, social_care, person(phone_number="01632 960111"))
    assert isinstance(outcome.error, AmbiguousSubject)
    assert outcome.error.candidates == ("7001", "7002")


def test_an_officer_chooses_between_residents_with_one_telephone(
    social_care: dict[str, System], urls: dict[str, str]
) -> None:
    (outcome,), gathered = find(
        MAP, social_care, person(phone_number="01632 960111"), chosen={PERSONS: frozenset({"7001"})}
    )
    assert outcome.error is None
    expected = anns_rows(urls)
    # That Bob has the same number is said; whose other numbers and notes they are is not.
    expected["social_care.dm_telephone_numbers"] = held(
        MAP,
        urls,
        {
            "social_care.dm_telephone_numbers": "SELECT * FROM dbo.dm_telephone_numbers "
            "WHERE person_id = 7001 OR telephone_number_id = 2 AND person_id = 7002"
        },
    )["social_care.dm_telephone_numbers"]
    assert found(MAP, gathered) == expected
    assert marked(gathered, "other") == {"dm_persons": ["7002", "7003"]}


def test_a_seeded_resident_is_found_by_the_upn_with_both_telephones(
    social_care: dict[str, System], urls: dict[str, str]
) -> None:
    (outcome,), gathered = find(MAP, social_care, person(upn="3408835010317"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP,
        urls,
        {
            "social_care.dm_persons": "SELECT * FROM dbo.dm_persons WHERE person_id = 78",
            "social_care.dm_telephone_numbers": "SELECT * FROM dbo.dm_telephone_numbers WHERE person_id = 78",
            "social_care.dm_addresses": "SELECT * FROM dbo.dm_addresses WHERE person_id = 78",
        },
    )


def test_what_the_map_leaves_out_is_said(social_care: dict[str, System]) -> None:
    (outcome,), _ = find(MAP, social_care, ANN["an NHS number in groups"])
    assert outcome.findings is not None
    assert {one.id.collection: one.why for one in outcome.findings.not_searched} == {
        "sccv_audit": "left out by the data map (skip_processing)",
        "sccv_workerteam": "no identifier that was given leads to it; look by hand, or add a reference to the map",
    }
