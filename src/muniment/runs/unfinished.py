"""A folder that gets its name only when it is whole, and into which one process at a time writes."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from muniment.core.errors import UsageError
from muniment.runs.deliver import FOLDER_MODE

_LOCK = ".lock"
_INSIDE = "answer"


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `out` at the end, or is gone when anything fails.

    It stands in `out` + ".unfinished", as long as this process lives under a lock: what a process that was
    killed has left is cleared away by the next. Raises UsageError when another is writing there.
    """
    beside = out.with_name(f"{out.name}.unfinished")
    lock = _claimed(beside)
    try:
        inside = beside / _INSIDE
        inside.mkdir(mode=FOLDER_MODE)
        yield inside
        if out.exists():
            out.rmdir()
        inside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        lock.close()


def _claimed(beside: Path) -> TextIO:
    """Makes the folder under a lock: it has its name only once the lock is held, so that it is never without one."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    nameless = Path(tempfile.mkdtemp(prefix=f".{beside.name}.", dir=beside.parent))
    lock = (nameless / _LOCK).open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        if beside.exists():
            _clear(beside)
        nameless.rename(beside)
    except BaseException:
        shutil.rmtree(nameless, ignore_errors=True)
        lock.close()
        raise
    return lock


def _clear(beside: Path) -> None:
    """Removes what a process that was killed has left; what is somebody's, or being written, stays."""
    if not (beside / _LOCK).is_file():
        raise UsageError(f"{beside} is in the way, and no search made it. Move it, or choose another --out.")
    with (beside / _LOCK).open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UsageError(
                f"Another search is writing to {beside} now. Wait until it has ended, or choose another --out."
            ) from None
        shutil.rmtree(beside)
