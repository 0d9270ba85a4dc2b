"""The front of a bundle: page, style, diary, and a manifest that hashes every file."""

import hashlib
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.core.bundle.manifest import FileHash
from muniment.core.values import CollectionId
from muniment.runs.deliver import hash_of, write_front
from tests.findings_folder import DATAMAP, DEADLINE, FOUND, PEOPLE, ROWS, findings, write_findings


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_manifest_names_every_other_file_with_its_hash_and_size(tmp_path: Path) -> None:
    folder = write_findings(tmp_path / "findings")
    files = json.loads((folder / "manifest.json").read_text())["files"]
    assert set(files) == names(folder) - {"manifest.json"}
    assert {"index.html", "style.css", "search-diary.json", "data/housing/Household.csv"} <= set(files)
    for name, said in files.items():
        content = (folder / name).read_bytes()
        assert said == {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def test_hashes_that_are_known_are_taken_and_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rows.json").write_text("[\n]\n")
    known = FileHash(sha256="e" * 64, bytes=4)
    write_front(tmp_path, findings(), DATAMAP, deadline=DEADLINE, hashes={"data/rows.json": known})
    files = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert files["data/rows.json"] == {"sha256": "e" * 64, "bytes": 4}


def test_the_files_are_the_owners_alone(tmp_path: Path) -> None:
    folder = write_findings(tmp_path / "findings")
    written = [folder / name for name in ("index.html", "style.css", "search-diary.json", "manifest.json")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(FileExistsError):
        write_front(tmp_path, findings(ROWS, FOUND), DATAMAP, deadline=None, hashes={})
    assert (tmp_path / "index.html").read_text() == "mine"
    assert not (tmp_path / "manifest.json").exists()


def test_the_diary_says_what_was_asked_of_which_system_and_what_it_gave(tmp_path: Path) -> None:
    folder = write_findings(tmp_path / "findings")
    assert json.loads((folder / "search-diary.json").read_text()) == [
        {
            "system": "housing",
            "dataset": "housing",
            "collection": "Household",
            "asked": "email",
            "started_at": "2026-11-02T09:05:00+00:00",
            "seconds": 0.01,
            "hits": 2,
            "outcome": "answered",
        }
    ]


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = write_findings(tmp_path / "a"), write_findings(tmp_path / "b")
    assert {name: (first / name).read_bytes() for name in names(first)} == {
        name: (second / name).read_bytes() for name in names(second)
    }


def test_text_that_has_no_utf_8_is_still_valid_json_and_html(tmp_path: Path) -> None:
    rows: dict[CollectionId, list[tuple[object, ...]]] = {
        PEOPLE: [(1, "half \ud800 and nul \0", None, None, None)],
    }
    found = replace(findings(rows, found={}), person="id \ud800")
    write_front(tmp_path, found, DATAMAP, deadline=None, hashes={})
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["person"] == "id \ud800"
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "half ? and nul \ufffd" in page


def test_a_file_is_hashed_a_block_at_a_time(tmp_path: Path) -> None:
    content = bytes(range(256)) * 10_000
    (tmp_path / "large").write_bytes(content)
    assert hash_of(tmp_path / "large") == FileHash(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
