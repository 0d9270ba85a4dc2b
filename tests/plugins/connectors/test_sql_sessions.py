"""A session sees one moment, cannot write, and costs little."""

import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import MatchRule
from muniment.core.errors import SystemUnavailable
from muniment.plugins.connectors.sql.dialects.mysql import MySQL
from muniment.plugins.connectors.sql.dialects.postgresql import PostgreSQL
from muniment.plugins.connectors.sql.dialects.sqlite import SQLite
from tests.plugins.connectors.databases import Database
from tests.plugins.connectors.tables import PEOPLE, Column, Made, first_values, found, together, when

WRITES = (
    "INSERT INTO people (id) VALUES (99)",
    "UPDATE people SET city = 'Hull'",
    "DELETE FROM people",
    "CREATE TABLE made (id int)",
    "DROP TABLE people",
)


@pytest.mark.parametrize("write", WRITES)
def test_nothing_can_be_written_through_a_session(database: Database, write: str) -> None:
    system = database.make(PEOPLE)
    with system.session() as session, pytest.raises(Exception, match=r"(?i)read.?only|query_only"):
        session.driver.cursor().execute(write)
    with system.session() as session:
        assert found(session, PEOPLE, when("id", 1, 2, 3, 4)) == list(PEOPLE.rows)


def test_every_look_up_of_a_session_sees_the_same_moment(served: Database) -> None:
    system = served.make(PEOPLE)
    with system.session() as session:
        assert len(found(session, PEOPLE, when("city", "Leeds"))) == 2
        served.run("INSERT INTO people (id, city) VALUES (9, 'Leeds')", "DELETE FROM people WHERE id = 1")
        assert len(found(session, PEOPLE, when("city", "Leeds"))) == 2
        assert found(session, PEOPLE, when("id", 9)) == []
        assert len(found(session, PEOPLE, when("id", 1))) == 1
    with system.session() as session:
        assert len(found(session, PEOPLE, when("id", 1, 9))) == 1


def test_a_sqlite_session_sees_the_same_moment_while_others_write(sqlite: Database) -> None:
    sqlite.run("PRAGMA journal_mode = WAL")
    system = sqlite.make(PEOPLE)
    with system.session() as session:
        sqlite.run("DELETE FROM people WHERE id = 1")
        assert len(found(session, PEOPLE, when("id", 1))) == 1
    with system.session() as session:
        assert found(session, PEOPLE, when("id", 1)) == []


def test_a_failed_question_keeps_the_moment(postgresql: Database) -> None:
    broken = Made(name="broken", columns=(Column(name="id", kind=Kind.INTEGER),))
    postgresql.fill(PEOPLE)
    postgresql.run("CREATE VIEW broken AS SELECT 1 / (id - id) AS id FROM people")
    system = postgresql.connect(PEOPLE, broken)
    with system.session() as session:
        assert len(found(session, PEOPLE, when("id", 1))) == 1
        postgresql.run("DELETE FROM people")
        with pytest.raises(Exception, match="could not be read"):
            found(session, broken, when("id", 1))
        assert len(found(session, PEOPLE, when("id", 1))) == 1


def test_a_connection_cut_while_idle_is_replaced(served: Database) -> None:
    system = served.make(PEOPLE)
    with system.session() as session:
        found(session, PEOPLE, when("id", 1))
    cut = {
        "postgresql": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'muniment' "
        "AND datname = current_database()",
        "mariadb": "KILL CONNECTION {}",
    }[served.product]
    if served.product == "mariadb":
        with system.session() as session:
            served.run(cut.format(session.driver.thread_id()))
            with pytest.raises(SystemUnavailable):
                found(session, PEOPLE, when("id", 1))
    else:
        served.run(cut)
    with system.session() as session:
        assert len(found(session, PEOPLE, when("id", 1))) == 1


def test_as_many_searches_as_there_are_connections_go_side_by_side(database: Database) -> None:
    database.fill(PEOPLE)
    system = database.connect(PEOPLE, pool_size=2)
    keys = [when("email", "bob@example.com", match=MatchRule.FOLDED), together(["city", "manager"], ("York", 2))]
    began = time.perf_counter()
    with ExitStack() as held:
        for session in [held.enter_context(system.session()) for _ in range(3)]:
            assert first_values(found(session, PEOPLE, *keys)) == [2, 4]
    assert time.perf_counter() - began < 5, "a search waited for a second connection"


