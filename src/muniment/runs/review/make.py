"""Makes the reviewed bundle and its ZIP from a folder of findings and the decisions on it.

Rows pass one at a time, so a collection of a million takes no more memory than one of ten. What was written
is read again and held against the findings before it gets its name; until then it stands beside it, hidden.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from muniment.core.bundle.decisions import Decisions, read_decisions
from muniment.core.bundle.manifest import Reviewed
from muniment.core.bundle.review import CollectionReview, require_known
from muniment.core.bundle.withheld import Withheld
from muniment.core.errors import Incomplete, Refused, UsageError
from muniment.runs.deliver import FOLDER_MODE, write_front
from muniment.runs.review.archive import write_zip
from muniment.runs.review.proof import prove
from muniment.runs.review.reading import FindingsFolder, open_findings
from muniment.runs.review.releasing import Release, release


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was made."""

    folder: Path
    archive: Path
    complete: bool
    rows: int
    withheld: tuple[Withheld, ...]


def make_reviewed(findings: Path, decisions: Path, out: Path, *, partial: bool) -> Outcome:
    """Writes the reviewed bundle to `out` and its ZIP beside it.

    Raises UsageError for files that cannot be used, Incomplete when the findings are and `partial` does not
    allow it, and Refused when they have changed, something is undecided, or the proof fails.
    """
    archive = out.with_name(f"{out.name}.zip")
    for path in (out, archive):
        if path.exists():
            raise UsageError(f"'{path}' is there already. Give --out a name that is not taken.")
    folder = open_findings(findings)
    content = _content(decisions)
    decided = _decided(content, folder)
    require_known(decided, folder.findings, folder.datamap)
    if not folder.findings.is_complete and not partial:
        raise Incomplete(_incomplete(folder))
    try:
        gone = _write(folder, decided, hashlib.sha256(content).hexdigest(), out, archive)
    except OSError as error:
        raise UsageError(
            f"The bundle cannot be written to --out {out}: {error.strerror}. Nothing was kept. "
            "Make room there, or choose another --out."
        ) from None
    return Outcome(
        folder=out,
        archive=archive,
        complete=folder.findings.is_complete,
        rows=gone.findings.rows,
        withheld=gone.withheld,
    )


def _write(folder: FindingsFolder, decided: Decisions, decisions_sha256: str, out: Path, archive: Path) -> Release:
    """Writes and proves the bundle beside its place, and moves it and its ZIP there when both are whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as beside:
        hidden, zipped = Path(beside) / "bundle", Path(beside) / "bundle.zip"
        hidden.mkdir(mode=FOLDER_MODE)
        gone = release(folder, decided, hidden)
        _prove(folder, decided, gone, hidden)
        reviewed = Reviewed(findings_sha256=folder.sha256, decisions_sha256=decisions_sha256, withheld=gone.withheld)
        write_front(
            hidden, gone.findings, folder.datamap, deadline=folder.deadline, hashes=gone.hashes, reviewed=reviewed
        )
        write_zip(hidden, zipped)
        # Each is whole by now: a crash between the two leaves one of them, never half of one.
        zipped.rename(archive)
        hidden.rename(out)
    return gone


def _prove(source: FindingsFolder, decisions: Decisions, gone: Release, folder: Path) -> None:
    for found in gone.findings.collections:
        prove(source, found, CollectionReview(decisions.decisions, source.datamap.collection(found.id)), folder)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"The decisions '{path}' cannot be read: {error.strerror}.") from error


def _decided(content: bytes, folder: FindingsFolder) -> Decisions:
    try:
        values = json.loads(content)
    except json.JSONDecodeError as error:
        raise UsageError(
            f"The file of decisions is not JSON: it cannot be read at line {error.lineno}, column {error.colno}. "
            "Look there, and just before it, for a comma, quotation mark or bracket that is missing or too much."
        ) from None
    except UnicodeDecodeError:
        raise UsageError("The file of decisions is not text in UTF-8. Save it as UTF-8.") from None
    except (ValueError, RecursionError):
        raise UsageError(
            "The file of decisions cannot be read: it nests too deeply, or holds a number that is too long. "
            "Write it as the reference of 'muniment bundle' shows."
        ) from None
    decisions = read_decisions(values)
    if folder.reviewed:
        raise UsageError("This folder is a reviewed bundle. Give the folder of findings that it was made from.")
    if decisions.manifest_sha256 != folder.sha256:
        raise Refused(
            "The findings have changed since they were reviewed: the decisions name another manifest.json. Review the "
            f"findings as they are now, and give their hash as 'manifest_sha256': {folder.sha256}"
        )
    return decisions


def _incomplete(folder: FindingsFolder) -> str:
    unread = "\n".join(f"- {one.id}: {one.unread}" for one in folder.findings.collections if one.unread is not None)
    return (
        f"Nothing was written, because the findings are not complete:\n{unread}\n"
        "Search again when these answer, or give --partial to release what there is; its first page then says so."
    )
