"""Writes the rows of a search into folders, one a person, as they arrive.

Rows are buffered and appended file by file, so that a search for a thousand people keeps no file open and
little in memory.
"""

import csv
import hashlib
import io
import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from muniment.core.bundle.manifest import KINDS, FileHash
from muniment.core.bundle.paths import collection_paths
from muniment.core.datamap.model import DataMap
from muniment.core.finding.findings import PREVIEW_ROWS, FoundRow
from muniment.core.finding.ports import Row
from muniment.core.values import CollectionId
from muniment.core.writing.cells import Json, json_of
from muniment.runs.deliver import FILE_MODE, FOLDER_MODE

_BUFFER_BYTES = 16 << 20

_FOUND = tuple(one.name for one in fields(FoundRow))

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=json_of).encode
_encode_ascii = json.JSONEncoder(ensure_ascii=True).encode


class FindingsFolders:
    """The folders, one a person, that the rows of a search are written into; a Sink (see runs.search)."""

    def __init__(self, folders: Sequence[Path], datamap: DataMap) -> None:
        self._folders = folders
        paths = collection_paths(one.id for one in datamap.collections())
        self._names = {id: {kind: form.format(path) for kind, form in KINDS.items()} for id, path in paths.items()}
        self._columns = {one.id: one.columns for one in datamap.collections()}
        self._files: dict[int, dict[str, _File]] = defaultdict(dict)
        self._previews: dict[tuple[int, CollectionId], list[Row]] = defaultdict(list)
        self._lines = _CsvLines()
        self._buffered = 0

    def row(self, person: int, collection: CollectionId, row: Row) -> None:
        """Takes one row for the data files of its collection."""
        columns = self._columns[collection]
        names = self._names[collection]
        preview = self._previews[(person, collection)]
        if len(preview) < PREVIEW_ROWS:
            preview.append(row)
        self._list(person, names["json"], dict(zip(columns, row, strict=True)))
        if names["csv"] not in self._files[person]:
            self._add(person, names["csv"], self._lines.line(columns))
        self._add(person, names["csv"], self._lines.line([_cell(value) for value in row]))

    def found(self, person: int, collection: CollectionId, found: FoundRow) -> None:
        """Takes the reasons for one row."""
        marks = [{"field": mark.field, "why": mark.why} for mark in found.marks]
        self._list(
            person, self._names[collection]["found"], {name: getattr(found, name) for name in _FOUND} | {"marks": marks}
        )

    def preview(self, person: int, collection: CollectionId) -> Sequence[Row]:
        """The first rows taken."""
        return self._previews.get((person, collection), ())

    def finish(self, person: int) -> Mapping[str, FileHash]:
        """Ends a person's files; the hash of each, by its path in the folder."""
        mine = self._files.pop(person, {})
        for name, file in mine.items():
            if name.endswith(".json"):
                self._add_to(file, b"\n]\n")
            self._buffered -= file.flush()
        for id in self._columns:
            self._previews.pop((person, id), None)
        return {name: file.hash() for name, file in mine.items()}

    def _list(self, person: int, name: str, values: Mapping[str, object]) -> None:
        """Adds one object to a JSON list, one a line."""
        opening = b",\n" if name in self._files[person] else b"[\n"
        self._add(person, name, opening + json_line(values))

    def _add(self, person: int, name: str, content: bytes) -> None:
        file = self._files[person].get(name)
        if file is None:
            file = self._files[person][name] = _File(f"{self._folders[person]}/{name}")
        self._add_to(file, content)
        if self._buffered > _BUFFER_BYTES:
            self._flush_largest()

    def _add_to(self, file: "_File", content: bytes) -> None:
        file.add(content)
        self._buffered += len(content)

    def _flush_largest(self) -> None:
        """Writes half of what is buffered, the longest first, so that short files are opened once."""
        buffered = sorted((one for files in self._files.values() for one in files.values()), key=_File.waiting)
        while self._buffered > _BUFFER_BYTES // 2:
            self._buffered -= buffered.pop().flush()


def json_line(values: Mapping[str, object]) -> bytes:
    """One object as JSON in UTF-8, without a line end; whatever the values hold, it is valid."""
    try:
        return _encode(values).encode("utf-8")
    except (ValueError, TypeError):  # not-a-number, half of a surrogate pair, keys that are not text
        plain: Json = json_of(values)
        return _encode_ascii(plain).encode("ascii")


def _cell(value: object) -> str | int | float | None:
    """The value as it stands in CSV: text as it is, documents and lists as JSON, bytes as base64."""
    if value is None or isinstance(value, str | int | float):
        return value
    plain = json_of(value)
    if isinstance(plain, dict) and plain.keys() == {"base64"}:
        return str(plain["base64"])
    return plain if isinstance(plain, str) else _encode_ascii(plain) if isinstance(plain, dict | list) else str(plain)


class _CsvLines:
    """Makes lines of CSV in UTF-8."""

    def __init__(self) -> None:
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text)

    def line(self, cells: Sequence[object]) -> bytes:
        """One line, its end included."""
        self._text.seek(0)
        self._text.truncate()
        self._writer.writerow(cells)
        return self._text.getvalue().encode("utf-8", "backslashreplace")


class _File:
    """One file that grows by appending, and its hash so far."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._pieces: list[bytes] = []
        self._hash = hashlib.sha256()
        self._bytes = 0
        self._waiting = 0

    def add(self, content: bytes) -> None:
        """Buffers content for the end of the file."""
        self._pieces.append(content)
        self._waiting += len(content)

    def waiting(self) -> int:
        """How many bytes are buffered."""
        return self._waiting

    def flush(self) -> int:
        """Writes what is buffered and says how much that was; the file and its folders are the owner's alone."""
        written, self._waiting = self._waiting, 0
        if not written:
            return 0
        content = b"".join(self._pieces)
        self._pieces.clear()
        self._hash.update(content)
        self._bytes += len(content)
        folder = os.path.dirname(self._path)
        if not os.path.isdir(folder):
            make_folders(Path(folder))
        with open(os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FILE_MODE), "ab") as file:
            file.write(content)
        return written

    def hash(self) -> FileHash:
        """The hash of everything written."""
        return FileHash(sha256=self._hash.hexdigest(), bytes=self._bytes)


def make_folders(path: Path) -> None:
    """Makes a folder and those above it that are missing, each the owner's alone."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=FOLDER_MODE, exist_ok=True)
