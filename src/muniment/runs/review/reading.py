"""Reads a folder of findings back: its manifest, and its rows one at a time."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muniment.core.bundle.deadline import Deadline
from muniment.core.bundle.manifest import (
    KINDS,
    MANIFEST,
    FileHash,
    datamap_of,
    deadline_of,
    files_of,
    findings_of,
    require_format,
)
from muniment.core.datamap.model import DataMap
from muniment.core.errors import Refused, UsageError
from muniment.core.finding.findings import Findings, FoundRow, Mark
from muniment.core.values import CollectionId
from muniment.core.writing.cells import Json
from muniment.runs.deliver import hash_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsFolder:
    """A folder that `muniment find` wrote, as its manifest tells of it."""

    folder: Path
    sha256: str  # of the manifest
    reviewed: bool
    findings: Findings
    datamap: DataMap
    deadline: Deadline | None
    files: dict[str, FileHash]
    paths: dict[CollectionId, dict[str, str]]  # the files of each collection, by kind (KINDS)

    def rows(self, id: CollectionId) -> Iterator[tuple[FoundRow, dict[str, Json]]]:
        """Each row of a collection with why it was found; Refused when they do not stand side by side."""
        paths = self.paths[id]
        columns, at = self.datamap.collection(id).columns, 0
        expected = sum(one.rows for one in self.findings.collections if one.id == id)
        beside = zip(self._objects(paths["found"]), self._objects(paths["json"]), strict=True)
        try:
            for at, (found, values) in enumerate(beside, start=1):
                row = FoundRow(**found | {"marks": tuple(Mark(**mark) for mark in found["marks"])})
                if row.row != at or tuple(values) != columns:
                    raise ValueError
                yield row, values
            if at != expected:
                raise ValueError
        except (ValueError, TypeError, KeyError) as error:
            raise Refused(
                f"The files of '{id}' do not fit each other, so nothing can be released from them. Search again, and "
                "review the new findings."
            ) from error

    def require_unchanged(self, id: CollectionId) -> None:
        """Raises Refused when a file of a collection is not the one the manifest was written for."""
        paths = self.paths[id]
        for kind in KINDS:
            path = paths.get(kind)
            if path is None or not (self.folder / path).is_file() or hash_of(self.folder / path) != self.files[path]:
                raise Refused(
                    f"The {kind} file of '{id}' is missing or has changed since the search wrote it, so nothing can be "
                    "released from it. Search again, and review the new findings."
                )

    def _objects(self, path: str) -> Iterator[dict[str, Any]]:
        return list_objects(self.folder / path)


def open_findings(folder: Path) -> FindingsFolder:
    """The folder as its manifest tells of it; UsageError when it is not one that a search finished."""
    try:
        content = (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise UsageError(
            f"'{folder}' has no {MANIFEST} that can be read ({error.strerror}), so it is not a finished folder of "
            "findings. Give the folder that 'muniment find --out' made."
        ) from error
    try:
        values = require_format(json.loads(content))
        return FindingsFolder(
            folder=folder,
            sha256=hashlib.sha256(content).hexdigest(),
            reviewed=values["reviewed"],
            findings=findings_of(values),
            datamap=datamap_of(values),
            deadline=deadline_of(values),
            files=files_of(values),
            paths={CollectionId(one["dataset"], one["collection"]): one["files"] for one in values["collections"]},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"The {MANIFEST} in '{folder}' cannot be understood. Search again.") from error


def list_objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON list that has one a line, one at a time; ValueError when it is not such a list."""
    with path.open("rb") as file:
        if file.readline() != b"[\n":
            raise ValueError(path)
        for line in file:
            if line == b"]\n":
                break
            value = json.loads(line.decode("utf-8").removesuffix("\n").removesuffix(","))
            if not isinstance(value, dict):
                raise ValueError(path)
            yield value
        else:
            raise ValueError(path)
        if file.read(1):
            raise ValueError(path)
