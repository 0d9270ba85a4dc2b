"""The benchmark of the clocks: the dates of 100,000 requests, and the same with receipts, per core.

    python -m benchmarks clocks

Prints requests a second, for one process alone and for one on each core, beside a loop that knows no law and only adds
a month: the first time a process goes through them, when no provision is read and nothing remembered, and the fastest
of the times after it, which other work on the machine disturbed least.
"""

import json
import os
import subprocess
import sys
from typing import Any

from benchmarks.clocks import naive
from benchmarks.clocks.cases import TODAY, cases
from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.events import Answered, Received
from muniment.core.clocks.response import dates
from muniment.core.values import Nation

COUNT = 100_000
TIMES = 6
HEADINGS = (
    "what",
    "processes",
    "first, a second",
    "then, a second",
    "naive, a second",
    "ratio",
    "peak MB",
    "of it cases",
)


def main() -> None:
    _refuse_other_answers()
    print("| " + " | ".join(HEADINGS) + " |\n|" + "---|" * len(HEADINGS))
    for processes in sorted({1, len(os.sched_getaffinity(0))}):
        floor = _rates(_together("naive", processes))[1]
        for what in ("dates", "explain"):
            print("| " + " | ".join(_measured(what, processes, floor)) + " |", flush=True)


def _measured(what: str, processes: int, floor: float) -> list[str]:
    """A line of the table; a number a second is that of each process."""
    together = _together(what, processes)
    first, then = _rates(together)
    return [
        what,
        str(processes),
        f"{first:,.0f}",
        f"{then:,.0f}",
        f"{floor:,.0f}",
        f"{floor / then:.0f}",
        f"{max(one['peak_mb'] for one in together):.0f}",
        f"{max(one['cases_mb'] for one in together):.0f}",
    ]


def _rates(together: list[dict[str, Any]]) -> tuple[float, float]:
    """Requests a second of the slowest process: the first time, and the fastest of those after it."""
    first = max(one["seconds"][0] for one in together)
    then = max(min(one["seconds"][1:]) for one in together)
    return COUNT / first, COUNT / then


def _together(what: str, processes: int) -> list[dict[str, Any]]:
    """What each of so many processes measured, all begun at the same moment."""
    command = [sys.executable, "-m", "benchmarks.clocks.once", what, str(COUNT), str(TIMES)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(processes)
    ]
    for one in started:
        if not one.stdout or one.stdout.readline() != "ready\n":
            raise SystemExit(f"A process that was to measure '{what}' did not start.")
    for one in started:
        if one.stdin:
            one.stdin.write("\n")
            one.stdin.flush()
    return [dict(json.loads(one.communicate()[0])) for one in started]


def _refuse_other_answers() -> None:
    """Both sides must agree where the naive one can be right: where nothing but receipt and answer happened."""
    ours = calendar(Nation.ENGLAND_AND_WALES)
    for case in cases(COUNT // 10):
        if all(isinstance(event, Received | Answered) for event in case.events):
            due_on = dates(case.events, right=case.right, calendar=ours, today=TODAY).due_on
            if due_on != naive.due(case.events[0].on):
                raise SystemExit(f"{case}: Muniment says {due_on}, the naive loop {naive.due(case.events[0].on)}")
