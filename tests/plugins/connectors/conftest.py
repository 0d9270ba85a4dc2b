"""Databases that tests of connectors run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.connectors.databases import Database


def _opened(product: str, url: str) -> Iterator[Database]:
    database = Database(product=product, url=url)
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database."""
    yield from _opened("sqlite", f"sqlite:///{tmp_path}/tested.db")


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Database]:
    """An empty PostgreSQL database."""
    yield from _opened("postgresql", postgresql_url)


@pytest.fixture
def mariadb(mariadb_url: str) -> Iterator[Database]:
    """An empty MariaDB database."""
    yield from _opened("mariadb", mariadb_url)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database of each product in turn."""
    found: Database = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["postgresql", "mariadb"])
def served(request: pytest.FixtureRequest) -> Database:
    """An empty database of each product that is a server."""
    found: Database = request.getfixturevalue(request.param)
    return found
