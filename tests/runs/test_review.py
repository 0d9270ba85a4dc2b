"""The reviewed bundle: only what is decided goes out, nothing withheld does, and a failure leaves nothing behind."""

import csv
import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from muniment.core.bundle.paths import collection_paths
from muniment.core.errors import Incomplete, MunimentError, Refused, UsageError
from muniment.core.values import CollectionId
from muniment.runs.review import Outcome, make_reviewed
from tests.findings_folder import DATAMAP, HOUSEHOLD, LOANS, NOTES, PEOPLE, RENT, ROWS, lines, write_findings

PATHS = collection_paths(one.id for one in DATAMAP.collections())
ALL: dict[str, Any] = {"do": "release", "dataset": "*", "collection": "*", "because": "Yours."}


def on(id: CollectionId, do: str, because: str = "About somebody else.", **scope: object) -> dict[str, Any]:
    return {"do": do, "dataset": id.dataset, "collection": id.collection, "because": because, **scope}


ENOUGH = [ALL, on(NOTES, "withhold", row=2), on(HOUSEHOLD, "withhold", key="6")]


@pytest.fixture
def findings(tmp_path: Path) -> Path:
    return write_findings(tmp_path / "findings")


@pytest.fixture
def review(tmp_path: Path) -> Callable[..., Outcome]:
    def run(findings: Path, decisions: list[dict[str, Any]], *, partial: bool = False, **other: object) -> Outcome:
        manifest = (findings / "manifest.json").read_bytes()
        file = tmp_path / "decisions.json"
        values = {
            "manifest_sha256": hashlib.sha256(manifest).hexdigest(),
            "reviewed_by": "DPO",
            "decisions": decisions,
        } | other
        file.write_text(json.dumps(values))
        return make_reviewed(findings, file, tmp_path / "out" / "bundle", partial=partial)

    return run


def refused(tmp_path: Path, error: type[MunimentError], run: Callable[[], object]) -> str:
    """The message of the error, once it is sure that nothing was left behind."""
    with pytest.raises(error) as caught:
        run()
    left = [path for path in (tmp_path / "out").rglob("*")] if (tmp_path / "out").exists() else []
    assert left == []
    return str(caught.value)


def data(outcome: Outcome, id: CollectionId) -> list[dict[str, object]]:
    return lines(outcome.folder / "data" / f"{PATHS[id]}.json")


def everything(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())


def test_what_is_released_goes_out_as_it_was_found(findings: Path, review: Callable[..., Outcome]) -> None:
    outcome = review(findings, ENOUGH)
    assert data(outcome, PEOPLE) == lines(findings / "data" / f"{PATHS[PEOPLE]}.json")
    for kind in ("json", "csv"):
        name = f"data/{PATHS[RENT]}.{kind}"
        assert (outcome.folder / name).read_bytes() == (findings / name).read_bytes()
    assert outcome.rows == 1 + 2 + 1 + 60


def test_a_withheld_row_is_in_no_file_of_the_bundle(findings: Path, review: Callable[..., Outcome]) -> None:
    outcome = review(findings, [*ENOUGH, on(NOTES, "withhold", field="contact.carer.name")])
    assert [row["member_id"] for row in data(outcome, HOUSEHOLD)] == [5]
    assert "Tom Other" not in everything(outcome.folder)
    assert "07700 900456" not in everything(outcome.folder)


def test_a_withheld_cell_is_null_in_json_and_nothing_in_csv(findings: Path, review: Callable[..., Outcome]) -> None:
    outcome = review(findings, [*ENOUGH, on(PEOPLE, "withhold", "Not yet confirmed.", field="NHSNumber", key="17")])
    assert data(outcome, PEOPLE) == [
        {"id": 17, "full_name": "Ann Lee", "date_of_birth": "1980-02-01", "NHSNumber": None, "middle_name": None}
    ]
    with (outcome.folder / "data" / f"{PATHS[PEOPLE]}.csv").open(newline="") as file:
        assert list(csv.reader(file))[1] == ["17", "Ann Lee", "1980-02-01", "", ""]
    page = (outcome.folder / "index.html").read_text()
    assert "<dd>(left out)</dd>" in page
    assert "NHS number in 1 record: Not yet confirmed." in page


def test_a_field_within_a_document_is_withheld_and_the_rest_of_it_goes_out(
    findings: Path, review: Callable[..., Outcome]
) -> None:
    outcome = review(findings, [*ENOUGH, on(NOTES, "withhold", field="contact.carer")])
    assert [row["contact"] for row in data(outcome, NOTES)] == [{"gp": "Dr Bell", "carer": None}, None]
    assert [(one.field, one.count) for one in outcome.withheld if one.field] == [("contact.carer", 1)]


