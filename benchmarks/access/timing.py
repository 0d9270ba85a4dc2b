"""One measurement in a process of its own, so that its peak memory is its own.

`python -m benchmarks.access.muniment` and `python -m benchmarks.access.floor` take URL FIRST COUNT TIMES
REFERENCE: they connect, answer for COUNT customers from FIRST on, and do so TIMES times, each into a new
folder; Muniment's last answer is kept as REFERENCE, of which the floor writes the files that are not rows.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import peak_mb


@dataclass(frozen=True)
class Case:
    """What to measure."""

    url: str
    customers: range
    times: int
    reference: Path


def case() -> Case:
    """The case in the command line."""
    url, first, count, times, reference = sys.argv[1:]
    return Case(url, range(int(first), int(first) + int(count)), int(times), Path(reference))


def report(case: Case, once: Callable[[Path], int], keep: Path | None = None) -> None:
    """Does it as often as the case says and prints, as JSON, the seconds of each time, the rows and the memory.

    What the last time wrote is moved to `keep`.
    """
    folder = Path(tempfile.mkdtemp(prefix="muniment-bench-"))
    seconds, rows = [], 0
    try:
        for number in range(case.times):
            out = folder / str(number)
            start = time.perf_counter()
            rows = once(out)
            seconds.append(time.perf_counter() - start)
            if keep is not None and number == case.times - 1:
                shutil.move(out, keep)
            else:
                shutil.rmtree(out)
    finally:
        shutil.rmtree(folder)
    print(json.dumps({"seconds": seconds, "rows": rows, "peak_mb": peak_mb()}))
