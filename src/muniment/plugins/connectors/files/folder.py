"""Which file holds a collection, and whether it is still the file it was."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from muniment.core.errors import CollectionUnreadable, UsageError
from muniment.core.values import CollectionId


class Form(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSON_LINES = "json lines"
    PARQUET = "parquet"


FORMS = {
    ".csv": Form.CSV,
    ".jsonl": Form.JSON_LINES,
    ".ndjson": Form.JSON_LINES,
    ".json": Form.JSON_LINES,
    ".parquet": Form.PARQUET,
}


class Stamp(NamedTuple):
    """What changes when a file is replaced or written to."""

    size: int
    modified_ns: int
    inode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFile:
    """The file of one collection, as it was when the session started."""

    id: CollectionId
    path: Path
    form: Form
    stamp: Stamp

    def unreadable(self, why: str) -> CollectionUnreadable:
        """The error that this collection cannot be read, and why."""
        return CollectionUnreadable(str(self.id), f"{self.path.name}: {why}")

    def must_be_unchanged(self) -> None:
        """Raises CollectionUnreadable when the file is not what it was at the start of the session."""
        try:
            now = stamp_of(self.path)
        except OSError:
            now = None
        if now != self.stamp:
            raise self.unreadable(
                "the file was changed or replaced while it was read, so the rows may be of two moments. "
                "Search again when nothing writes to it; an export is best written elsewhere and moved here whole."
            )


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file; OSError when it cannot be looked at."""
    status = path.stat()
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def must_be_a_name(collection: CollectionId) -> None:
    """Raises UsageError for a collection whose name leads out of the folder."""
    if not collection.collection or set("/\\\0") & set(collection.collection):
        raise UsageError(
            f"The collection '{collection}' cannot be a file: its name holds a path, and files are only read "
            "from the folder in the systems file. Name the collection as the file is named, without its ending."
        )


def find_file(root: Path, collection: CollectionId) -> HeldFile | None:
    """The one file of a collection in the folder (or the file itself); None when there is none.

    Raises CollectionUnreadable when several could be meant, or the file is not a plain one inside the folder.
    """
    if not root.is_dir():
        return _held(root, root.parent, collection)
    with os.scandir(root) as entries:
        # Names are compared here, not by the file system, which may hold Members and members to be one.
        found = sorted(Path(e.path) for e in entries if _names(e.name, collection.collection))
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise CollectionUnreadable(
            str(collection), f"the folder holds {names}, and it cannot be told which is meant. Leave one of them there."
        )
    return _held(found[0], root, collection) if found else None


def _names(file_name: str, collection: str) -> bool:
    stem, ending = os.path.splitext(file_name)
    return stem == collection and ending.lower() in FORMS


def _held(path: Path, folder: Path, collection: CollectionId) -> HeldFile:
    """The file with its stamp; an ending that is not known, a link out of the folder or a pipe is refused."""
    real = path.resolve()
    stamp = stamp_of(real)
    if path.suffix.lower() not in FORMS:
        raise UsageError(f"'{path.name}' is not a file that can be searched; endings that can: {', '.join(FORMS)}.")
    held = HeldFile(id=collection, path=real, form=FORMS[path.suffix.lower()], stamp=stamp)
    if real.parent != folder.resolve() or not real.is_file():
        raise held.unreadable("it is a link out of its folder, or not a plain file. Put the file itself there.")
    if set("*?[") & set(str(real)):
        raise held.unreadable("its path holds one of * ? [, which stand for other files. Rename it.")
    return held
