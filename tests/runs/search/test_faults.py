"""A server that dies during a search: what it gave is kept, what is missing is named, and other systems go on."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from muniment.core.errors import Incomplete
from muniment.core.finding.findings import Findings
from muniment.core.values import CollectionId
from muniment.runs.answer import Task, answer
from muniment.runs.search import Request, search
from tests.core.finding.maps import datamap, dataset, person
from tests.runs.search.gathering import Gathered, sqlite_table, systems
from tests.servers import mariadb, postgresql
from tests.servers.fixtures import need, servers_folder
from tests.servers.server import Server

MAP = datamap(
    dataset(
        "care",
        ("client", "id! email@email"),
        ("note", "id! client_id>client.id kind_id>kind.id text"),
        ("kind", "id! name"),
    ),
    dataset("rents", ("account", "id! email@email")),
)
CLIENT, NOTE, KIND, ACCOUNT = (one.id for one in MAP.collections())
NOTES = 20_000
STATEMENTS = (
    "CREATE TABLE client (id INT PRIMARY KEY, email VARCHAR(50))",
    "CREATE TABLE note (id INT PRIMARY KEY, client_id INT, kind_id INT, text VARCHAR(1000))",
    "CREATE TABLE kind (id INT PRIMARY KEY, name VARCHAR(20))",
    "INSERT INTO client VALUES (1, 'ann@example.com')",
    "INSERT INTO kind VALUES (1, 'Visit')",
)


@pytest.fixture(params=["postgresql", "mariadb"])
def doomed(request: pytest.FixtureRequest) -> Iterator[tuple[Server, str]]:
    """A server of its own for one test, which may kill it, and a database with many notes on it."""
    module = postgresql if request.param == "postgresql" else mariadb
    need(module.is_installed(), request.param)
    make: Callable[[Path], Server] = getattr(module, f"make_{request.param}")
    server = make(servers_folder() / f"doomed-{request.param}-{uuid.uuid4().hex[:8]}").start()
    url = module.new_database(server.url, "doomed")
    numbers = (
        f"generate_series(1, {NOTES}) n"
        if request.param == "postgresql"
        else f"(SELECT seq AS n FROM seq_1_to_{NOTES}) n"
    )
    fill(url, *STATEMENTS, f"INSERT INTO note SELECT n, 1, 1, repeat('x', 900) FROM {numbers}")
    yield server, url
    server.stop()


def fill(url: str, *statements: str) -> None:
    if make_url(url).drivername == "postgresql":
        with psycopg.connect(url) as connection:
            for statement in statements:
                connection.execute(statement)
        return
    with mariadb.connect(url) as other, other.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def found(url: str, tmp_path: Path, when: Callable[[CollectionId, int], None]) -> tuple[Findings, Gathered]:
    """Searches both systems, calling `when` after each batch."""
    sqlite_table(tmp_path / "rents.db", "account", ["id", "email"], [(7, "ann@example.com")])
    gathered = Gathered()
    with systems(MAP, {"care": url, "rents": f"sqlite:///{tmp_path}/rents.db"}) as connected:
        request = Request(datamap=MAP, systems=connected, people=[person(email="ann@example.com")], progress=when)
        (outcome,) = search(request, gathered)
    assert outcome.findings is not None
    return outcome.findings, gathered


def test_a_server_killed_between_two_batches_is_named_and_what_it_gave_is_kept(
    doomed: tuple[Server, str], tmp_path: Path
) -> None:
    server, url = doomed

    def kill(collection: CollectionId, rows: int) -> None:
        if collection == NOTE:
            server.kill()

    findings, gathered = found(url, tmp_path, kill)
    unread = {one.id: one.unread for one in findings.collections}
    assert unread[CLIENT] == "it may lack rows, because 'care.note', which leads to it, could not be read to its end"
    assert "connection" in (unread[NOTE] or "") or "server" in (unread[NOTE] or "")
    assert unread[KIND] is not None
    assert unread[ACCOUNT] is None
    assert not findings.is_complete
    assert 0 < len(gathered.rows[0][NOTE]) < NOTES
    assert len(gathered.reasons[0][NOTE]) == len(gathered.rows[0][NOTE])
    assert len(gathered.rows[0][ACCOUNT]) == 1
    outcomes = {one.collection: one.outcome for one in findings.diary}
    assert (outcomes[CLIENT], outcomes[ACCOUNT]) == ("answered", "answered")
    assert outcomes[NOTE] != "answered"


def test_a_server_killed_after_its_last_row_takes_only_the_counting_of_shared_rows_with_it(
    doomed: tuple[Server, str], tmp_path: Path
) -> None:
    server, url = doomed

    def kill(collection: CollectionId, rows: int) -> None:
        if collection == KIND:
            server.kill()

    findings, gathered = found(url, tmp_path, kill)
    unread = {one.id: one.unread for one in findings.collections}
    assert (unread[CLIENT], unread[NOTE], unread[ACCOUNT]) == (None, None, None)
    assert "whether its rows are shared could not be counted" in (unread[KIND] or "")
    assert [one.shared for one in gathered.reasons[0][KIND]] == [True]
    assert len(gathered.rows[0][NOTE]) == NOTES


def test_a_search_whose_server_dies_keeps_nothing(doomed: tuple[Server, str], tmp_path: Path) -> None:
    server, url = doomed
    sqlite_table(tmp_path / "rents.db", "account", ["id", "email"], [(7, "ann@example.com")])

    def kill(collection: CollectionId, rows: int) -> None:
        if collection == NOTE:
            server.kill()

    with systems(MAP, {"care": url, "rents": f"sqlite:///{tmp_path}/rents.db"}) as connected:
        task = Task(
            datamap=MAP,
            systems=connected,
            people=[person(email="ann@example.com")],
            out=tmp_path / "out",
            deadline=None,
            chosen={},
            progress=kill,
        )
        with pytest.raises(Incomplete, match=r"'care\.note': "):
            answer(task)
    assert not list(tmp_path.glob("out*"))
