"""What goes wrong with a database is said for what it is, without passwords or values; the rest goes on."""

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import MatchRule
from muniment.core.errors import CollectionUnreadable, SystemUnavailable, UsageError
from muniment.core.finding.ports import Lookup, SystemSettings
from muniment.plugins.connectors.sql import SqlConnector
from muniment.plugins.connectors.sql.describe import _listed, _reflected
from tests.plugins.connectors.databases import Database
from tests.plugins.connectors.tables import LONG, LONG_LOOKUP, PEOPLE, Column, Made, counted, found, when
from tests.servers import mariadb as mariadb_server
from tests.servers import postgresql as postgresql_server
from tests.servers.fixtures import need, servers_folder
from tests.servers.server import Server, free_port

SECRET = "hunter2"
WIDE = Made(
    name="wide",
    columns=(Column(name="id", kind=Kind.INTEGER), Column(name="same"), Column(name="note", length=2_000)),
    rows=[(number, "same", "n" * 2_000) for number in range(20_000)],
)
WIDE_LOOKUP = Lookup(collection=WIDE.collection(), conditions=(when("same", "same"),))


@pytest.fixture(params=["postgresql", "mariadb"])
def doomed(request: pytest.FixtureRequest) -> Iterator[tuple[Server, Database]]:
    """A server of its own for one test, which may kill it."""
    product = request.param
    module = postgresql_server if product == "postgresql" else mariadb_server
    need(module.is_installed(), product)
    make: Callable[[Path], Server] = getattr(module, f"make_{product}")
    server = make(servers_folder() / f"doomed-{product}-{uuid.uuid4().hex[:8]}").start()
    database = Database(product=product, url=module.new_database(server.url, "doomed"))
    yield server, database
    database.close()
    server.stop()


def test_a_server_killed_before_between_and_within_questions_is_unavailable(doomed: tuple[Server, Database]) -> None:
    server, database = doomed
    system = database.make(PEOPLE, WIDE)
    with system.session() as session:
        stream = session.rows(WIDE_LOOKUP)
        read = len(next(stream))
        server.kill()
        with pytest.raises(SystemUnavailable, match="The system 'tested' did not answer"):
            read += sum(len(batch) for batch in stream)
        assert read < len(WIDE.rows)
        with pytest.raises(SystemUnavailable):
            found(session, PEOPLE, when("id", 1))
    with pytest.raises(SystemUnavailable, match="check that the server runs"), system.session():
        pass
    server.start()
    with system.session() as session:
        assert len(found(session, PEOPLE, when("id", 1))) == 1, "a server that is back is used again"
        server.kill()  # after the last row: all was read
    server.start()
    with system.session() as session:
        assert len(found(session, PEOPLE, when("id", 1))) == 1


def test_a_server_that_never_answers_is_unavailable(served: Database) -> None:
    url = sa.make_url(served.url).set(port=free_port(), password=SECRET).render_as_string(hide_password=False)
    system = served.connect(PEOPLE, url=url)
    with pytest.raises(SystemUnavailable, match="check that the server runs") as error, system.session():
        pass
    assert SECRET not in str(error.value) + repr(error.value.__cause__)
    with pytest.raises(SystemUnavailable):
        system.live(PEOPLE.collection())


def test_a_wrong_password_is_said_and_never_shown(served: Database) -> None:
    url = sa.make_url(served.url).set(password=SECRET).render_as_string(hide_password=False)
    with pytest.raises(SystemUnavailable, match="user name or password") as error, served.connect(url=url).session():
        pass
    assert SECRET not in str(error.value)
    assert SECRET not in repr(served.connect(url=url).settings)


def test_a_database_that_is_not_there_is_said(served: Database) -> None:
    url = sa.make_url(served.url).set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(SystemUnavailable, match="no database of that name"), served.connect(url=url).session():
        pass