def test_a_collection_withheld_is_counted_and_has_no_files(findings: Path, review: Callable[..., Outcome]) -> None:
    outcome = review(findings, [ALL, on(NOTES, "withhold", "Serious harm."), on(HOUSEHOLD, "withhold", key="6")])
    assert not (outcome.folder / "data" / f"{PATHS[NOTES]}.json").exists()
    assert json.loads((outcome.folder / "withheld.json").read_text())[0] == {
        "dataset": "social_care",
        "collection": "case notes/2026",
        "what": "rows",
        "field": None,
        "count": 3,
        "because": "Serious harm.",
    }
    page = (outcome.folder / "index.html").read_text()
    assert "Case notes in Adult social care, 3 records: Serious harm." in page
    assert "0, 3 left out" in page


def test_the_bundle_holds_no_trace_of_how_it_was_found_or_by_whom_it_was_reviewed(
    findings: Path, review: Callable[..., Outcome]
) -> None:
    outcome = review(findings, ENOUGH, reviewed_by="Olive Officer")
    names = {path.relative_to(outcome.folder).as_posix() for path in outcome.folder.rglob("*") if path.is_file()}
    data_files = {f"data/{PATHS[id]}.{kind}" for id in (PEOPLE, NOTES, HOUSEHOLD, RENT) for kind in ("json", "csv")}
    assert names == data_files | {"index.html", "style.css", "manifest.json", "withheld.json"}
    assert "Olive Officer" not in everything(outcome.folder)
    assert "Not for release" not in everything(outcome.folder)


def test_the_manifest_says_reviewed_and_hashes_every_file(findings: Path, review: Callable[..., Outcome]) -> None:
    outcome = review(findings, ENOUGH)
    manifest = json.loads((outcome.folder / "manifest.json").read_text())
    assert (manifest["complete"], manifest["reviewed"]) == (True, True)
    assert (
        manifest["review"]["findings_sha256"] == hashlib.sha256((findings / "manifest.json").read_bytes()).hexdigest()
    )
    assert (manifest["review"]["withheld_rows"], manifest["review"]["withheld_cells"]) == (2, 0)
    there = {path.relative_to(outcome.folder).as_posix() for path in outcome.folder.rglob("*") if path.is_file()}
    assert set(manifest["files"]) == there - {"manifest.json"}
    for name, hashed in manifest["files"].items():
        content = (outcome.folder / name).read_bytes()
        assert hashed == {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    counts = {(one["dataset"], one["collection"]): (one["rows"], one["marks"]) for one in manifest["collections"]}
    assert counts[NOTES] == (2, 0)
    assert counts[LOANS] == (0, 0)


def test_folder_and_zip_are_the_owners_alone_and_hold_the_same(findings: Path, review: Callable[..., Outcome]) -> None:
    outcome = review(findings, ENOUGH)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in outcome.folder.rglob("*") if path.is_file()}
    assert modes | {stat.S_IMODE(outcome.archive.stat().st_mode)} == {0o600}
    assert stat.S_IMODE(outcome.folder.stat().st_mode) == 0o700
    with zipfile.ZipFile(outcome.archive) as packed:
        assert packed.namelist() == sorted(packed.namelist())
        assert all(packed.read(name) == (outcome.folder / name).read_bytes() for name in packed.namelist())
        assert len(packed.namelist()) == sum(path.is_file() for path in outcome.folder.rglob("*"))


