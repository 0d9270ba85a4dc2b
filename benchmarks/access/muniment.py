"""Muniment's side: one process with its connections open, which answers and writes the folders."""

from datetime import date
from pathlib import Path

from benchmarks.access import city
from benchmarks.access.timing import case, report
from muniment.cli.find import deadline_of
from muniment.core.finding.ports import SystemSettings
from muniment.core.values import Nation, Person
from muniment.runs.answer import Task, answer
from muniment.runs.maps import read_map
from muniment.runs.systems import connect

MAP = Path("tests/data/fides/postgres_example_test_dataset.yml")
DATASET = "postgres_example_test_dataset"


def main() -> None:
    this = case()
    datamap = read_map([MAP])
    due = deadline_of(date(2026, 11, 21), Nation.ENGLAND_AND_WALES)
    people = [Person(id=str(one), identities={"email": (city.email(one),)}) for one in this.customers]
    with connect(datamap, {DATASET: SystemSettings(name=DATASET, url=this.url)}) as systems:

        def once(out: Path) -> int:
            one = len(people) == 1
            task = Task(
                datamap=datamap, systems=systems, people=people, out=out, deadline=due, chosen={}, one_folder=one
            )
            return sum(outcome.findings.rows for outcome in answer(task) if outcome.findings)

        report(this, once, keep=this.reference)


if __name__ == "__main__":
    main()
