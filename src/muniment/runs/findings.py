"""Writes the rows of a search into folders, one a person, as they arrive.

Rows are buffered and appended file by file, so that a search for a thousand people keeps no file open and
little in memory.
"""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from muniment.core.bundle.manifest import KINDS, FileHash
from muniment.core.bundle.paths import collection_paths
from muniment.core.datamap.model import DataMap
from muniment.core.finding.findings import PREVIEW_ROWS, FoundRow
from muniment.core.finding.ports import Row
from muniment.core.values import CollectionId
from muniment.core.writing.cells import Json, json_of
from muniment.runs.deliver import append_private

_BUFFER_BYTES = 16 << 20

_WHY = ("path", "shared", "other", "agrees", "differs", "marks")
_why = attrgetter(*_WHY)

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=json_of).encode
_encode_ascii = json.JSONEncoder(ensure_ascii=True).encode


class FindingsFolders:
    """The folders, one a person, that the rows of a search are written into; a Sink (see runs.search)."""

    def __init__(self, folders: Sequence[Path], datamap: DataMap) -> None:
        self._folders = [str(folder) for folder in folders]
        paths = collection_paths(one.id for one in datamap.collections())
        self._names = {id: {kind: form.format(path) for kind, form in KINDS.items()} for id, path in paths.items()}
        self._columns = {one.id: one.columns for one in datamap.collections()}
        self._written: dict[int, dict[CollectionId, _Written]] = defaultdict(dict)
        self._line = csv.writer(_Handed()).writerow
        self._buffered = 0

    def row(self, person: int, collection: CollectionId, row: Row) -> None:
        """Takes one row for the data files of its collection."""
        columns = self._columns[collection]
        written = self._of(person, collection)
        if len(written.preview) < PREVIEW_ROWS:
            written.preview.append(row)
        if not written.csv.bytes:
            self._add(written.csv, _utf8(self._line(columns)))
        self._list(written.json, json_line(dict(zip(columns, row, strict=True))))
        self._add(written.csv, _utf8(self._line([csv_cell(value) for value in row])))

    def found(self, person: int, collection: CollectionId, found: FoundRow) -> None:
        """Takes the reasons for one row."""
        line = b'{"row": %d, "key": %b, %b' % (found.row, json_line(found.key), _reasons(_why(found)))
        self._list(self._of(person, collection).found, line)

    def preview(self, person: int, collection: CollectionId) -> Sequence[Row]:
        """The first rows taken."""
        written = self._written[person].get(collection)
        return written.preview if written else ()

    def finish(self, person: int) -> Mapping[str, FileHash]:
        """Ends a person's files; the hash of each, by its path in the folder."""
        files = [file for one in self._written[person].values() for file in one.files if file.bytes]
        for file in files:
            if file.name.endswith(".json"):
                self._add(file, b"\n]\n")
            self._buffered -= file.flush()
        del self._written[person]
        return {file.name: file.hash() for file in files}

    def _of(self, person: int, id: CollectionId) -> "_Written":
        mine = self._written[person]
        if id not in mine:
            mine[id] = _Written(self._folders[person], self._names[id])
        return mine[id]

    def _list(self, file: "_File", line: bytes) -> None:
        """Adds one object to a JSON list, one a line."""
        self._add(file, (b",\n" if file.bytes else b"[\n") + line)

    def _add(self, file: "_File", content: bytes) -> None:
        file.add(content)
        self._buffered += len(content)
        if self._buffered > _BUFFER_BYTES:
            self._flush_largest()

    def _flush_largest(self) -> None:
        """Writes half of what is buffered, the longest first, so that short files are opened once."""
        files = (file for mine in self._written.values() for one in mine.values() for file in one.files)
        buffered = sorted(files, key=_File.waiting)
        while self._buffered > _BUFFER_BYTES // 2:
            self._buffered -= buffered.pop().flush()


@lru_cache(maxsize=1024)
def _reasons(why: tuple[Any, ...]) -> bytes:
    """The end of the object of a FoundRow, which many rows have alike, as it holds none of their values."""
    reasons = dict(zip(_WHY, why, strict=True))
    return json_line(reasons | {"marks": [asdict(mark) for mark in reasons["marks"]]})[1:]


def json_line(values: object) -> bytes:
    """A value as JSON in UTF-8, without a line end; whatever it holds, it is valid."""
    try:
        return _encode(values).encode("utf-8")
    except (ValueError, TypeError):  # not-a-number, half of a surrogate pair, keys that are not text
        plain: Json = json_of(values)
        return _encode_ascii(plain).encode("ascii")


def csv_cell(value: object) -> str | int | float | None:
    """The value as it stands in CSV: text as it is, documents and lists as JSON, bytes as base64."""
    if value is None or isinstance(value, str | int | float):
        return value
    plain = json_of(value)
    if isinstance(plain, dict) and plain.keys() == {"base64"}:
        return str(plain["base64"])
    return plain if isinstance(plain, str) else _encode_ascii(plain) if isinstance(plain, dict | list) else str(plain)


class _Handed:
    """A file for a csv.writer that hands each line back, as what writing it answers."""

    def write(self, line: str) -> str:
        return line


def _utf8(line: str) -> bytes:
    return line.encode("utf-8", "backslashreplace")


class _Written:
    """What one person's folder holds of one collection: its files, and the first rows to show."""

    __slots__ = ("csv", "files", "found", "json", "preview")

    def __init__(self, folder: str, names: Mapping[str, str]) -> None:
        self.json, self.csv, self.found = self.files = [_File(folder, names[kind]) for kind in ("json", "csv", "found")]
        self.preview: list[Row] = []


class _File:
    """One file that grows by appending, and its hash so far; small, as there are some thirty a person."""

    __slots__ = ("_folder", "_hash", "_waiting", "bytes", "name")

    def __init__(self, folder: str, name: str) -> None:
        self.name = name
        self.bytes = 0
        self._folder = folder
        self._waiting = bytearray()
        self._hash = hashlib.sha256()

    def add(self, content: bytes) -> None:
        """Buffers content for the end of the file."""
        self._waiting += content
        self.bytes += len(content)

    def waiting(self) -> int:
        """How many bytes are buffered."""
        return len(self._waiting)

    def flush(self) -> int:
        """Writes what is buffered and says how much that was; the file and its folders are the owner's alone."""
        content, self._waiting = self._waiting, bytearray()
        if content:
            self._hash.update(content)
            append_private(f"{self._folder}/{self.name}", content)
        return len(content)

    def hash(self) -> FileHash:
        """The hash of everything written."""
        return FileHash(sha256=self._hash.hexdigest(), bytes=self.bytes)
