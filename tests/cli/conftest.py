"""What tests of the command line call, and search in."""

import sys
from pathlib import Path

import pytest

from muniment.cli.main import main
from tests.cli.call import Call
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


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command line as it is called, on a terminal of 96 characters: its exit code, what it prints and complains."""
    monkeypatch.setenv("COLUMNS", "96")

    def called(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["muniment", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return called