def test_a_forbidden_table_is_unreadable_and_the_session_goes_on(served: Database) -> None:
    served.fill(PEOPLE, LONG)
    host = "" if served.product == "postgresql" else "@'127.0.0.1'"
    user = f"reader_{sa.make_url(served.url).database}"
    served.run(
        f"CREATE USER {user} PASSWORD '{SECRET}'" if not host else f"CREATE USER {user}{host} IDENTIFIED BY '{SECRET}'",
        f"GRANT SELECT ON people TO {user}{host}",
        f"GRANT INSERT ON `long` TO {user}{host}" if host else f'GRANT INSERT ON "long" TO {user}',
    )
    url = sa.make_url(served.url).set(username=user, password=SECRET).render_as_string(hide_password=False)
    system = served.connect(PEOPLE, LONG, url=url)
    try:
        with system.session() as session:
            for _again in range(2):
                with pytest.raises(CollectionUnreadable, match=r"'tested\.long'.*grant SELECT"):
                    found(session, LONG, when("id", 1))
                assert len(found(session, PEOPLE, when("id", 1))) == 1
    finally:
        system.close()
        served.run(*([f"DROP OWNED BY {user}"] if not host else []), f"DROP USER {user}{host}")


SEEN = Made(name="seen", columns=PEOPLE.columns)
BROKEN = Made(name="broken", columns=(Column(name="id", kind=Kind.INTEGER),))


@pytest.fixture
def views(served: Database) -> Iterator[Database]:
    """A view over people, one over a table that is gone, and an account that may only SELECT."""
    served.fill(PEOPLE)
    user = f"viewer_{sa.make_url(served.url).database}"
    is_postgresql = served.product == "postgresql"
    name = user if is_postgresql else f"{user}@'127.0.0.1'"
    served.run(
        "CREATE VIEW seen AS SELECT * FROM people",
        "CREATE TABLE below (id int)",
        "CREATE VIEW broken AS SELECT id FROM below",
        f"CREATE USER {name} {'PASSWORD' if is_postgresql else 'IDENTIFIED BY'} '{SECRET}'",
        *(f"GRANT SELECT ON {granted} TO {name}" for granted in ("people", "seen", "broken")),
        "DROP TABLE below CASCADE" if is_postgresql else "DROP TABLE below",
    )
    url = sa.make_url(served.url).set(username=user, password=SECRET).render_as_string(hide_password=False)
    reader = Database(product=served.product, url=url)
    yield reader
    reader.close()
    served.run(*([f"DROP OWNED BY {user}"] if is_postgresql else []), f"DROP USER {name}")


def test_a_view_is_read_by_an_account_that_may_only_select(views: Database) -> None:
    system = views.connect(PEOPLE, SEEN, BROKEN)
    asked = when("email", "bob@example.com", match=MatchRule.FOLDED)
    with system.session() as session:
        assert found(session, SEEN, when("id", 1), asked) == list(PEOPLE.rows[:2])
        assert counted(session, SEEN, when("city", "Leeds")) == {("Leeds",): 2}
        with pytest.raises(CollectionUnreadable, match=r"'tested\.broken'"):
            found(session, BROKEN, when("id", 1))
        assert len(found(session, PEOPLE, when("id", 1), asked)) == 2
    view, table = system.live(SEEN.collection()), system.live(PEOPLE.collection())
    assert view is not None
    assert table is not None
    assert view.is_view
    assert [(one.name, one.kind) for one in view.columns] == [(one.name, one.kind) for one in table.columns]
    assert system.missing_index(SEEN.collection(), (("email",),), MatchRule.FOLDED) is None


def test_columns_that_are_listed_have_the_kinds_of_columns_that_are_reflected(mariadb: Database) -> None:
    types = (
        "tinyint(1)|bigint unsigned|int|decimal(12,2)|double|date|datetime(6)|varchar(20)|text|blob|varbinary(9)|"
        "uuid|enum('a')"
    )
    declared = ", ".join(f"c{at} {type}" for at, type in enumerate(types.split("|")))
    mariadb.run(f"CREATE TABLE kinds ({declared})", "CREATE VIEW seen AS SELECT * FROM kinds")
    with mariadb.owner.connect() as connection:
        listed = _listed(connection, None, "seen")["seen"]
        reflected = _reflected(connection, None, ["seen"])["seen"]
    assert [(one.name, one.kind) for one in listed.columns] == [(one.name, one.kind) for one in reflected.columns]
    assert listed.is_view
    assert {one.kind for one in listed.columns} > {Kind.BOOLEAN, Kind.INTEGER, Kind.NUMBER, Kind.TEXT, Kind.BYTES}
    assert "UNSIGNED" in listed.columns[1].type