def test_the_same_decisions_on_the_same_findings_give_the_same_zip(
    findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    first = review(findings, ENOUGH).archive.read_bytes()
    (tmp_path / "out").rename(tmp_path / "before")
    assert review(findings, ENOUGH).archive.read_bytes() == first


AWKWARD = ["x" * 200_000, "nul \0 cr \r lf \n", 'quotes "," and , commas', "half \ud800", "line \u2028 line", "[\n", ""]


def test_awkward_texts_pass_as_they_are(tmp_path: Path, review: Callable[..., Outcome]) -> None:
    rows: dict[CollectionId, list[tuple[object, ...]]] = {LOANS: [(text, "07700 900123") for text in AWKWARD]}
    findings = write_findings(tmp_path / "awkward", rows, found={})
    outcome = review(findings, [ALL, on(LOANS, "withhold", field="title")])
    assert data(outcome, LOANS) == [{"loan_id": text, "title": None} for text in AWKWARD]


VALUES: list[object] = [
    b"",
    b"\0\1",
    "",
    None,
    0,
    -1.5,
    1e300,
    True,
    False,
    [],
    {},
    {"base64": ""},
    {"é": [None, "ü"]},
    "true",
    "null",
]


def test_every_kind_of_value_passes_the_proof(tmp_path: Path, review: Callable[..., Outcome]) -> None:
    rows: dict[CollectionId, list[tuple[object, ...]]] = {LOANS: [(at, value) for at, value in enumerate(VALUES)]}
    findings = write_findings(tmp_path / "values", rows, found={})
    outcome = review(findings, [ALL])
    for kind in ("json", "csv"):
        name = f"data/{PATHS[LOANS]}.{kind}"
        assert (outcome.folder / name).read_bytes() == (findings / name).read_bytes()
    assert data(outcome, LOANS)[0] == {"loan_id": 0, "title": {"base64": ""}}


UNDECIDED = [
    ([], "social_care.people: no decision covers id, full_name, date_of_birth, NHSNumber, middle_name in 1 row"),
    ([ALL], "social_care.case notes/2026, row 2 (key 2), shared with other people"),
    ([ALL], "housing.Household, row 2 (key 6), another person's record"),
    ([ALL, on(NOTES, "release"), on(HOUSEHOLD, "release")], "housing.Household, row 2 (key 6)"),
    (
        [ALL, on(HOUSEHOLD, "release", key="6"), on(NOTES, "release", field="note")],
        "by name on id, written_at, contact",
    ),
    ([ALL, ALL | {"field": "note"}, on(HOUSEHOLD, "release", row=2)], "case notes/2026, row 2"),
    ([on(RENT, "release", field="amount")], "housing.rent_payments: no decision covers payment_id, paid_on in 60 rows"),
]


@pytest.mark.parametrize(("decisions", "named"), UNDECIDED)
def test_nothing_goes_out_while_something_is_undecided(
    decisions: list[dict[str, Any]], named: str, findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    message = refused(tmp_path, Refused, lambda: review(findings, decisions))
    assert named in message
    assert "Tom Other" not in message


def test_a_row_about_others_goes_out_when_the_row_or_its_fields_are_named(
    findings: Path, review: Callable[..., Outcome]
) -> None:
    fields = [on(HOUSEHOLD, "release", field=field) for field in ("member_id", "name", "relationship", "phone")]
    outcome = review(findings, [ALL, on(NOTES, "release", row=2), *fields])
    assert [row["name"] for row in data(outcome, HOUSEHOLD)] == ["Ann Lee", "Tom Other"]
    assert len(data(outcome, NOTES)) == 3


def test_a_withheld_value_that_stands_in_another_field_of_its_row_stops_the_release(
    tmp_path: Path, review: Callable[..., Outcome]
) -> None:
    rows = ROWS | {NOTES: [(1, "2026-11-02", "Rang TOM OTHER, who will visit.", {"carer": {"name": "Tom Other"}})]}
    findings = write_findings(tmp_path / "leaky", rows, found={})
    withheld = [ALL, on(NOTES, "withhold", field="contact.carer.name")]
    message = refused(tmp_path, Refused, lambda: review(findings, withheld))
    assert "row 1: what is withheld in 'contact.carer.name' stands in 'note' too" in message
    assert "other" not in message.lower().replace("the other field", "")
    outcome = review(findings, [*withheld, on(NOTES, "release", field="note", row=1)])
    assert data(outcome, NOTES)[0]["note"] == "Rang TOM OTHER, who will visit."


def test_a_withheld_value_that_is_the_name_of_a_field_in_a_document_stops_the_release(
    tmp_path: Path, review: Callable[..., Outcome]
) -> None:
    rows = ROWS | {HOUSEHOLD: [(6, "Tom Other", {"Tom Other": "brother"}, "07700 900456")]}
    findings = write_findings(tmp_path / "leaky", rows, found={})
    decisions = [ALL, on(NOTES, "withhold"), on(HOUSEHOLD, "withhold", field="name")]
    message = refused(tmp_path, Refused, lambda: review(findings, decisions))
    assert "row 1: what is withheld in 'name' stands in 'relationship' too" in message


def test_findings_that_changed_since_they_were_reviewed_are_refused(
    findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    message = refused(tmp_path, Refused, lambda: review(findings, ENOUGH, manifest_sha256="0" * 64))
    assert "The findings have changed since they were reviewed" in message


@pytest.mark.parametrize("kind", ["data", "found"])
def test_a_file_that_is_not_the_one_the_manifest_names_is_refused(
    kind: str, findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    file = findings / kind / f"{PATHS[HOUSEHOLD]}.json"
    file.write_bytes(file.read_bytes().replace(b"true", b"null").replace(b"brother", b"cousins"))
    assert "has changed since the search wrote it" in refused(tmp_path, Refused, lambda: review(findings, ENOUGH))


def test_incomplete_findings_go_out_only_as_partial_and_then_say_so(
    tmp_path: Path, review: Callable[..., Outcome]
) -> None:
    findings = write_findings(tmp_path / "partial", unread={RENT: "connection to db.internal lost"})
    message = refused(tmp_path, Incomplete, lambda: review(findings, ENOUGH))
    assert "housing.rent_payments: connection to db.internal lost" in message
    outcome = review(findings, ENOUGH, partial=True)
    page = (outcome.folder / "index.html").read_text()
    assert "This answer is not complete" in page
    assert "<li>Rent payments in Housing</li>" in page
    assert "db.internal" not in everything(outcome.folder)
    assert json.loads((outcome.folder / "manifest.json").read_text())["complete"] is False
    assert not outcome.complete


MISTAKES = [
    (on(NOTES, "withhold", key="99"), "Decision 4 is about a key that no row of 'social_care.case notes/2026' has"),
    (
        on(NOTES, "withhold", row=4),
        "Decision 4 is about row 4 of 'social_care.case notes/2026', which has only 3 rows.",
    ),
    (on(NOTES, "withhold", field="nope"), "Decision 4 is about a field that no collection it covers has"),
    (
        on(NOTES, "withhold", field="contact.carer.nmae"),
        "Decision 4 is about the field 'contact.carer.nmae', but no row",
    ),
    (on(NOTES, "withhold", field="contact.carre"), "Decision 4 is about the field 'contact.carre', but no row"),
    (on(NOTES, "withhold", row=3, field="contact.carer.name"), "but no row that it covers has one"),
    (ALL | {"do": "withhold", "field": "contact.carer.nmae"}, "but no row that it covers has one"),
    (on(NOTES, "release", field="contact.nmae"), "but no row that it covers has one"),
    (on(CollectionId("x", "y"), "withhold"), "Decision 4 is about a collection that the findings do not have"),
]


@pytest.mark.parametrize(("mistake", "said"), MISTAKES)
def test_a_decision_about_what_is_not_there_is_an_error(
    mistake: dict[str, Any], said: str, findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    assert said in refused(tmp_path, UsageError, lambda: review(findings, [*ENOUGH, mistake]))


FOUND_ONCE = [
    (on(NOTES, "withhold", row=1, field="contact.carer.name"), 1),
    (on(NOTES, "withhold", row=2, field="contact"), 0),
    (ALL | {"do": "withhold", "field": "contact.carer.name"}, 1),
    (ALL | {"do": "withhold", "field": "name"}, 1),
]


@pytest.mark.parametrize(("decision", "cells"), FOUND_ONCE)
def test_a_decision_on_a_field_that_some_row_has_is_none(
    decision: dict[str, Any], cells: int, findings: Path, review: Callable[..., Outcome]
) -> None:
    outcome = review(findings, [*ENOUGH, decision])
    assert sum(one.count for one in outcome.withheld if one.field is not None) == cells


def test_a_field_cannot_be_taken_out_of_a_column_that_holds_text(
    findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    decisions = [*ENOUGH, on(NOTES, "withhold", field="note.name")]
    assert "Withhold the whole column" in refused(tmp_path, Refused, lambda: review(findings, decisions))


UNREADABLE = [
    (b"[" * 100_000, "it nests too deeply"),
    (b'{"decisions": ' * 100_000, "it nests too deeply"),
    (b'{\n  "decisions": [\n    {"do": "release"\n  ]\n}', "cannot be read at line 4, column 3. Look there"),
    (b"", "cannot be read at line 1, column 1. Look there"),
    (b'{"row": ' + b"1" * 5000 + b"}", "holds a number that is too long"),
    (b'{"reviewed_by": "Si\xe2n"}', "not text in UTF-8"),
    (b"[]", "is not a JSON object"),
]


@pytest.mark.parametrize(("content", "said"), UNREADABLE, ids=[one[1] for one in UNREADABLE])
def test_decisions_that_cannot_be_read_are_an_error_in_words(
    content: bytes, said: str, findings: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    out = tmp_path / "out" / "bundle"
    message = refused(tmp_path, UsageError, lambda: make_reviewed(findings, tmp_path / "bad.json", out, partial=False))
    assert said in message


def test_a_name_that_is_taken_is_left_alone(findings: Path, review: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "bundle.zip").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        review(findings, ENOUGH)
    assert (tmp_path / "out" / "bundle.zip").read_text() == "mine"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["bundle.zip"]


def test_a_reviewed_bundle_is_not_reviewed_again(
    findings: Path, review: Callable[..., Outcome], tmp_path: Path
) -> None:
    outcome = review(findings, ENOUGH)
    (tmp_path / "out").rename(tmp_path / "before")
    bundle = tmp_path / "before" / outcome.folder.name
    assert "is a reviewed bundle" in refused(tmp_path, UsageError, lambda: review(bundle, ENOUGH))


def test_a_folder_that_no_search_finished_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no manifest\.json"):
        make_reviewed(tmp_path / "empty", tmp_path / "none.json", tmp_path / "out", partial=False)
