import csv
import datetime
import hashlib
import json
import math
import uuid
from decimal import Decimal
from pathlib import Path

import pytest

from muniment.core.finding.findings import FoundRow, Mark
from muniment.runs import findings as module
from muniment.runs.findings import FindingsFolders, json_line
from tests.core.finding.maps import datamap, dataset

MAP = datamap(dataset("d", ("../person", "id! name seen")))
(ID,) = (one.id for one in MAP.collections())


def test_rows_are_written_as_json_and_csv_with_their_reasons_and_hashes(tmp_path: Path) -> None:
    folders = FindingsFolders([tmp_path / "a", tmp_path / "b"], MAP)
    folders.row(0, ID, (1, 'Ann "A", Lee\nof Ex', datetime.date(1899, 12, 31)))
    folders.row(0, ID, (2, None, None))
    folders.row(1, ID, (3, "Bob", None))
    folders.found(
        0, ID, FoundRow(row=1, key="1", path="x", shared=True, other=False, marks=(Mark(field="name", why="w"),))
    )
    hashes = folders.finish(0)
    assert folders.finish(1)
    data = next(path for path in (tmp_path / "a").rglob("*.json") if "data" in path.parts)
    assert json.loads(data.read_text()) == [
        {"id": 1, "name": 'Ann "A", Lee\nof Ex', "seen": "1899-12-31"},
        {"id": 2, "name": None, "seen": None},
    ]
    with data.with_suffix(".csv").open(newline="") as file:
        assert list(csv.reader(file)) == [
            ["id", "name", "seen"],
            ["1", 'Ann "A", Lee\nof Ex', "1899-12-31"],
            ["2", "", ""],
        ]
    for name, known in hashes.items():
        content = (tmp_path / "a" / name).read_bytes()
        assert (known.sha256, known.bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    (reason,) = json.loads((tmp_path / "a" / next(name for name in hashes if name.startswith("found/"))).read_text())
    assert reason["marks"] == [{"field": "name", "why": "w"}]
    assert len(hashes) == 3


def test_nobody_else_can_read_them_and_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    folders = FindingsFolders([tmp_path / "a"], MAP)
    folders.row(0, ID, (1, "Ann", None))
    folders.finish(0)
    everything = list((tmp_path / "a").rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in everything if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in everything if path.is_dir()} == {0o700}
    assert not list(tmp_path.glob("person*"))


def test_what_does_not_fit_the_buffer_is_appended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUFFER_BYTES", 100)
    folders = FindingsFolders([tmp_path / "a"], MAP)
    for number in range(50):
        folders.row(0, ID, (number, "x" * number, None))
    assert len(folders.preview(0, ID)) == 50
    hashes = folders.finish(0)
    name = next(name for name in hashes if name.endswith(".json"))
    rows = json.loads((tmp_path / "a" / name).read_text())
    assert [row["id"] for row in rows] == list(range(50))
    assert folders.preview(0, ID) == ()


def test_a_buffer_that_is_full_at_the_end_of_a_person_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BUFFER_BYTES", 100)
    folders = FindingsFolders([tmp_path / str(length) for length in range(100)], MAP)
    for length in range(100):
        folders.row(length, ID, (length, "x" * length, None))
        name = next(name for name in folders.finish(length) if name.endswith(".json"))
        (row,) = json.loads((tmp_path / str(length) / name).read_text())
        assert row == {"id": length, "name": "x" * length, "seen": None}


def test_whatever_a_system_holds_becomes_valid_json() -> None:
    values = {
        "decimal": Decimal("9.90"),
        "nan": math.nan,
        "uuid": uuid.UUID(int=1),
        "bytes": b"\x00\xff",
        "half": "\ud800",
        "nul": "a\x00b",
        "document": {"inner": [Decimal("1"), {2: "two"}]},
    }
    read = json.loads(json_line(values).decode("utf-8"))
    assert read["decimal"] == "9.90"
    assert read["nan"] == "nan"
    assert read["bytes"] == {"base64": "AP8="}
    assert read["half"] == "\ud800"
    assert read["nul"] == "a\x00b"
    assert read["document"] == {"inner": ["1", {"2": "two"}]}
