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
from tests.runs.search.peers import ann
from tests.runs.search.peers.held import PEERS, Rows, connected, fill, found, held, marked
from tests.servers.fixtures import RunningServer

FOLDER = PEERS / "hackney_social_care"
MAP = read_map([FOLDER / "map.yml"])
PERSONS = CollectionId("social_care", "dm_persons")


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
    return held(MAP, urls, ann.SOCIAL_CARE)


FOR_ANN = {
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


@pytest.mark.parametrize("by", FOR_ANN)
def test_all_that_is_held_on_a_resident_is_found_and_nothing_of_her_family(
    by: str, social_care: dict[str, System], urls: dict[str, str]
) -> None:
    (outcome,), gathered = find(MAP, social_care, FOR_ANN[by])
    assert outcome.error is None
    assert found(MAP, gathered) == anns_rows(urls)
    assert marked(gathered, "other") == {"dm_persons": ["7002", "7003"]}
    assert marked(gathered, "shared") == {
        "dm_persons": ["7002", "7003"],
        "ref_mash_referrals": ["1"],
        "sccv_worker": ["21", "37"],
    }


def test_the_partner_is_shown_with_every_field_that_names_him_marked(social_care: dict[str, System]) -> None:
    _, gathered = find(MAP, social_care, FOR_ANN["an e-mail address that only a child table holds"])
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
    outcomes, together = find(MAP, social_care, bob, FOR_ANN["an NHS number in groups"])
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
    (outcome,), _ = find(MAP, social_care, FOR_ANN["an NHS number in groups"])
    assert outcome.findings is not None
    assert {one.id.collection: one.why for one in outcome.findings.not_searched} == {
        "sccv_audit": "left out by the data map (skip_processing)",
        "sccv_workerteam": "no identifier that was given leads to it: to be looked for by hand",
    }
