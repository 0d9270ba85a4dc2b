"""Academy, revenues and benefits: claims of several people, with keys of two and three parts, in PostgreSQL."""

from collections.abc import Iterator

import pytest

from muniment.core.datamap.checks import Severity
from muniment.core.finding.ports import System
from muniment.core.values import CollectionId
from muniment.runs.mapcheck import check_map
from muniment.runs.maps import read_map
from tests.core.finding.maps import person
from tests.runs.search.gathering import find
from tests.runs.search.peers import ann
from tests.runs.search.peers.held import PEERS, connected, fill, found, held, marked
from tests.servers.fixtures import RunningServer

FOLDER = PEERS / "hackney_academy"
MAP = read_map([FOLDER / "map.yml"])
OTHER_WAYS = {
    "an e-mail address of the council tax account": person(email="ann.lee@example.com"),
    "the second telephone number of the account": person(phone_number="07700 900 123"),
}


@pytest.fixture(scope="module")
def url(postgresql_server: RunningServer) -> Iterator[str]:
    with postgresql_server.database() as url:
        fill(url, FOLDER / "schema.sql", FOLDER / "people.sql")
        yield url


@pytest.fixture(scope="module")
def academy(url: str) -> Iterator[dict[str, System]]:
    with connected(MAP, {"academy": url}) as made:
        yield made


def test_the_map_fits_the_live_schema(academy: dict[str, System]) -> None:
    checked = check_map(MAP, academy)
    assert checked.unanswered == {}
    assert [str(one) for one in checked.remarks if one.severity is Severity.ERROR] == []


def test_a_claimant_is_found_by_nino_with_her_own_part_of_each_claim(academy: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(MAP, academy, person(nino="qq 12 34 56 d", date_of_birth="29 February 1980"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(MAP, {"academy": url}, ann.ACADEMY)
    assert marked(gathered, "shared") == {"hbclaim": ["101", "103"], "ctproperty": ["P1"]}
    assert marked(gathered, "other") == {}
    members = gathered.reasons[0][CollectionId("academy", "hbmember")]
    assert {one.key: one.agrees for one in members} == {
        "101,1,1": ("date_of_birth", "nino"),
        "103,1,2": ("date_of_birth", "nino"),
    }


def test_the_claimant_of_a_claim_she_lodged_in_is_marked(academy: dict[str, System]) -> None:
    _, gathered = find(MAP, academy, person(nino="QQ123456"))
    claims = gathered.reasons[0][CollectionId("academy", "hbclaim")]
    marks = {one.key: {mark.field: mark.why for mark in one.marks} for one in claims}
    assert marks["103"]["nino"] == "not the nino that was given"
    assert "nino" not in marks["101"]
    assert {"name", "contact_tel_no"} <= marks["103"].keys()


@pytest.mark.parametrize("by", OTHER_WAYS)
def test_whatever_she_is_found_by_the_account_leads_to_the_claim(by: str, academy: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(MAP, academy, OTHER_WAYS[by])
    assert outcome.error is None
    assert found(MAP, gathered) == held(MAP, {"academy": url}, ann.ACADEMY_BY_ACCOUNT)


def test_the_partner_is_given_his_part_of_the_same_claim_and_his_own_account(
    academy: dict[str, System], url: str
) -> None:
    (outcome,), gathered = find(MAP, academy, person(nino="QQ654321A"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP,
        {"academy": url},
        {
            "academy.hbmember": "SELECT * FROM dbo.hbmember WHERE (claim_id, member_id) = (101, 2)",
            "academy.hbclaim": "SELECT * FROM dbo.hbclaim WHERE claim_id = 101",
            "academy.hbhousehold": "SELECT * FROM dbo.hbhousehold WHERE (claim_id, house_id) = (101, 2)",
            "academy.ctaccount": "SELECT * FROM dbo.ctaccount WHERE account_ref = 3002",
            "academy.ctoccupation": "SELECT * FROM dbo.ctoccupation WHERE account_ref = 3002",
            "academy.ctproperty": "SELECT * FROM dbo.ctproperty WHERE property_ref = 'P1'",
            "academy.syemail": "SELECT * FROM dbo.syemail WHERE reference_id = 3002",
            "academy.syphone": "SELECT * FROM dbo.syphone WHERE ref = '3002'",
        },
    )
    assert marked(gathered, "shared") == {"hbclaim": ["101"], "ctproperty": ["P1"]}


def test_an_owner_is_given_the_homes_and_nobody_who_lives_there(academy: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(MAP, academy, person(email="hal@example.org"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP,
        {"academy": url},
        {"academy.ctproperty": "SELECT * FROM dbo.ctproperty WHERE property_ref IN ('P1', 'P3')"},
    )


def test_a_child_is_given_the_claim_it_is_named_in(academy: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(MAP, academy, person(upn="a999 0000 00301"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP,
        {"academy": url},
        {
            "academy.hbmember": "SELECT * FROM dbo.hbmember WHERE unique_pupil_num = 'A999000000301'",
            "academy.hbclaim": "SELECT * FROM dbo.hbclaim WHERE claim_id = 101",
            "academy.hbhousehold": "SELECT * FROM dbo.hbhousehold WHERE (claim_id, house_id) = (101, 3)",
        },
    )


def test_several_who_ask_in_one_pass_are_kept_apart(academy: dict[str, System], url: str) -> None:
    outcomes, gathered = find(MAP, academy, person("ann", nino="QQ123456C"), person("fay", nino="QQ222222A"))
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert found(MAP, gathered, 0) == held(MAP, {"academy": url}, ann.ACADEMY)
    assert gathered.keys(1) == {
        "hbclaim": ["102"],
        "hbhousehold": ["102,1"],
        "hbmember": ["102,1,1"],
        "ctaccount": ["3003"],
        "ctproperty": ["P3"],
        "ctoccupation": [""],
        "syphone": [""],
    }
