"""Fixtures that give tests a real PostgreSQL or MariaDB; loaded by `tests/conftest.py` as a pytest plug-in.

`postgresql_url` and `mariadb_url` are the URL of a fresh, empty database for one test;
`postgresql_server` and `mariadb_server` are the running servers, whose `database()` makes one for as long
as the caller likes (a module fixture, say).

One server of each product serves the whole test run, all workers of pytest-xdist included: the first
worker that wants it starts it, under a lock; the process that leads the run ends it.
"""

import fcntl
import json
import os
import shutil
import signal
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers import mariadb, postgresql
from tests.servers.server import Server, end

FOLDER = "MUNIMENT_TEST_SERVERS"
PACKAGES = (Path(__file__).parent / "packages.txt").read_text().split()


@dataclass(frozen=True, kw_only=True)
class RunningServer:
    """A server that answers: its superuser's URL, and databases on it."""

    url: str
    new: Callable[[str, str], str]
    drop: Callable[[str], None]

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a fresh, empty database, dropped afterwards."""
        url = self.new(self.url, f"t_{uuid.uuid4().hex[:12]}")
        try:
            yield url
        finally:
            self.drop(url)


def pytest_configure(config: pytest.Config) -> None:
    """The process that leads the run makes the folder in which all of its workers' servers stand."""
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="muniment-servers-"))
        folder.chmod(0o755)  # servers run as other accounts
        os.environ[FOLDER] = str(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that leads the run ends every server that was started in it."""
    if hasattr(config, "workerinput") or FOLDER not in os.environ:
        return
    folder = Path(os.environ.pop(FOLDER))
    for pid_file in folder.glob("*/pid"):
        end(pid_file, signal.SIGQUIT if pid_file.parent.name == "postgresql" else signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server() -> RunningServer:
    """PostgreSQL, started once for the test run."""
    need(postgresql.is_installed(), "PostgreSQL")
    url = started_once("postgresql", postgresql.make_postgresql)
    return RunningServer(url=url, new=postgresql.new_database, drop=postgresql.drop_database)


@pytest.fixture(scope="session")
def mariadb_server() -> RunningServer:
    """MariaDB, started once for the test run."""
    need(mariadb.is_installed(), "MariaDB")
    url = started_once("mariadb", mariadb.make_mariadb)
    return RunningServer(url=url, new=mariadb.new_database, drop=mariadb.drop_database)


@pytest.fixture
def postgresql_url(postgresql_server: RunningServer) -> Iterator[str]:
    """The URL of a fresh, empty PostgreSQL database."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture
def mariadb_url(mariadb_server: RunningServer) -> Iterator[str]:
    """The URL of a fresh, empty MariaDB database."""
    with mariadb_server.database() as url:
        yield url


def need(is_installed: bool, product: str) -> None:
    """Skips the test when the product is not there, and fails it where tests must be whole (CI)."""
    if is_installed:
        return
    why = f"{product} is not installed: apt-get install {' '.join(PACKAGES)}"
    if os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def started_once(name: str, make: Callable[[Path], Server]) -> str:
    """The URL of the server of that name: started now, unless another worker has started it."""
    folder = Path(os.environ[FOLDER])
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / f"{name}.json"
        if not known.exists():
            known.write_text(json.dumps(make(folder / name).start().url))
        return str(json.loads(known.read_text()))
