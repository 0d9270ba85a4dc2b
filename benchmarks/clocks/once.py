"""One measurement in a process of its own: `python -m benchmarks.clocks.once WHAT COUNT TIMES`.

It makes the cases, says "ready", waits for a line, so that several begin together, and then goes through all of them
TIMES times. The first time no provision is read and nothing remembered.
"""

import json
import sys
import time
from collections.abc import Callable

from benchmarks.clocks import naive
from benchmarks.clocks.cases import TODAY, Case, cases
from benchmarks.memory import peak_mb
from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.explain import explain
from muniment.core.clocks.response import dates
from muniment.core.values import Nation


def _dates() -> Callable[[Case], object]:
    ours = calendar(Nation.ENGLAND_AND_WALES)
    return lambda case: dates(case.events, right=case.right, calendar=ours, today=TODAY)


def _explain() -> Callable[[Case], object]:
    ours = calendar(Nation.ENGLAND_AND_WALES)
    return lambda case: explain(case.events, right=case.right, calendar=ours, today=TODAY)


def _naive() -> Callable[[Case], object]:
    return lambda case: naive.due(case.events[0].on)


ALL = {"dates": _dates, "explain": _explain, "naive": _naive}


def main() -> None:
    what, count, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    made = cases(count)
    before = peak_mb()
    print("ready", flush=True)
    sys.stdin.readline()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        answer = ALL[what]()
        for case in made:
            answer(case)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb(), "cases_mb": before}))


if __name__ == "__main__":
    main()
