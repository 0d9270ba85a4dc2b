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
import signal
import subprocess
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


# Waits for the end of its input, which comes however the run ends, and ends what the run could not.
_WHEN_THE_RUN_IS_GONE = (
    'cat > /dev/null; for file in "$1"/*/pid; do [ -f "$file" ] && kill -KILL "$(cat "$file")"; done; '
    'rm -rf "$1" 2> /dev/null || { sleep 2; rm -rf "$1"; }'
)
_WATCH = pytest.StashKey["subprocess.Popen[bytes]"]()


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
        config.stash[_WATCH] = subprocess.Popen(
            ["sh", "-c", _WHEN_THE_RUN_IS_GONE, "sh", str(folder)], stdin=subprocess.PIPE, start_new_session=True
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that leads the run ends every server that was started in it."""
    if hasattr(config, "workerinput") or FOLDER not in os.environ:
        return
    folder = Path(os.environ.pop(FOLDER))
    for pid_file in folder.glob("*/pid"):
        end(pid_file, signal.SIGQUIT if "postgresql" in pid_file.parent.name else signal.SIGKILL)
    config.stash[_WATCH].communicate()  # which clears the folder away


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


def servers_folder() -> Path:
    """Where the servers of this test run stand; accounts they run as can reach it, and it goes with the run."""
    return Path(os.environ[FOLDER])


def started_once(name: str, make: Callable[[Path], Server]) -> str:
    """The URL of the server of that name: started now, unless another worker has started it."""
    folder = servers_folder()
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = folder / f"{name}.json"
        if not known.exists():
            known.write_text(json.dumps(make(folder / name).start().url))
        return str(json.loads(known.read_text()))
