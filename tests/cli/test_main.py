"""`muniment` finds our commands at once, and those that other parts add."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.call import Call


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder in which a part is installed that adds the command `serve`."""
    (tmp_path / "office.py").write_text(
        "import click\n@click.command()\ndef serve():\n    click.echo('The office is open.')\n", encoding="utf-8"
    )
    installed = tmp_path / "office-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: office\nVersion: 1.0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text("[muniment.commands]\nserve = office:serve\n", encoding="utf-8")
    return tmp_path


def muniment(office: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "muniment", *words]
    return subprocess.run(command, env={"PYTHONPATH": str(office)}, capture_output=True, text=True, check=False)


def test_a_command_that_another_part_adds_is_found_and_listed(office: Path) -> None:
    assert muniment(office, "serve").stdout == "The office is open.\n"
    listed = muniment(office, "--help").stdout
    assert "\n  serve" in listed
    assert "\n  deadline  Say when a request must be answered" in listed


def test_a_command_that_there_is_not_is_refused(call: Call) -> None:
    code, out, err = call("serv")
    assert (code, out) == (2, "")
    assert "No such command 'serv'" in err


def test_the_version_is_that_of_the_package(call: Call) -> None:
    code, out, _ = call("--version")
    assert code == 0
    assert out.startswith("muniment, version ")