def test_a_table_that_goes_away_is_unreadable_and_the_session_goes_on(database: Database) -> None:
    system = database.make(PEOPLE, LONG)
    assert system.live(LONG.collection()) is not None
    quote = '"' if database.product != "mariadb" else "`"
    database.run(f"DROP TABLE {quote}long{quote}")
    with system.session() as session:
        with pytest.raises(CollectionUnreadable, match=r"'tested\.long'.*not there"):
            found(session, LONG, when("id", 1))
        with pytest.raises(CollectionUnreadable):
            counted(session, LONG, when("id", 1))
        assert len(found(session, PEOPLE, when("id", 1))) == 1


SLOW = {
    "sqlite": "CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT count(*) AS id FROM n",
    "postgresql": "CREATE VIEW slow AS SELECT count(pg_sleep(0.1)) AS id FROM generate_series(1, 1000)",
    "mariadb": "CREATE VIEW slow AS SELECT sum(sleep(0.1)) AS id FROM seq_1_to_1000",
}


def test_a_statement_that_runs_too_long_is_ended_and_the_session_goes_on(database: Database) -> None:
    slow = Made(name="slow", columns=(Column(name="id", kind=Kind.INTEGER),))
    database.fill(PEOPLE)
    database.run(SLOW[database.product])
    system = database.connect(PEOPLE, slow, statement_timeout_seconds=0.5)
    with system.session() as session:
        with pytest.raises(CollectionUnreadable, match=r"'tested\.slow'.*longer than statement_timeout_seconds"):
            found(session, slow, when("id", 1))
        assert len(found(session, PEOPLE, when("id", 1))) == 1


def test_the_words_of_the_server_which_quote_values_are_not_repeated(postgresql: Database) -> None:
    broken = Made(name="broken", columns=(Column(name="id", kind=Kind.INTEGER),))
    postgresql.run("CREATE TABLE text_(t text)", f"INSERT INTO text_ VALUES ('{SECRET}')")
    postgresql.run("CREATE VIEW broken AS SELECT CAST(t AS bigint) AS id FROM text_")
    with postgresql.connect(broken).session() as session:
        with pytest.raises(CollectionUnreadable, match="22P02, InvalidTextRepresentation") as error:
            found(session, broken, when("id", 1))
        assert SECRET not in str(error.value)
        assert error.value.__suppress_context__


def test_a_look_up_begun_within_another_is_refused_rather_than_cut_short(database: Database) -> None:
    system = database.make(LONG, PEOPLE)
    with system.session() as session:
        outer = session.rows(LONG_LOOKUP)
        next(outer)
        assert len(found(session, PEOPLE, when("id", 1))) == 1
        with pytest.raises(RuntimeError, match="before the one before it"):
            list(outer)


def test_a_missing_sqlite_file_is_unavailable_and_is_not_made(sqlite: Database, tmp_path: Path) -> None:
    missing = tmp_path / "no such" / "file.db"
    with (
        pytest.raises(SystemUnavailable, match="the file is not there"),
        sqlite.connect(PEOPLE, url=f"sqlite:///{missing}").session(),
    ):
        pass
    beside = tmp_path / "other.db"
    with pytest.raises(SystemUnavailable), sqlite.connect(PEOPLE, url=f"sqlite:///{beside}").session():
        pass
    assert not beside.exists()


def test_a_file_that_is_no_database_is_unavailable(sqlite: Database, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear resident, " * 100)
    system = sqlite.connect(PEOPLE, url=f"sqlite:///{tmp_path}/letter.db")
    with pytest.raises(SystemUnavailable, match="not a SQLite database"), system.session():
        pass


@pytest.mark.parametrize(
    "url,says",
    [
        ("hunter2", "cannot be read"),
        ("sybase://reader:hunter2@db/care", "not known here"),
        ("postgresql://reader:hunter2@db:port/care", "cannot be read"),
        ("sqlite://", "names no file"),
        ("oracle://reader:hunter2@db/care", r"pip install 'muniment\[oracle\]'"),
        (None, "has no url"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_showing_it(url: str | None, says: str) -> None:
    with pytest.raises(UsageError, match=says) as error:
        SqlConnector().connect(SystemSettings(name="care", url=url), [])
    assert SECRET not in str(error.value)
