"""The contract of connectors, on SQLite, PostgreSQL and MariaDB."""

import pytest

from tests.plugins.connectors.contract import ConnectorContract
from tests.plugins.connectors.databases import Database


@pytest.fixture
def product(database: Database) -> Database:
    """A database of each product in turn."""
    return database


class TestSql(ConnectorContract):
    """Runs the suite."""
