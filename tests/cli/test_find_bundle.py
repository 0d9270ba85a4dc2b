"""From `muniment find` to `muniment bundle`: real findings are reviewed, and what leaves holds what was released."""

import hashlib
import json
import sys
import zipfile
from pathlib import Path

import pytest

from muniment.cli.main import main
from tests.cli.council import Council, Ended, Store

MAP = {
    "person": "id! full_name@name~user.name email@email address_id>address.id",
    "address": "id! street contact_phone~user.contact.phone_number",
    "note": "id! person_id>person.id written_by text",
    "relationship": "id! one_id>person.id two_id>person.id",
}
TABLES = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY, full_name VARCHAR(50), email VARCHAR(50), address_id INTEGER)",
    "CREATE TABLE address (id INTEGER PRIMARY KEY, street VARCHAR(50), contact_phone VARCHAR(20))",
    "CREATE TABLE note (id INTEGER PRIMARY KEY, person_id INTEGER, written_by VARCHAR(20), text VARCHAR(50))",
    "CREATE TABLE relationship (id INTEGER PRIMARY KEY, one_id INTEGER, two_id INTEGER)",
    "INSERT INTO address VALUES (1, '1 High Street', '07700 900456')",
    "INSERT INTO person VALUES (1, 'Ann Lee', 'ann@example.com', 1), (2, 'Bob Hill', 'bob@example.com', 1),"
    " (3, 'Cat Moss', 'cat@example.com', NULL)",
    "INSERT INTO note VALUES (10, 1, 'Worker Dale', 'Rang about the ramp'), (11, 1, 'Worker Dale', NULL)",
    "INSERT INTO relationship VALUES (7, 1, 3)",
)
ALL = {"do": "release", "dataset": "*", "collection": "*", "because": "Your own data."}
HERS = [
    ALL,
    {"do": "withhold", "dataset": "held", "collection": "person", "key": "3", "because": "About another person."},
    {"do": "withhold", "dataset": "held", "collection": "note", "field": "written_by", "because": "Names our staff."},
    {"do": "withhold", "dataset": "held", "collection": "address", "field": "contact_phone", "because": "Not yours."},
    {"do": "release", "dataset": "held", "collection": "address", "key": "1", "because": "You live there too."},
]


@pytest.fixture
def desk(council: Council, store: Store) -> Council:
    """Ann, who shares a house with Bob and is Cat's partner."""
    council.holds(store, MAP, *TABLES)
    return council


def reviewed(
    desk: Council,
    findings: Path,
    decisions: list[dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ended:
    """Runs `muniment bundle` on the findings."""
    sha256 = hashlib.sha256((findings / "manifest.json").read_bytes()).hexdigest()
    file = desk.folder / "decisions.json"
    file.write_text(json.dumps({"manifest_sha256": sha256, "reviewed_by": "Officer 4", "decisions": decisions}))
    out = desk.folder / "bundle"
    words = ["muniment", "bundle", str(findings), "--decisions", str(file), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", words)
    try:
        main()
        code: int | str | None = 0
    except SystemExit as ended:
        code = ended.code
    said = capsys.readouterr()
    return Ended(code=int(code or 0), out=said.out, err=said.err, folder=out)


def test_what_an_officer_released_and_nothing_else_is_handed_over(
    desk: Council, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = desk.find("--received", "2026-11-02", email="ann@example.com")
    assert found.keys() == {"person": ["1", "3"], "address": ["1"], "note": ["10", "11"], "relationship": ["7"]}
    bundle = reviewed(desk, found.folder, HERS, monkeypatch, capsys)
    assert (bundle.code, bundle.err) == (0, "")
    assert bundle.rows("person") == [{"id": 1, "full_name": "Ann Lee", "email": "ann@example.com", "address_id": 1}]
    assert [(one["written_by"], one["text"]) for one in bundle.rows("note")] == [
        (None, "Rang about the ramp"),
        (None, None),
    ]
    assert bundle.rows("address") == [{"id": 1, "street": "1 High Street", "contact_phone": None}]
    manifest = bundle.manifest
    assert (manifest["complete"], manifest["reviewed"]) == (True, True)
    assert manifest["deadline"]["due_on"] == "2026-12-02"
    assert "not reviewed yet" not in bundle.page
    with zipfile.ZipFile(desk.folder / "bundle.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (b"Cat Moss", b"cat@", b"900456", b"Worker Dale", b"Bob", b"Officer 4"):
        assert secret not in everything


@pytest.mark.parametrize("left_out", ["person", "address"])
def test_nothing_leaves_before_rows_about_others_are_decided(
    desk: Council, left_out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = desk.find(email="ann@example.com")
    decisions = [one for one in HERS if one["collection"] != left_out]
    bundle = reviewed(desk, found.folder, decisions, monkeypatch, capsys)
    assert (bundle.code, bundle.out) == (4, "")
    assert f"held.{left_out}" in bundle.err
    assert bundle.wrote_nothing()
