"""The manifest says all that a reviewed bundle needs besides the rows, and reads back as it was written."""

import json
from dataclasses import replace

import pytest

from muniment.core.bundle.manifest import (
    FORMAT,
    FileHash,
    Reviewed,
    as_text,
    datamap_of,
    deadline_of,
    files_of,
    findings_of,
    manifest,
    require_format,
)
from muniment.core.bundle.withheld import Withheld
from muniment.core.errors import UsageError
from muniment.core.writing.cells import Json
from tests.findings_folder import DATAMAP, DEADLINE, HOUSEHOLD, LOANS, NOTES, RENT, findings

FILES = {
    "index.html": FileHash(sha256="ab" * 32, bytes=12),
    "data/housing/Household.csv": FileHash(sha256="cd", bytes=1),
}
FOUND = findings(unread={RENT: "statement timeout"})


def made() -> dict[str, Json]:
    written = manifest(FOUND, DATAMAP, software="muniment 0.1.0", files=FILES, deadline=DEADLINE)
    read = json.loads(as_text(written))
    assert read == written
    return written


def test_it_says_whether_the_findings_are_whole_and_reviewed() -> None:
    values = made()
    assert (values["format"], values["complete"], values["reviewed"]) == (FORMAT, False, False)
    reviewed = Reviewed(
        findings_sha256="f",
        decisions_sha256="d",
        withheld=(
            Withheld(id=NOTES, field=None, count=2, because="x"),
            Withheld(id=NOTES, field="note", count=3, because="y"),
        ),
    )
    whole = manifest(findings(), DATAMAP, software="m", files={}, reviewed=reviewed)
    assert (whole["complete"], whole["reviewed"], whole["receipts"]) == (True, True, [])
    assert whole["review"] == {
        "findings_sha256": "f", "decisions_sha256": "d", "withheld_rows": 2, "withheld_cells": 3
    }  # fmt: skip


def test_each_collection_has_its_true_name_its_counts_and_the_files_there_are() -> None:
    collections = made()["collections"]
    assert isinstance(collections, list)
    assert {
        "dataset": "housing",
        "collection": "Household",
        "label": "Household members",
        "fields": ["member_id", "name", "relationship", "phone"],
        "rows": 2,
        "shared_rows": 0,
        "other_rows": 1,
        "marks": 0,
        "unread": None,
        "files": {"csv": "data/housing/Household.csv"},
    } in collections
    assert [one["collection"] for one in collections if isinstance(one, dict)][1] == "case notes/2026"


def test_findings_map_deadline_and_files_read_back() -> None:
    values = made()
    bare = tuple(replace(one, preview=()) for one in FOUND.collections)
    assert findings_of(values) == replace(FOUND, collections=bare, diary=())
    assert deadline_of(values) == DEADLINE
    assert files_of(values) == FILES
    datamap = datamap_of(values)
    for dataset in DATAMAP.datasets:
        again = datamap.dataset(dataset.key)
        assert (again.label, again.system, again.notes.purposes) == (
            dataset.label,
            dataset.system,
            dataset.notes.purposes,
        )
        assert again.notes.retention == dataset.notes.retention
    for id in (HOUSEHOLD, NOTES, LOANS):
        assert datamap.collection(id).columns == DATAMAP.collection(id).columns
        assert datamap.collection(id).label == DATAMAP.collection(id).label


@pytest.mark.parametrize("values", [None, [], {}, {"format": "muniment-bundle/2"}, "muniment-bundle/1"])
def test_what_is_no_manifest_of_this_version_is_an_error(values: object) -> None:
    with pytest.raises(UsageError, match="not a folder that this version of Muniment wrote"):
        require_format(values)


def test_the_text_has_an_entry_a_line() -> None:
    lines = as_text(made()).splitlines()
    assert '"index.html": {"sha256": "' + "ab" * 32 + '", "bytes": 12}' in lines
    assert max(len(line) for line in lines if "law_sha256" not in line) < 500
