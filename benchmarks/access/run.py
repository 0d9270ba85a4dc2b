"""The benchmark of access requests: Muniment beside hand-written SQL, on one PostgreSQL in one run.

    python -m benchmarks access        (MUNIMENT_BENCH_URL=postgresql://… uses a server of yours, an empty database)

Prints, for one person, twenty, a thousand, and one with 10,008 log-ins, with and without indexes: cold and
warm seconds, the ratio to the floor, statements, and peak memory.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.access import city, muniment
from muniment.core.finding.ports import SystemSettings
from muniment.runs.mapcheck import plan_for_everyone, questions
from muniment.runs.maps import read_map
from muniment.runs.systems import connect
from tests.servers import postgresql

CASES = (
    ("one person", 501, 1, 7),
    ("twenty people", 601, 20, 5),
    ("a thousand people", 2001, 1000, 2),
    ("one with 10,008 log-ins", 1, 1, 3),
)
HEADINGS = ("case", "indexes", "rows", "cold s", "warm s", "floor s", "ratio", "statements", "peak MB", "floor MB")


def main() -> None:
    with _server() as url:
        rows = city.load(url)
        print(f"{rows:,} rows in {len(city.NAMES)} tables")
        print("| " + " | ".join(HEADINGS) + " |\n|" + "---|" * len(HEADINGS))
        for indexed in (False, True):
            if indexed:
                _add_indexes(url)
            for case in CASES:
                print("| " + " | ".join(_measured(url, indexed, case)) + " |", flush=True)


def _measured(url: str, indexed: bool, case: tuple[str, int, int, int]) -> list[str]:
    name, first, count, times = case
    reference = Path(tempfile.mkdtemp(prefix="muniment-bench-")) / "answer"
    try:
        before = _statements(url)
        ours = _process("muniment", url, first, count, times, reference)
        statements = (_statements(url) - before) / times
        floor = _process("floor", url, first, count, times, reference)
    finally:
        shutil.rmtree(reference.parent)
    if ours["rows"] != floor["rows"]:
        raise SystemExit(f"{name}: Muniment found {ours['rows']} rows, hand-written SQL {floor['rows']}")
    warm, least = (statistics.median(one["seconds"][1:]) for one in (ours, floor))
    return [
        name,
        "yes" if indexed else "no",
        f"{ours['rows']:,}",
        f"{ours['seconds'][0]:.3f}",
        f"{warm:.3f}",
        f"{least:.3f}",
        f"{warm / least:.1f}",
        f"{statements:.0f}",
        f"{ours['peak_mb']:.0f}",
        f"{floor['peak_mb']:.0f}",
    ]


def _process(who: str, *words: object) -> dict[str, Any]:
    command = [sys.executable, "-m", f"benchmarks.access.{who}", *map(str, words)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def _add_indexes(url: str) -> None:
    """Runs the statements that `muniment map check` prints."""
    datamap = read_map([muniment.MAP])
    with connect(datamap, {muniment.DATASET: SystemSettings(name=muniment.DATASET, url=url)}) as systems:
        (system,) = systems.values()
        asked = questions(plan_for_everyone(datamap))
        advised = {system.missing_index(datamap.collection(one.collection), one.fields, one.match) for one in asked}
    with psycopg.connect(url, autocommit=True) as database:
        for statement in sorted(filter(None, advised)):
            database.execute(statement.encode())
        database.execute("ANALYZE")


def _statements(url: str) -> int:
    with psycopg.connect(url) as database:
        row = database.execute("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements").fetchone()
    return int(row[0]) if row else 0


@contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("MUNIMENT_BENCH_URL")
    if given:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="muniment-bench-"))
    folder.chmod(0o755)
    server = postgresql.make_postgresql(folder / "postgresql")
    more: Sequence[str] = ("--shared_preload_libraries=pg_stat_statements", "--shared_buffers=1GB", "--fsync=on")
    server.command = [*server.command, *more]
    server.start()
    try:
        url = postgresql.new_database(server.url, "city")
        with psycopg.connect(url, autocommit=True) as database:
            database.execute("CREATE EXTENSION pg_stat_statements")
        yield url
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
