"""`muniment find`: everything held on a person, in every system of the data map, in one folder."""

import datetime
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from muniment.cli.dates import DAY, one_of, today
from muniment.cli.main import EXIT_INCOMPLETE, EXIT_REFUSED
from muniment.cli.terminal import printable
from muniment.core.bundle.deadline import Deadline
from muniment.core.clocks.explain import answer_by
from muniment.core.datamap.model import DataMap
from muniment.core.errors import UsageError
from muniment.core.finding.findings import Findings
from muniment.core.finding.rules import subjects as data_subjects
from muniment.core.values import CollectionId, Nation, Person, Right, day_in_words
from muniment.runs.answer import SUMMARY, Task, answer, counts, summary, unused
from muniment.runs.maps import read_map
from muniment.runs.people import person_of_options, read_people, read_person
from muniment.runs.search import Outcome
from muniment.runs.systems import connect, read_systems

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, type=_PATH)
@click.option("--systems", "systems_file", required=True, type=_PATH, help="How each system is reached (TOML).")
@click.option("--identity", "identities", multiple=True, metavar="KEY=VALUE", help="A known identifier; repeatable.")
@click.option("--reference", default="person", show_default=True, help="The council's reference, with --identity.")
@click.option("--person", "person_file", type=_PATH, help="JSON file with one person's id and identities.")
@click.option("--people", "people_file", type=_PATH, help="File with one person a line, each a JSON object.")
@click.option("--out", required=True, type=_PATH, help="Folder to write; it must not be there yet, or be empty.")
@click.option(
    "--subject",
    "subjects",
    multiple=True,
    metavar="COLLECTION:KEY",
    help="The row that is the person, where an identifier belongs to several; repeatable.",
)
@click.option("--received", type=DAY, help="The day the request reached the council. [default: today]")
@click.option(
    "--nation",
    "nation_name",
    type=one_of(Nation),
    default="england-and-wales",
    show_default=True,
    help="Whose bank holidays count.",
)
@click.option("--partial", is_flag=True, help="Keep what was found although a system did not answer, and say so.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print counts as JSON, never rows.")
def find(
    *,
    maps: tuple[Path, ...],
    systems_file: Path,
    identities: tuple[str, ...],
    reference: str,
    person_file: Path | None,
    people_file: Path | None,
    out: Path,
    subjects: tuple[str, ...],
    received: datetime.date | None,
    nation_name: str,
    partial: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Find everything held on a person, in every system of the data map.

    Writes a folder that only you can read, with the rows in clear: keep it as safe as the systems themselves.
    """
    people, rejected = _people(identities, reference, person_file, people_file)
    if subjects and people_file is not None:
        raise UsageError("--subject chooses the rows of one person. Search for that person on their own, by --person.")
    if received is not None and received > today():
        raise UsageError(f"--received {received} is in the future. Give the day the request reached the council.")
    deadline = deadline_of(received or today(), Nation(nation_name))
    datamap = read_map(maps)
    chosen = _chosen(subjects, datamap)
    settings = read_systems(systems_file)
    with connect(datamap, settings) as systems, _progress(quiet or as_json) as progress:
        outcomes = answer(
            Task(
                datamap=datamap,
                systems=systems,
                people=people,
                rejected=rejected,
                out=out,
                deadline=deadline,
                chosen=chosen,
                partial=partial,
                one_folder=people_file is None,
                progress=progress,
            )
        )
    if as_json:
        click.echo(json.dumps(_as_json(outcomes, out, deadline, one=people_file is None), indent=1))
    elif not quiet:
        _print(outcomes, datamap, out, deadline, one=people_file is None)
    sys.exit(_exit_code(outcomes))


def _people(
    identities: Sequence[str], reference: str, person_file: Path | None, people_file: Path | None
) -> tuple[list[Person], list[Outcome]]:
    """The people asked about, from the one source given."""
    given = [bool(identities), person_file is not None, people_file is not None]
    if sum(given) != 1:
        raise UsageError(
            "Say who is searched for by --identity KEY=VALUE, --person FILE or --people FILE: one of them."
        )
    if people_file is not None:
        return read_people(people_file)
    return [read_person(person_file) if person_file else person_of_options(identities, reference)], []


def deadline_of(received_on: datetime.date, nation: Nation) -> Deadline:
    """When the answer to a request for access is due that was received on that day."""
    due = answer_by(right=Right.ACCESS, received_on=received_on, nation=nation)
    return Deadline(received_on=received_on, due_on=due.due_on, receipt=due.receipt)


def _chosen(subjects: Sequence[str], datamap: DataMap) -> dict[CollectionId, frozenset[str]]:
    """The rows chosen by `COLLECTION:KEY`; a collection goes by its name alone where only one dataset has it."""
    chosen: dict[CollectionId, frozenset[str]] = {}
    people = data_subjects(datamap)
    for text in subjects:
        named = [
            (one.id, text.removeprefix(f"{name}:"))
            for one in datamap.collections()
            for name in (str(one.id), one.id.collection)
            if text.startswith(f"{name}:")
        ]
        if len(named) != 1:
            problem = "no collection of the map" if not named else "several collections; write DATASET.COLLECTION:KEY"
            raise UsageError(f"--subject is written COLLECTION:KEY; the one given names {problem}.")
        id, key = named[0]
        if id not in people:
            raise UsageError(
                f"The rows of '{id}' are not people, so --subject cannot choose one. If they are, "
                "write 'subject: true' in its muniment block."
            )
        if not datamap.collection(id).primary_key:
            raise UsageError(f"'{id}' has no primary key in the map, so --subject cannot choose one of its rows.")
        chosen[id] = chosen.get(id, frozenset()) | {key}
    return chosen


@contextmanager
def _progress(silent: bool) -> Iterator[Callable[[CollectionId, int], None]]:
    """Shows on standard error, when somebody is looking, what is being read."""
    console = Console(stderr=True)
    shown = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    shown.disable = silent or not console.is_terminal
    with shown:
        task = shown.add_task("Searching")
        yield lambda id, rows: shown.update(task, description=printable(f"Searching {id}: {rows:,} rows"))


def _as_json(outcomes: Sequence[Outcome], out: Path, deadline: Deadline, *, one: bool) -> dict[str, object]:
    due = {"out": str(out), "received_on": deadline.received_on.isoformat(), "due_on": deadline.due_on.isoformat()}
    if one and outcomes[0].findings:
        return {**due, "person": outcomes[0].person.id, **counts(outcomes[0])}
    return {**due, **summary(outcomes)}


def _print(outcomes: Sequence[Outcome], datamap: DataMap, out: Path, deadline: Deadline, *, one: bool) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if one and outcomes[0].findings:
        _print_findings(console, outcomes[0].findings, datamap)
        if left := unused(outcomes[0]):
            console.print(_shown(f"Given, but no field of the map holds it: {', '.join(left)}."))
        console.print(_shown(f"First page: {out / 'index.html'}"))
    else:
        refused = sum(outcome.findings is None for outcome in outcomes)
        answered = len(outcomes) - refused
        people = "1 person" if answered == 1 else f"{answered:,} people"
        console.print(_shown(f"{people} answered, {refused:,} refused. Counts: {out / SUMMARY}"))
    console.print(f"The answer is due by {day_in_words(deadline.due_on)}.")
    console.print(_shown(str(out), "bold") + " holds personal data in clear; only you can read it. Not reviewed yet.")


def _print_findings(console: Console, findings: Findings, datamap: DataMap) -> None:
    if not findings.rows:
        console.print("Nothing is held on this person under the identifiers given.")
        console.print("Check their spelling, and ask the person for others: an old e-mail address, a telephone number.")
    else:
        console.print(_table(findings, datamap), soft_wrap=False)
    for found in findings.collections:
        if found.unread is not None:
            console.print(_shown(f"Not complete: {found.id} ({found.unread})."))
    for left_out in findings.not_searched:
        console.print(_shown(f"Not searched: {left_out.id} ({left_out.why})."))


def _table(findings: Findings, datamap: DataMap) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("System", "What", "Rows", "Shared", "To look at"):
        table.add_column(heading, justify="left" if heading in ("System", "What") else "right")
    for found in findings.collections:
        if found.rows:
            table.add_row(
                _shown(datamap.dataset(found.id.dataset).label),
                _shown(datamap.collection(found.id).label),
                f"{found.rows:,}" if found.unread is None else f"{found.rows:,} (not complete)",
                f"{found.shared_rows:,}" if found.shared_rows else "",
                f"{found.marks:,}" if found.marks else "",
            )
    return table


def _shown(text: str, style: str = "") -> Text:
    """A text of the map, a system or a path as it is: never read as markup."""
    return Text(printable(text), style)


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    if any(outcome.findings and not outcome.findings.is_complete for outcome in outcomes):
        return EXIT_INCOMPLETE
    return EXIT_REFUSED if any(outcome.findings is None for outcome in outcomes) else 0
