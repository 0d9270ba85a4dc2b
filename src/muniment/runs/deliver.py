"""Writes the front of a bundle: the first page, its style, the diary, and last of all the manifest of every file.

A folder without a manifest was not finished.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import cast

from muniment.core.bundle.deadline import Deadline
from muniment.core.bundle.diary import diary
from muniment.core.bundle.manifest import MANIFEST, FileHash, Reviewed, as_text, manifest
from muniment.core.bundle.pages import first_page
from muniment.core.bundle.withheld import withheld_json
from muniment.core.datamap.model import DataMap
from muniment.core.finding.findings import DiaryEntry, Findings
from muniment.core.writing.cells import Json
from muniment.core.writing.ports import Format
from muniment.plugins.registry import load

PAGE = "index"
DIARY = "search-diary.json"
WITHHELD = "withheld.json"
FILE_MODE = 0o600
FOLDER_MODE = 0o700
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone would else change line ends
_BLOCK = 1 << 20


def write_front(
    folder: Path,
    findings: Findings,
    datamap: DataMap,
    *,
    deadline: Deadline | None,
    hashes: Mapping[str, FileHash],
    reviewed: Reviewed | None = None,
) -> None:
    """Writes all of a bundle but the rows, which already stand in the folder.

    `hashes` are those already known, by path within the folder ("data/housing/tenancies.csv"); the other
    files are read to hash them. A bundle before its review holds the diary of the search, one after it
    holds what was withheld.
    """
    page = first_page(
        findings,
        datamap,
        deadline=deadline,
        reviewed=reviewed is not None,
        left_out=reviewed.withheld if reviewed else (),
    )
    format = page_format()
    contents = dict(format.assets) | {PAGE + format.suffix: format.render(page)}
    if reviewed is None:
        contents[DIARY] = _diary(findings.diary)
    else:
        contents[WITHHELD] = _bytes(withheld_json(reviewed.withheld))
    known = dict(hashes)
    for name, content in contents.items():
        write_private(f"{folder}/{name}", content)
        known[name] = FileHash(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
    files = {path: known.get(path) or hash_of(folder / path) for path in files_in(folder)}
    software = f"muniment {_version()}"
    values = manifest(findings, datamap, software=software, files=files, deadline=deadline, reviewed=reviewed)
    write_private(f"{folder}/{MANIFEST}", _bytes(values))


@cache
def page_format() -> Format:
    """The format that pages of a bundle are written in."""
    html = cast("type[Format]", load("muniment.formats", "html"))
    return html()


def write_private(path: Path | str, content: bytes) -> None:
    """Writes a new file that nobody but its owner may read; an existing one is an error."""
    _write(path, os.O_EXCL, content)


def append_private(path: str, content: bytes | bytearray) -> None:
    """Adds to a file that nobody but its owner may read, which is made, with its folders, where it is missing."""
    try:
        _write(path, os.O_APPEND, content)
    except FileNotFoundError:
        _make_folders(os.path.dirname(path))
        _write(path, os.O_APPEND, content)


def _write(path: Path | str, how: int, content: bytes | bytearray) -> None:
    # Without a file object, which costs as much again as the file does: 3 % of a search for a thousand people.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | _BINARY | how, FILE_MODE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def _make_folders(path: str) -> None:
    """Makes a folder and those above it that are missing, each the owner's alone."""
    try:
        os.mkdir(path, FOLDER_MODE)
    except FileNotFoundError:
        _make_folders(os.path.dirname(path))
        os.mkdir(path, FOLDER_MODE)


def hash_of(path: Path) -> FileHash:
    """The hash of a file's content, read a block at a time."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return FileHash(sha256=digest.hexdigest(), bytes=size)


def files_in(folder: Path) -> Iterator[str]:
    """The paths of all files in a folder and the folders within, with `/`, the folder's own path left out."""
    top = str(folder)
    for where, folders, names in os.walk(top):
        folders.sort()
        inside = where[len(top) + 1 :].replace(os.sep, "/")
        yield from (f"{inside}/{name}" if inside else name for name in sorted(names))


@lru_cache(maxsize=1)
def _diary(entries: tuple[DiaryEntry, ...]) -> bytes:
    """The diary, which is the same for everyone searched for in one pass."""
    return _bytes(diary(entries))


@cache
def _version() -> str:
    return version("muniment")


def _bytes(values: Json) -> bytes:
    # A lone half of a surrogate pair has no UTF-8; as "\ud800" it is still JSON, and nothing is lost.
    return as_text(values).encode("utf-8", "backslashreplace")
