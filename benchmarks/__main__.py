"""`python -m benchmarks [NAME ...]`: runs the benchmarks named, or all of them, and prints their tables."""

import sys

from benchmarks.access import run as access
from benchmarks.clocks import run as clocks

ALL = {"access": access.main, "clocks": clocks.main}


def main() -> None:
    for name in sys.argv[1:] or ALL:
        ALL[name]()


main()
