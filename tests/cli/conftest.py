"""What tests of the command line search in."""

from pathlib import Path

import pytest

from tests.cli.council import Council, Store


@pytest.fixture
def council(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Council:
    """A council without systems yet."""
    return Council(tmp_path, monkeypatch, capsys)


@pytest.fixture(params=["sqlite", "postgresql", "mariadb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty database of each product in turn."""
    product = request.param
    url = f"sqlite:///{tmp_path}/held.db" if product == "sqlite" else request.getfixturevalue(f"{product}_url")
    return Store(product=product, url=url)