def test_an_index_that_cannot_be_asked_about_costs_only_time(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = database.make(PEOPLE)
    refused = {"mariadb": MySQL, "postgresql": PostgreSQL, "sqlite": SQLite}[database.product]
    monkeypatch.setattr(refused, "explains_index", lambda _, connection, *__: connection.exec_driver_sql("refuse"))
    keys = [when("email", "bob@example.com", match=MatchRule.FOLDED), together(["city", "manager"], ("York", 2))]
    with system.session() as session:
        for _again in range(2):
            assert first_values(found(session, PEOPLE, *keys)) == [2, 4]


def test_a_search_that_finds_no_connection_free_says_so(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    system = sqlite.make(PEOPLE)
    monkeypatch.setattr(system._engine.pool, "_timeout", 0.1)
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(system.session())
        with pytest.raises(SystemUnavailable, match=r"busy with other searches.*pool_size"), system.session():
            pass


def test_no_statement_is_sent_when_no_key_can_match(postgresql: Database) -> None:
    system = postgresql.make(PEOPLE)
    with system.session() as session:
        session.driver.close()
        assert found(session, PEOPLE, when("id", "ann@example.com"), when("manager", "9" * 30)) == []


def test_ten_small_look_ups_on_postgresql_cost_about_ten_milliseconds(postgresql: Database) -> None:
    rows = [(number, f"m{number}@example.com", "c", number - 1) for number in range(20_000)]
    people = Made(name="people", columns=PEOPLE.columns, rows=rows)
    system = postgresql.make(people)
    postgresql.run("CREATE INDEX ON people (lower(translate(email, E' \\t\\n\\r\\u00A0', '')))", "ANALYZE people")
    took = []
    for turn in range(30):
        began = time.perf_counter()
        with system.session() as session:
            for number in range(10):
                assert len(found(session, people, when("id", turn * 10 + number))) == 1
        took.append(time.perf_counter() - began)
    best = min(took)
    assert best < 0.02, f"a session of ten look-ups took {best * 1000:.1f} ms at best"


MILLION = {
    "postgresql": "INSERT INTO long SELECT n, 'same', 'name ' || n, 'note ' || n FROM generate_series(1, 1000000) n",
    "mariadb": "INSERT INTO `long` SELECT seq, 'same', concat('name ', seq), concat('note ', seq) "
    "FROM seq_1_to_1000000",
}
COUNTING = """
import re, sys
from pathlib import Path
from tests.plugins.connectors.tables import Column, Made, dataset, when
from muniment.core.finding.ports import Lookup, SystemSettings
from muniment.plugins.connectors.sql import SqlConnector
table = Made(name="long", columns=tuple(Column(name=name) for name in ("id", "same", "name", "note")))
system = SqlConnector().connect(SystemSettings(name="tested", url=sys.argv[1]), [dataset(table.collection())])
def peak():
    # Of this program alone: what getrusage tells begins with what its parent used.
    return int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
with system.session() as session:
    asked = Lookup(collection=table.collection(), conditions=(when("id", "1"),))
    assert sum(len(batch) for batch in session.rows(asked)) == 1
    before = peak()
    asked = Lookup(collection=table.collection(), conditions=(when("same", "same"),))
    rows = sum(len(batch) for batch in session.rows(asked))
print(rows, peak() - before, peak(), int("pyarrow" in sys.modules))
"""


def test_a_million_rows_are_read_in_bounded_memory(database: Database) -> None:
    columns = (Column(name="id", kind=Kind.INTEGER), *(Column(name=name) for name in ("same", "name", "note")))
    database.fill(Made(name="long", columns=columns))
    if database.product == "sqlite":
        fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
        database.run(f"{fill} INSERT INTO long SELECT i, 'same', 'name ' || i, 'note ' || i FROM n")
    else:
        database.run(MILLION[database.product])
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, database.url],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    rows, grown, peak, has_arrow = map(int, done.stdout.split())
    assert rows == 1_000_000
    assert grown < 16, f"reading grew the process by {grown} MB"
    assert peak < 150, f"the process took {peak} MB"
    assert not has_arrow
