"""manifest.json: what a bundle holds, whether it is whole and reviewed, and the hash of each file; written and read.

The manifest says all that the first page says besides the rows, so that a reviewed bundle is made from the
folder alone, without the data map and without asking a system again.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from muniment.core.bundle.deadline import Deadline
from muniment.core.bundle.paths import collection_paths
from muniment.core.bundle.withheld import Withheld
from muniment.core.datamap.model import Collection, CollectionNotes, DataMap, Dataset, DatasetNotes, Field
from muniment.core.errors import UsageError
from muniment.core.finding.findings import Findings, FoundCollection, NotSearched
from muniment.core.values import CollectionId, Fact, Place, Reason, Receipt
from muniment.core.writing.cells import Json

MANIFEST = "manifest.json"
FORMAT = "muniment-bundle/1"
KINDS = {"json": "data/{}.json", "csv": "data/{}.csv", "found": "found/{}.json"}
"""Where the files of a collection stand in a bundle, by what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHash:
    """A file's content in short."""

    sha256: str  # hexadecimal
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """That a person decided on the findings: on which, by which decisions, and what they left out."""

    findings_sha256: str  # of the manifest of the findings
    decisions_sha256: str  # of the file of decisions
    withheld: tuple[Withheld, ...] = ()


def manifest(
    findings: Findings,
    datamap: DataMap,
    *,
    software: str,
    files: Mapping[str, FileHash],
    deadline: Deadline | None = None,
    reviewed: Reviewed | None = None,
) -> dict[str, Json]:
    """The manifest as JSON; `files` are all the files of the bundle besides it, by path."""
    return {
        "format": FORMAT,
        "software": software,
        "person": findings.person,
        "complete": findings.is_complete,
        "reviewed": reviewed is not None,
        "review": _review(reviewed),
        "identities": dict(findings.identities),
        "searched_at": findings.searched_at.isoformat(),
        "deadline": _deadline(deadline),
        "receipts": [_receipt(deadline.receipt)] if deadline else [],
        "datasets": [_dataset(dataset) for dataset in datamap.datasets],
        "collections": _collections(findings, datamap, files),
        "not_searched": [{**_named(datamap.collection(one.id)), "why": one.why} for one in findings.not_searched],
        "files": {path: {"sha256": hash.sha256, "bytes": hash.bytes} for path, hash in sorted(files.items())},
    }


def as_text(values: Json) -> str:
    """JSON with one entry a line, to the second level: a person can read and compare it, and it is quickly written."""
    return _lines(values, deeper=1) + "\n"


def findings_of(values: Mapping[str, Any]) -> Findings:
    """The findings that a manifest tells of, without rows to show and without the diary."""
    return Findings(
        person=values["person"],
        identities=values["identities"],
        searched_at=datetime.datetime.fromisoformat(values["searched_at"]),
        collections=tuple(
            FoundCollection(
                id=_id(one),
                rows=one["rows"],
                shared_rows=one["shared_rows"],
                other_rows=one["other_rows"],
                marks=one["marks"],
                unread=one["unread"],
            )
            for one in values["collections"]
        ),
        diary=(),
        not_searched=tuple(NotSearched(id=_id(one), why=one["why"]) for one in values["not_searched"]),
    )


def datamap_of(values: Mapping[str, Any]) -> DataMap:
    """The part of the data map that a manifest tells of: names, labels, columns and notes."""
    return DataMap(
        datasets=tuple(
            Dataset(
                key=one["dataset"],
                place=_PLACE,
                notes=DatasetNotes(
                    label=one["label"],
                    purposes=tuple(one["purposes"]),
                    lawful_basis=one["lawful_basis"],
                    recipients=tuple(one["recipients"]),
                    source=one["source"],
                    retention=one["retention"],
                    same_as=one["system"],
                ),
                collections=tuple(
                    _collection(inner)
                    for inner in (*values["collections"], *values["not_searched"])
                    if inner["dataset"] == one["dataset"]
                ),
            )
            for one in values["datasets"]
        )
    )


