"""`muniment find` when something fails: it names what did not answer, keeps nothing by halves, and shows no secret."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.cli.council import Council, Ended, Store
from tests.servers.server import free_port

SECRET = "hunter2-%&/"
PERSON = {"person": "id! email@email", "note": "id! person_id>person.id text"}
TABLES = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(50))",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, person_id INTEGER, text VARCHAR(50))",
    "INSERT INTO person VALUES (1, 'ann@example.com'), (2, 'bob@example.com')",
    "INSERT INTO note VALUES (10, 1, 'Secret'), (20, 2, 'Other')",
)


@pytest.fixture
def beside(council: Council) -> Council:
    """A system that answers, whatever the other does."""
    council.holds(council.sqlite("sound"), PERSON, *TABLES, key="sound")
    return council


def incomplete(council: Council, *named: str, why: str) -> Ended:
    """Searches without and with --partial; everything named did not answer for that reason."""
    ended = council.find(email="ann@example.com")
    assert (ended.code, ended.out) == (3, "")
    assert "nothing was written" in ended.err
    for name in named:
        assert f"'{name}'" in ended.err
    assert re.search(why, ended.err), ended.err
    assert "ann@" not in ended.err
    assert ended.wrote_nothing()
    said = council.find("--json", email="ann@example.com")
    assert (said.code, said.out) == (3, "")
    return partial(council, *named, why=why)


def partial(council: Council, *named: str, why: str) -> Ended:
    """Searches with --partial, which keeps what the sound system holds and says on the first page what is missing."""
    kept = council.find("--partial", email="ann@example.com")
    assert (kept.code, kept.err) == (3, "")
    manifest = kept.manifest
    assert manifest["complete"] is False
    unread = {f"{one['dataset']}.{one['collection']}": one["unread"] for one in manifest["collections"]}
    for name in named:
        assert re.search(why, unread[name]), unread
        assert f"Not complete: {name} (" in kept.out
    assert (unread["sound.person"], unread["sound.note"]) == (None, None)
    assert "This answer is not complete" in kept.page
    assert kept.keys("sound") == {"person": ["1"], "note": ["10"]}
    counted = council.find("--partial", "--json", email="ann@example.com")
    assert (counted.code, json.loads(counted.out)["status"]) == (3, "incomplete")
    assert set(named) <= set(json.loads(counted.out)["unread"])
    return kept


def with_password(url: str, password: str = SECRET, user: str | None = None) -> str:
    """The URL with another password."""
    made = sa.make_url(url)
    return made.set(password=password, username=user or made.username).render_as_string(hide_password=False)


@pytest.mark.parametrize("product", ["postgresql", "mariadb"])
def test_a_server_that_is_down_is_named_with_what_to_do(beside: Council, product: str) -> None:
    beside.maps(PERSON)
    beside.system(with_password(f"{product}://tests:x@127.0.0.1:{free_port()}/none"))
    kept = incomplete(beside, "held.person", "held.note", why="check that the server runs|may lack rows")
    everything = kept.out + kept.err + kept.page + (kept.folder / "search-diary.json").read_text()
    assert SECRET not in everything


@pytest.mark.parametrize("product", ["postgresql", "mariadb"])
def test_a_wrong_password_is_said_and_never_shown(
    beside: Council, product: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = with_password(request.getfixturevalue(f"{product}_url"))
    beside.maps(PERSON)
    beside.system(url)
    for options in ([], ["--json"], ["--quiet"], ["--partial"], ["--partial", "--json"]):
        ended = beside.find(*options, email="ann@example.com")
        assert ended.code == 3
        written = (
            [one.read_text() for one in ended.folder.rglob("*") if one.is_file()] if "--partial" in options else []
        )
        for text in (ended.out, ended.err, *written):
            assert SECRET not in text
            assert sa.make_url(url).render_as_string(hide_password=False) not in text
    monkeypatch.setenv("HELD_URL", url)
    beside.systems.write_text(
        re.sub(r'url = "(postgresql|mariadb).*"', 'url = { env = "HELD_URL" }', beside.systems.read_text())
    )
    ended = beside.find(email="ann@example.com")
    assert ended.code == 3
    assert "password" in ended.err
    assert SECRET not in ended.err


@pytest.mark.parametrize(
    "line",
    [
        'url = "nosuch://tests:hunter2@127.0.0.1/x"',
        'url = "postgresql://tests:hunter2@127.0.0.1:port/x"',
        'url = "hunter2"',
        'url = "postgresql://tests:hunter2@127.0.0.1/x"\nurl = "hunter2"',
        'url = "postgresql://tests:hunter2@127.0.0.1/x',
        'url = "postgresql://tests:hunter2@127.0.0.1/x"\npassword = "hunter2"',
        'url = "postgresql://tests:hunter2@127.0.0.1/x?nosuch=option"',
        'url = "postgresql://tests@127.0.0.1/x"\npassword = ["hunter2"]',
        'url = "postgresql://tests@127.0.0.1/x"\npassword = { command = ["sh", "-c", "echo hunter2 >&2; exit 1"] }',
        'url = "postgresql://tests@127.0.0.1/x"\npassword = { value = "hunter2" }',
        'url = "postgresql://tests@127.0.0.1/x"\nsecret = "hunter2"',
    ],
)
def test_a_mistake_in_the_systems_file_never_shows_a_secret(beside: Council, line: str) -> None:
    beside.maps(PERSON)
    with beside.systems.open("a") as file:
        file.write(f"[systems.held]\n{line}\n")
    for options in ([], ["--json"]):
        ended = beside.find(*options, email="ann@example.com")
        assert ended.code in (2, 3)
        assert ended.err.startswith("Error: ")
        assert "hunter2" not in ended.out + ended.err
        assert ended.wrote_nothing()


@pytest.mark.parametrize("product", ["postgresql", "mariadb"])
def test_a_forbidden_table_is_named_and_the_rest_of_its_system_is_kept(
    beside: Council, product: str, request: pytest.FixtureRequest
) -> None:
    store = Store(product=product, url=request.getfixturevalue(f"{product}_url"))
    store.run(*TABLES)
    name = f"reader_{os.getpid()}_{product}"
    schema = sa.make_url(store.url).database
    grants = {
        "postgresql": [f"CREATE ROLE {name} LOGIN PASSWORD 'x'", f"GRANT SELECT ON person TO {name}"],
        "mariadb": [
            f"CREATE USER {name}@'127.0.0.1' IDENTIFIED BY 'x'",
            f"GRANT SELECT ON {schema}.person TO {name}@'127.0.0.1'",
        ],
    }[product]
    gone = {
        "postgresql": [f"DROP OWNED BY {name}", f"DROP ROLE {name}"],
        "mariadb": [f"DROP USER {name}@'127.0.0.1'"],
    }[product]
    store.run(*grants)
    try:
        beside.maps(PERSON)
        beside.system(with_password(store.url, "x", name))
        kept = incomplete(beside, "held.note", why="SELECT")
        assert kept.keys() == {"person": ["1"]}
    finally:
        store.run(*gone)


def test_a_table_that_is_gone_is_named(beside: Council, store: Store) -> None:
    beside.holds(store, PERSON, *TABLES, "DROP TABLE note")
    kept = incomplete(beside, "held.note", why="no table or view of that name is there")
    assert kept.keys() == {"person": ["1"]}


def test_what_a_missing_table_leads_to_may_lack_rows(beside: Council, store: Store) -> None:
    beside.holds(store, PERSON, *TABLES, "DROP TABLE person")
    kept = incomplete(beside, "held.note", "held.person", why="'held.person', which leads to it|no table or view")
    assert kept.keys() == {}


def test_a_statement_that_runs_too_long_is_named(beside: Council, postgresql_url: str) -> None:
    store = Store(product="postgresql", url=postgresql_url)
    store.run(
        *TABLES[:1],
        "INSERT INTO person VALUES (1, 'ann@example.com')",
        "CREATE VIEW note AS SELECT 1 AS id, 1 AS person_id, (SELECT 'x' FROM pg_sleep(20)) AS text",
    )
    beside.maps(PERSON)
    beside.system(store, statement_timeout_seconds=0.3)
    started = time.monotonic()
    kept = incomplete(beside, "held.note", why="statement_timeout_seconds")
    assert time.monotonic() - started < 18
    assert kept.keys() == {"person": ["1"]}


@pytest.mark.parametrize(("limit", "to", "ends"), [("row_limit", 3, "note"), ("time_limit_seconds", 1e-9, "person")])
def test_a_limit_that_is_reached_ends_the_system(beside: Council, limit: str, to: float, ends: str) -> None:
    store = beside.sqlite()
    store.run(*TABLES)
    store.fill("note", *([n, 1, "x"] for n in range(100, 110)))
    beside.maps(PERSON)
    beside.system(store, "held", **{limit: to})
    incomplete(beside, f"held.{ends}", why=f"its {limit} of")


def test_many_people_are_all_kept_or_none(beside: Council) -> None:
    beside.holds(beside.sqlite(), PERSON, *TABLES, "DROP TABLE note")
    file = beside.folder / "people.jsonl"
    file.write_text(
        '{"id": "ann", "identities": {"email": "ann@example.com"}}\n'
        '{"id": "bob", "identities": {"email": "bob@example.com"}}\n'
        '{"id": "none", "identities": {"name": "Cat"}}\n'
    )
    ended = beside.find("--people", file)
    assert (ended.code, ended.wrote_nothing()) == (3, True)
    ended = beside.find("--people", file, "--partial")
    assert ended.code == 3
    listed = json.loads((ended.folder / "summary.json").read_text())["people"]
    assert [one["status"] for one in listed] == ["incomplete", "incomplete", "refused"]
    assert "This answer is not complete" in (ended.folder / "bob" / "index.html").read_text()


@pytest.fixture
def large(council: Council) -> Council:
    """Twenty thousand rows of one person."""
    council.holds(
        council.sqlite(),
        {"log": "id! email@email text"},
        "CREATE TABLE log (id INTEGER PRIMARY KEY, email TEXT, text TEXT)",
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 20000)"
        f" INSERT INTO log SELECT n, 'ann@example.com', '{'x' * 1000}' FROM n",
    )
    return council


def test_a_disk_that_is_full_ends_in_words_and_keeps_nothing(large: Council) -> None:
    out = large.folder / "out"
    words = large.arguments(out=out, email="ann@example.com")
    ended = subprocess.run(
        [sys.executable, "-m", *words],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20)),
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert f"What was found cannot be written to --out {out}: File too large." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(large.folder.glob("out*"))


def test_a_folder_that_cannot_be_made_is_said(large: Council) -> None:
    (large.folder / "file").write_text("kept")
    ended = large.find(out=large.folder / "file" / "out", email="ann@example.com")
    assert ended.code == 2
    assert "cannot be written to --out" in ended.err
    assert (large.folder / "file").read_text() == "kept"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_crash_leaves_nothing_that_looks_whole_and_the_next_run_works(large: Council, how: signal.Signals) -> None:
    out = large.folder / "out"
    unfinished = large.folder / "out.unfinished"
    process = large.call(out=out, email="ann@example.com")
    until = time.monotonic() + 60
    while not unfinished.exists() and time.monotonic() < until and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(how)
    said, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "ann@" not in said + err
    assert not out.exists()
    assert not (unfinished / "manifest.json").exists()
    ended = large.find(out=out, email="ann@example.com")
    assert ended.code == 0
    assert len(ended.rows("log")) == 20_000
    assert ended.manifest["complete"]
    assert not unfinished.exists()


def test_other_peoples_rows_are_not_left_in_temporary_files(large: Council, tmp_path: Path) -> None:
    spill = tmp_path / "tmp"
    spill.mkdir()
    words = large.arguments(email="ann@example.com")
    env = os.environ | {"TMPDIR": str(spill), "SQLITE_TMPDIR": str(spill)}
    subprocess.run([sys.executable, "-m", *words], capture_output=True, check=True, env=env)
    assert list(spill.iterdir()) == []
