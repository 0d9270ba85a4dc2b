"""Answers access requests: searches, writes each person's folder, and puts it in its place when all is written."""

import gc
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from muniment.core.bundle.deadline import Deadline
from muniment.core.bundle.paths import safe_name
from muniment.core.datamap.model import DataMap
from muniment.core.errors import Incomplete, Refused, UsageError
from muniment.core.finding.findings import Findings, FoundCollection
from muniment.core.finding.ports import System
from muniment.core.values import CollectionId, Person
from muniment.core.writing.cells import Json
from muniment.runs.deliver import FOLDER_MODE, write_front, write_private
from muniment.runs.findings import FindingsFolders
from muniment.runs.search import Outcome, Request, search, unseen
from muniment.runs.search.settling import MAY_LACK
from muniment.runs.unfinished import unfinished

SUMMARY = "summary.json"


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is to be answered, and where the answer goes."""

    datamap: DataMap
    systems: Mapping[str, System]
    people: Sequence[Person]
    rejected: Sequence[Outcome] = ()  # people who could not be read, for the summary
    out: Path
    deadline: Deadline | None
    chosen: Mapping[CollectionId, frozenset[str]]
    partial: bool = False  # write what was found although a system did not answer, and say so
    one_folder: bool = True  # the findings stand in `out` itself; else in a folder a person, with a summary
    progress: Callable[[CollectionId, int], None] = unseen


def answer(task: Task) -> list[Outcome]:
    """Searches for everyone and writes the folders.

    Raises, having written nothing: UsageError when `out` exists or cannot be written; Incomplete when a system
    did not answer and the task is not `partial`; with one folder, the error that refuses the person.
    """
    out = task.out.resolve()
    if out.exists() and (not out.is_dir() or any(out.iterdir()) or out == Path.cwd()):
        raise UsageError(
            f"--out {task.out} is there already and is not empty, or is the folder you are in. "
            "Choose another, so that nothing is lost."
        )
    try:
        with unfinished(out) as making, _programme_set_aside():
            return _search(task, making)
    except OSError as error:
        raise UsageError(
            f"What was found cannot be written to --out {task.out}: {error.strerror}. Nothing was kept. "
            "Make room there, or choose another --out."
        ) from None
    except sqlite3.OperationalError as error:
        raise UsageError(
            f"The search ran out of room for its notes ({error}), so nothing was written. They stand in the folder "
            "for temporary files while it runs: make room there, or name another folder by the variable SQLITE_TMPDIR."
        ) from None


@contextmanager
def _programme_set_aside() -> Iterator[None]:
    """Spares the garbage collector what was there before the search: code and maps, no rows.

    It would else go through all of it again and again, 11 % of the time of a search for a thousand people.
    """
    if gc.get_freeze_count():  # the process has done so for itself
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _search(task: Task, making: Path) -> list[Outcome]:
    names = folder_names(person.id for person in (*task.people, *(one.person for one in task.rejected)))
    folders = [making if task.one_folder else making / names[person.id] for person in task.people]
    sink = FindingsFolders(folders, task.datamap)
    request = Request(
        datamap=task.datamap, systems=task.systems, people=task.people, chosen=task.chosen, progress=task.progress
    )
    outcomes = []
    for number, outcome in enumerate(search(request, sink)):
        hashes = sink.finish(number)
        if outcome.findings is not None:
            _refuse_incomplete(task, outcome.findings)
            folders[number].mkdir(mode=FOLDER_MODE, exist_ok=True)
            write_front(folders[number], outcome.findings, task.datamap, deadline=task.deadline, hashes=hashes)
        elif task.one_folder:
            raise outcome.error or Refused("The search was refused.")
        else:
            shutil.rmtree(folders[number], ignore_errors=True)
        outcomes.append(_without_previews(outcome))
    outcomes.extend(task.rejected)
    if not task.one_folder:
        write_private(making / SUMMARY, (json.dumps(summary(outcomes), indent=1) + "\n").encode())
    return outcomes


def _refuse_incomplete(task: Task, findings: Findings) -> None:
    if findings.is_complete or task.partial:
        return
    unread = [one for one in findings.collections if one.unread]
    silent = [f"'{one.id}': {(one.unread or '').rstrip('.')}" for one in unread if not _may_lack(one)]
    lacking = [f"'{one.id}'" for one in unread if _may_lack(one)]
    therefore = f" Therefore rows may be lacking from {', '.join(lacking)}." if lacking else ""
    raise Incomplete(
        f"The search is not complete, so nothing was written. Not answered: {'; '.join(silent)}.{therefore} Put that "
        "right and search again, or keep what there is with --partial: its first page then says so."
    )


def _may_lack(found: FoundCollection) -> bool:
    """Whether the collection was read, but one that leads to it was not."""
    return (found.unread or "").startswith(MAY_LACK)


def _without_previews(outcome: Outcome) -> Outcome:
    """The outcome without its rows, which stand in the folder now."""
    if outcome.findings is None:
        return outcome
    collections = tuple(replace(one, preview=()) if one.preview else one for one in outcome.findings.collections)
    return replace(outcome, findings=replace(outcome.findings, collections=collections))


def summary(outcomes: Sequence[Outcome]) -> dict[str, Json]:
    """What came of each person's search, in counts: safe to print and to keep."""
    names = folder_names(one.person.id for one in outcomes)
    return {"people": [{"id": one.person.id, **_result(one, names[one.person.id])} for one in outcomes]}


def folder_names(ids: Iterable[str]) -> dict[str, str]:
    """The folder of each person, beside the others' and the summary."""
    listed = list(ids)
    alike = Counter(id.casefold() for id in (*listed, SUMMARY))
    return {id: safe_name(id, ambiguous=alike[id.casefold()] > 1) for id in listed}


def _result(outcome: Outcome, folder: str) -> dict[str, Json]:
    if outcome.findings is None:
        return {"status": "refused", "why": str(outcome.error)}
    return {"folder": folder, **counts(outcome)}


def counts(outcome: Outcome) -> dict[str, Json]:
    """One person's findings in counts."""
    findings = outcome.findings
    assert findings is not None  # a refused person has no counts
    return {
        "status": "complete" if findings.is_complete else "incomplete",
        "rows": findings.rows,
        "marks": sum(found.marks for found in findings.collections),
        "collections": {str(found.id): found.rows for found in findings.collections},
        "shared_rows": {str(found.id): found.shared_rows for found in findings.collections if found.shared_rows},
        "other_rows": {str(found.id): found.other_rows for found in findings.collections if found.other_rows},
        "unread": {str(found.id): found.unread for found in findings.collections if found.unread},
        "not_searched": {str(one.id): one.why for one in findings.not_searched},
        "unused_identities": list(unused(outcome)),
    }


def unused(outcome: Outcome) -> tuple[str, ...]:
    """The identities given that no field of the map holds, so that nothing was compared with them."""
    used = outcome.findings.identities if outcome.findings else ()
    return tuple(sorted(key for key in outcome.person.identities if key not in used))
