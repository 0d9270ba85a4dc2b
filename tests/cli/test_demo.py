"""`muniment demo`: one command from nothing to an answered request."""

import datetime
import json
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner

from muniment.cli.demo import demo
from muniment.core.errors import UsageError


def run(*arguments: str) -> str:
    done = CliRunner().invoke(demo, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_the_demo_builds_answers_and_says_what_was_found_and_when_it_is_due(tmp_path: Path) -> None:
    said = run("--out", str(tmp_path / "d"), "--residents", "300", "--received", "2026-10-30")
    for part in ("Marlham City Council", "300 residents", "Social care", "Leisure centres", "and no others"):
        assert part in said
    assert "due by Monday 30 November 2026" in said
    page = tmp_path / "d" / "answer" / "index.html"
    assert str(page) in said
    assert "http.server --bind 127.0.0.1" in said, "without a terminal nothing is opened"
    assert "Social care" in page.read_text(encoding="utf-8")
    assert (page.parent.stat().st_mode & 0o777) == 0o700


def test_a_second_run_takes_the_council_that_stands_and_another_seed_makes_a_new_one(tmp_path: Path) -> None:
    arguments = ("--out", str(tmp_path), "--residents", "300")
    run(*arguments)
    truth = tmp_path / "council" / "truth.jsonl"
    made_at, content = truth.stat().st_mtime_ns, truth.read_bytes()
    assert "stands already" in run(*arguments)
    assert truth.stat().st_mtime_ns == made_at
    assert "stands already" not in run(*arguments, "--seed", "2")
    assert truth.read_bytes() != content


def test_json_prints_counts_and_nothing_else(tmp_path: Path) -> None:
    said = json.loads(run("--out", str(tmp_path / "d"), "--residents", "300", "--json", "--received", "2026-10-30"))
    assert said["differs_from_truth"] == []
    assert said["rows"] == sum(said["collections"].values()) > 40
    assert said["due_on"] == datetime.date(2026, 11, 30).isoformat()
    assert "Siân" not in json.dumps(said, ensure_ascii=False)


def test_a_folder_of_somebodys_own_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "council").mkdir()
    (tmp_path / "council" / "minutes.txt").write_text("kept")
    with pytest.raises(UsageError, match="not a demo council"):
        CliRunner().invoke(demo, ["--out", str(tmp_path), "--residents", "300"], catch_exceptions=False)
    assert (tmp_path / "council" / "minutes.txt").read_text() == "kept"


def test_it_opens_the_page_where_there_is_a_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_page(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", open_page)
    said = run("--out", str(tmp_path), "--residents", "300", "--open")
    assert opened == [(tmp_path / "answer" / "index.html").as_uri()]
    assert "http.server" not in said


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://root:hush@localhost/x", "takes the URL of a PostgreSQL"),
        ("postgresql://u:hush@127.0.0.1:9/x", "cannot be connected to"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused_without_telling_its_password(tmp_path: Path, url: str, told: str) -> None:
    with pytest.raises(UsageError, match=told) as refused:
        CliRunner().invoke(demo, ["--out", str(tmp_path), "--residents", "300", "--url", url], catch_exceptions=False)
    assert "hush" not in str(refused.value)
    assert not (tmp_path / "council").exists()


def test_the_council_may_stand_on_postgresql(tmp_path: Path, postgresql_url: str) -> None:
    said = json.loads(run("--out", str(tmp_path), "--residents", "300", "--url", postgresql_url, "--json"))
    assert said["differs_from_truth"] == []
    assert not list((tmp_path / "council").glob("*.db"))
