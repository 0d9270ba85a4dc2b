"""The proof fails when what was written is not exactly what the decisions release."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from muniment.core.bundle.decisions import read_decisions
from muniment.core.bundle.review import CollectionReview
from muniment.core.errors import Refused
from muniment.runs.review import make_reviewed
from muniment.runs.review.proof import prove
from muniment.runs.review.reading import FindingsFolder, open_findings
from tests.findings_folder import DATAMAP, HOUSEHOLD, write_findings

NAMED = {"dataset": "housing", "collection": "Household", "because": "x"}
VALUES = [
    {"do": "withhold", "dataset": "*", "collection": "*", "because": "x"},
    {"do": "release", **NAMED},
    {"do": "release", **NAMED, "row": 2},
    {"do": "withhold", **NAMED, "field": "phone"},
]
DECISIONS = read_decisions({"manifest_sha256": "x", "reviewed_by": "y", "decisions": VALUES}).decisions
FILE = "data/housing/Household"


@pytest.fixture
def written(tmp_path: Path) -> tuple[FindingsFolder, Path]:
    """A folder of findings, and the reviewed bundle made of it."""
    findings = write_findings(tmp_path / "findings")
    decisions = tmp_path / "decisions.json"
    hashed = hashlib.sha256((findings / "manifest.json").read_bytes()).hexdigest()
    decisions.write_text(json.dumps({"manifest_sha256": hashed, "reviewed_by": "y", "decisions": VALUES}))
    make_reviewed(findings, decisions, tmp_path / "bundle", partial=False)
    return open_findings(findings), tmp_path / "bundle"


def proof(written: tuple[FindingsFolder, Path], rows: int = 2) -> None:
    source, folder = written
    (found,) = [one for one in source.findings.collections if one.id == HOUSEHOLD]
    prove(source, replace(found, rows=rows), CollectionReview(DECISIONS, DATAMAP.collection(HOUSEHOLD)), folder)


def test_what_was_written_is_proved(written: tuple[FindingsFolder, Path]) -> None:
    proof(written)


SPOILT: list[tuple[str, str, Callable[[str], str]]] = [
    ("a withheld cell stands in JSON", "json", lambda text: text.replace('"phone": null', '"phone": "07700 900123"')),
    ("a withheld cell stands in CSV", "csv", lambda text: text.replace("brother,", "brother,07700 900456")),
    ("a released cell is gone", "json", lambda text: text.replace('"brother"', "null")),
    ("a released cell is gone from CSV", "csv", lambda text: text.replace("brother", "")),
    ("a released cell is another in CSV", "csv", lambda text: text.replace("brother", "cousin")),
    ("a row is missing in JSON", "json", lambda text: text.replace(",\n", "\n]\n", 1).split("]\n")[0] + "]\n"),
    ("a row is missing in CSV", "csv", lambda text: "\n".join(text.split("\n")[:2]) + "\n"),
    ("a row is there twice in CSV", "csv", lambda text: text + text.split("\n")[1] + "\n"),
]


@pytest.mark.parametrize(("suffix", "spoil"), [one[1:] for one in SPOILT], ids=[one[0] for one in SPOILT])
def test_a_spoilt_file_is_refused(
    suffix: str, spoil: Callable[[str], str], written: tuple[FindingsFolder, Path]
) -> None:
    file = written[1] / f"{FILE}.{suffix}"
    before = file.read_text()
    file.write_text(spoil(before))
    assert file.read_text() != before
    with pytest.raises(Refused, match="do not hold exactly what the decisions release"):
        proof(written)


def test_files_of_a_collection_that_is_withheld_whole_are_refused(written: tuple[FindingsFolder, Path]) -> None:
    with pytest.raises(Refused, match="do not hold exactly what the decisions release"):
        proof(written, rows=0)


def test_a_wrong_count_is_refused(written: tuple[FindingsFolder, Path]) -> None:
    with pytest.raises(Refused, match="do not hold exactly what the decisions release"):
        proof(written, rows=3)