def deadline_of(values: Mapping[str, Any]) -> Deadline | None:
    """The deadline that a manifest states, if it does."""
    stated = values["deadline"]
    if stated is None:
        return None
    (receipt,) = values["receipts"]
    return Deadline(
        received_on=datetime.date.fromisoformat(stated["received_on"]),
        due_on=datetime.date.fromisoformat(stated["due_on"]),
        receipt=Receipt(
            question=receipt["question"],
            answer=receipt["answer"],
            reasons=tuple(Reason(**one) for one in receipt["reasons"]),
            facts=tuple(Fact(**one) for one in receipt["facts"]),
            law_as_at=datetime.date.fromisoformat(receipt["law_as_at"]),
            law_sha256=receipt["law_sha256"],
        ),
    )


def files_of(values: Mapping[str, Any]) -> dict[str, FileHash]:
    """The hash of each file of the bundle, by its path."""
    return {path: FileHash(sha256=one["sha256"], bytes=one["bytes"]) for path, one in values["files"].items()}


def require_format(values: object) -> Mapping[str, Any]:
    """The manifest as it was read from JSON; UsageError when it is none that this version understands."""
    if not isinstance(values, Mapping) or values.get("format") != FORMAT:
        raise UsageError(
            f"The {MANIFEST} is not one of '{FORMAT}', so this is not a folder that this version of Muniment "
            "wrote. Give the folder that 'muniment find --out' made."
        )
    return values


_PLACE = Place(MANIFEST, 1)

_encode = json.JSONEncoder(ensure_ascii=False).encode


def _review(reviewed: Reviewed | None) -> Json:
    if reviewed is None:
        return None
    return {
        "findings_sha256": reviewed.findings_sha256,
        "decisions_sha256": reviewed.decisions_sha256,
        "withheld_rows": sum(one.count for one in reviewed.withheld if one.field is None),
        "withheld_cells": sum(one.count for one in reviewed.withheld if one.field is not None),
    }


def _deadline(deadline: Deadline | None) -> Json:
    if deadline is None:
        return None
    return {
        "received_on": deadline.received_on.isoformat(),
        "due_on": deadline.due_on.isoformat(),
    }


def _receipt(receipt: Receipt) -> Json:
    return {
        "question": receipt.question,
        "answer": receipt.answer,
        "reasons": [asdict(reason) for reason in receipt.reasons],
        "facts": [asdict(fact) for fact in receipt.facts],
        "law_as_at": receipt.law_as_at.isoformat(),
        "law_sha256": receipt.law_sha256,
    }


@lru_cache(maxsize=256)
def _dataset(dataset: Dataset) -> Json:
    notes = dataset.notes
    return {
        "dataset": dataset.key,
        "system": dataset.system,
        "label": dataset.label,
        "purposes": list(notes.purposes),
        "lawful_basis": notes.lawful_basis,
        "recipients": list(notes.recipients),
        "source": notes.source,
        "retention": notes.retention,
    }


def _collections(findings: Findings, datamap: DataMap, files: Mapping[str, FileHash]) -> list[Json]:
    paths = collection_paths(collection.id for collection in datamap.collections())
    return [
        {
            **_named(datamap.collection(found.id)),
            "rows": found.rows,
            "shared_rows": found.shared_rows,
            "other_rows": found.other_rows,
            "marks": found.marks,
            "unread": found.unread,
            "files": {kind: path for kind, form in KINDS.items() if (path := form.format(paths[found.id])) in files},
        }
        for found in findings.collections
    ]


@lru_cache(maxsize=4096)
def _named(collection: Collection) -> Mapping[str, Json]:
    return {
        "dataset": collection.id.dataset,
        "collection": collection.id.collection,
        "label": collection.label,
        "fields": list(collection.columns),
    }


def _lines(value: Json, deeper: int) -> str:
    if deeper < 0 or not isinstance(value, dict | list) or not value:
        return _encode(value)
    if isinstance(value, list):
        return "[\n" + ",\n".join(_lines(one, -1) for one in value) + "\n]"
    inner = (f"{_encode(name)}: {_lines(one, deeper - 1)}" for name, one in value.items())
    return "{\n" + ",\n".join(inner) + "\n}"


def _id(values: Mapping[str, Any]) -> CollectionId:
    return CollectionId(values["dataset"], values["collection"])


def _collection(values: Mapping[str, Any]) -> Collection:
    return Collection(
        id=_id(values),
        place=_PLACE,
        notes=CollectionNotes(label=values["label"]),
        fields=tuple(Field(path=(name,), place=_PLACE) for name in values["fields"]),
    )
