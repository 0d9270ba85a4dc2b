"""`muniment bundle` as it is called from a shell: what it prints, and the code it ends with."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.findings_folder import RENT, write_findings

RELEASE: dict[str, object] = {"do": "release", "dataset": "*", "collection": "*", "because": "Yours."}
ENOUGH: list[dict[str, object]] = [
    RELEASE,
    {"do": "withhold", "dataset": "social_care", "collection": "case notes/2026", "row": 2, "because": "Others."},
    {"do": "withhold", "dataset": "housing", "collection": "Household", "key": "6", "because": "Others."},
]


@pytest.fixture
def findings(tmp_path: Path) -> Path:
    return write_findings(tmp_path / "findings")


def bundle(
    findings: Path, decisions: list[dict[str, object]], *more: str, manifest_sha256: str | None = None
) -> subprocess.CompletedProcess[str]:
    hashed = manifest_sha256 or hashlib.sha256((findings / "manifest.json").read_bytes()).hexdigest()
    file = findings.parent / "decisions.json"
    file.write_text(json.dumps({"manifest_sha256": hashed, "reviewed_by": "DPO", "decisions": decisions}))
    out = str(findings.parent / "bundle")
    command = [sys.executable, "-m", "muniment", "bundle", str(findings), "--decisions", str(file), "--out", out, *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_writes_the_bundle_and_its_zip_and_prints_counts(findings: Path) -> None:
    ended = bundle(findings, ENOUGH)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"Reviewed bundle: {findings.parent / 'bundle'} and {findings.parent / 'bundle.zip'}" in ended.stdout
    assert "Released 64 rows; withheld 2 rows and 0 cells." in ended.stdout
    assert (findings.parent / "bundle" / "index.html").exists()
    assert (findings.parent / "bundle.zip").exists()


def test_json_is_counts_and_never_values(findings: Path) -> None:
    ended = bundle(findings, ENOUGH, "--json")
    printed = json.loads(ended.stdout)
    assert (printed["rows"], printed["complete"]) == (64, True)
    assert [(one["collection"], one["field"], one["count"]) for one in printed["withheld"]] == [
        ("case notes/2026", None, 1),
        ("Household", None, 1),
    ]
    assert "Ann" not in ended.stdout


def test_undecided_findings_end_with_4_and_write_nothing(findings: Path) -> None:
    ended = bundle(findings, [RELEASE])
    assert (ended.returncode, ended.stdout) == (4, "")
    assert "not everything is decided" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (findings.parent / "bundle").exists()


def test_changed_findings_end_with_4(findings: Path) -> None:
    ended = bundle(findings, ENOUGH, manifest_sha256="0" * 64)
    assert ended.returncode == 4
    assert "The findings have changed since they were reviewed" in ended.stderr


def test_a_mistake_in_the_decisions_ends_with_2(findings: Path) -> None:
    ended = bundle(findings, [RELEASE | {"becuase": "typing error"}])
    assert ended.returncode == 2
    assert "Decision 1 has 'becuase'" in ended.stderr


def test_incomplete_findings_end_with_3_and_are_written_only_when_partial(tmp_path: Path) -> None:
    findings = write_findings(tmp_path / "findings", unread={RENT: "statement timeout"})
    ended = bundle(findings, ENOUGH)
    assert ended.returncode == 3
    assert "housing.rent_payments: statement timeout" in ended.stderr
    assert not (tmp_path / "bundle").exists()
    ended = bundle(findings, ENOUGH, "--partial")
    assert ended.returncode == 3
    assert "The bundle is not complete, and its first page says so." in ended.stdout
    assert "This answer is not complete" in (tmp_path / "bundle" / "index.html").read_text()


def test_a_folder_that_cannot_be_written_ends_in_words(findings: Path) -> None:
    (findings.parent / "file").write_text("kept")
    ended = bundle(findings, ENOUGH, "--out", str(findings.parent / "file" / "out"))
    assert ended.returncode == 2
    assert "cannot be written to --out" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (findings.parent / "file").read_text() == "kept"
