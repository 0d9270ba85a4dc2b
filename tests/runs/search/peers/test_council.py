"""A council's systems together: social care in two databases, Academy in a third, leisure cards in CSV files."""

from collections.abc import Iterator

import pytest

from muniment.core.finding.ports import System
from muniment.runs.maps import read_map
from tests.core.finding.maps import person
from tests.runs.search.gathering import find
from tests.runs.search.peers import ann
from tests.runs.search.peers.held import PEERS, connected, fill, found, held, marked
from tests.servers.fixtures import RunningServer

SOCIAL_CARE, ACADEMY, LEISURE = (PEERS / name for name in ("hackney_social_care", "hackney_academy", "leisure"))
MAP = read_map([folder / "map.yml" for folder in (SOCIAL_CARE, ACADEMY, LEISURE)])


@pytest.fixture(scope="module")
def places(postgresql_server: RunningServer) -> Iterator[dict[str, str]]:
    server = postgresql_server
    with server.database() as now, server.database() as before, server.database() as academy:
        fill(now, SOCIAL_CARE / "schema.sql", SOCIAL_CARE / "seeds.sql", SOCIAL_CARE / "people.sql")
        fill(before, SOCIAL_CARE / "historical-data-schema.sql", SOCIAL_CARE / "historical.sql")
        fill(academy, ACADEMY / "schema.sql", ACADEMY / "people.sql")
        yield {"social_care": now, "social_care_history": before, "academy": academy, "leisure": str(LEISURE)}


@pytest.fixture(scope="module")
def council(places: dict[str, str]) -> Iterator[dict[str, System]]:
    with connected(MAP, places) as made:
        yield made


@pytest.mark.parametrize("by", ["nino", "email"])
def test_one_identifier_leads_by_keys_through_every_system(
    by: str, council: dict[str, System], places: dict[str, str]
) -> None:
    known = {"nino": person(nino="QQ123456C"), "email": person(email="annie@example.org")}[by]
    (outcome,), gathered = find(MAP, council, known)
    assert outcome.error is None
    assert outcome.findings is not None
    assert outcome.findings.is_complete
    in_files = {
        "leisure.member": "SELECT * FROM read_csv('member.csv', all_varchar = true) WHERE \"Card No\" = 'C-1'",
        "leisure.visit": "SELECT * FROM read_csv('visit.csv', all_varchar = true) WHERE \"Card No\" = 'C-1'",
    }
    academy = ann.ACADEMY if by == "nino" else ann.ACADEMY_BY_ACCOUNT
    assert found(MAP, gathered) == held(MAP, places, ann.SOCIAL_CARE | academy | in_files)
    assert marked(gathered, "other") == {"dm_persons": ["7002", "7003"]}
