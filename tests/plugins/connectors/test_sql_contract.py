"""The contract of connectors, on SQLite, PostgreSQL and MariaDB."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plugins.connectors.contract import ConnectorContract
from tests.plugins.connectors.databases import PRODUCTS, Database


@pytest.fixture(params=PRODUCTS)
def product(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each product in turn."""
    name = request.param
    url = f"sqlite:///{tmp_path}/tested.db" if name == "sqlite" else request.getfixturevalue(f"{name}_url")
    database = Database(product=name, url=url)
    yield database
    database.close()


class TestSql(ConnectorContract):
    """Runs the suite."""
