"""Chinook in SQLite and in MariaDB: one map, and the same rows from both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.core.datamap.checks import Severity
from muniment.core.errors import AmbiguousSubject
from muniment.core.finding.ports import System
from muniment.runs.mapcheck import check_map
from muniment.runs.maps import read_map
from tests.core.finding.maps import person
from tests.runs.search.gathering import find
from tests.runs.search.peers.held import PEERS, connected, fill, found, held, marked, with_people_in
from tests.servers.fixtures import RunningServer

FOLDER = PEERS / "chinook"
MAP = read_map([FOLDER / "map.yml"])
WITH_STAFF = with_people_in(MAP, "Employee")


@pytest.fixture(scope="module", params=["sqlite", "mariadb"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{FOLDER / 'Chinook_Sqlite.sqlite'}"
        return
    server: RunningServer = request.getfixturevalue("mariadb_server")
    with server.database() as url:
        fill(url, in_its_own_database(FOLDER / "Chinook_MySql.sql", tmp_path_factory.mktemp("chinook")))
        yield url


@pytest.fixture(scope="module")
def chinook(url: str) -> Iterator[dict[str, System]]:
    with connected(MAP, {"chinook": url}) as made:
        yield made


def in_its_own_database(script: Path, folder: Path) -> Path:
    """The script without the statements that make, and choose, a database of a fixed name."""
    text = script.read_text(encoding="utf-8")
    for statement in ("DROP DATABASE IF EXISTS `Chinook`;", "CREATE DATABASE `Chinook`;", "USE `Chinook`;"):
        assert statement in text
        text = text.replace(statement, "")
    copy = folder / script.name
    copy.write_text(text, encoding="utf-8")
    return copy


def test_the_map_fits_the_live_schema(chinook: dict[str, System]) -> None:
    checked = check_map(MAP, chinook)
    assert checked.unanswered == {}
    assert [str(one) for one in checked.remarks if one.severity is Severity.ERROR] == []


def test_a_customer_is_found_by_email_with_all_that_was_bought_and_nobody_elses(
    chinook: dict[str, System], url: str
) -> None:
    (outcome,), gathered = find(MAP, chinook, person(email="LUISG@embraer.com.br ", phone_number="+55 12 39235555"))
    assert outcome.error is None
    mine = "SELECT InvoiceId FROM Invoice WHERE CustomerId = 1"
    bought = f"SELECT TrackId FROM InvoiceLine WHERE InvoiceId IN ({mine})"
    albums = f"SELECT AlbumId FROM Track WHERE TrackId IN ({bought})"
    assert found(MAP, gathered) == held(
        MAP,
        {"chinook": url},
        {
            "chinook.Customer": "SELECT * FROM Customer WHERE CustomerId = 1",
            "chinook.Employee": "SELECT * FROM Employee WHERE EmployeeId IN (3, 2, 1)",
            "chinook.Invoice": "SELECT * FROM Invoice WHERE CustomerId = 1",
            "chinook.InvoiceLine": f"SELECT * FROM InvoiceLine WHERE InvoiceId IN ({mine})",
            "chinook.Track": f"SELECT * FROM Track WHERE TrackId IN ({bought})",
            "chinook.Album": f"SELECT * FROM Album WHERE AlbumId IN ({albums})",
            "chinook.Artist": "SELECT * FROM Artist WHERE ArtistId IN "
            f"(SELECT ArtistId FROM Album WHERE AlbumId IN ({albums}))",
        },
    )
    assert marked(gathered, "shared") == {"Employee": ["1", "2", "3"]}
    assert marked(gathered, "other") == {}


def test_a_telephone_number_is_found_in_the_notation_of_another_country(chinook: dict[str, System]) -> None:
    (outcome,), gathered = find(MAP, chinook, person(phone_number="+47 (22) 44-22-22"))
    assert outcome.error is None
    assert gathered.keys()["Customer"] == ["4"]


def test_an_employee_who_asks_is_given_the_managers_above_and_no_customers(
    chinook: dict[str, System], url: str
) -> None:
    (outcome,), gathered = find(MAP, chinook, person(email="jane@chinookcorp.com"))
    assert outcome.error is None
    assert found(MAP, gathered) == held(
        MAP, {"chinook": url}, {"chinook.Employee": "SELECT * FROM Employee WHERE EmployeeId IN (1, 2, 3)"}
    )


def test_where_employees_are_people_colleagues_above_and_below_are_others(chinook: dict[str, System], url: str) -> None:
    (outcome,), gathered = find(WITH_STAFF, chinook, person(email="nancy@chinookcorp.com"))
    assert outcome.error is None
    assert found(WITH_STAFF, gathered) == held(
        WITH_STAFF,
        {"chinook": url},
        {"chinook.Employee": "SELECT * FROM Employee WHERE EmployeeId = 2 OR ReportsTo = 2 OR EmployeeId = 1"},
    )
    assert marked(gathered, "other") == {"Employee": ["1", "3", "4", "5"]}


def test_where_employees_are_people_one_telephone_of_two_of_them_stops_the_search(chinook: dict[str, System]) -> None:
    (outcome,), _ = find(WITH_STAFF, chinook, person(phone_number="+1 403 262 3443"))
    assert isinstance(outcome.error, AmbiguousSubject)
    assert outcome.error.candidates == ("2", "3")
