"""`muniment demo`: a made-up council, and one resident's access request answered over its systems."""

import datetime
import json
import os
import shutil
import sys
import time
import webbrowser
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from muniment.cli.dates import DAY, today
from muniment.cli.find import deadline_of
from muniment.core.bundle.deadline import Deadline
from muniment.core.datamap.model import DataMap
from muniment.core.finding.findings import Findings
from muniment.core.values import CollectionId, Nation, day_in_words
from muniment.runs.answer import Task, answer
from muniment.runs.demo.council import (
    NAME,
    URL_VARIABLE,
    Council,
    Recipe,
    build,
    resident_asking,
    rows_of_resident_asking,
    standing,
)
from muniment.runs.maps import read_map
from muniment.runs.systems import connect, read_systems

MANIFEST = "manifest.json"


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("muniment-demo"),
    show_default=True,
    help="Folder for the council and the answer.",
)
@click.option("--residents", type=click.IntRange(min=100), default=50_000, show_default=True, help="How many people.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed makes another city.")
@click.option("--url", help="PostgreSQL database to fill, a schema for each system, in place of SQLite files.")
@click.option("--received", type=DAY, help="Day the request was received (YYYY-MM-DD); today if left out.")
@click.option("--json", "as_json", is_flag=True, help="Print what was built and found as JSON, and nothing else.")
@click.option("--open/--no-open", "opens", default=None, help="Open the answer in a browser; with a terminal, it is.")
def demo(
    *,
    out: Path,
    residents: int,
    seed: int,
    url: str | None,
    received: datetime.date | None,
    as_json: bool,
    opens: bool | None,
) -> None:
    """Build a made-up council and answer one resident's request over its systems.

    Nobody in it exists. A second run with the same seed and size takes the council that stands.
    """
    console = Console(quiet=as_json)
    deadline = deadline_of(received or today(), Nation.ENGLAND_AND_WALES)
    if url:
        os.environ[URL_VARIABLE] = url
    council = _council(console, out.resolve(), Recipe(residents=residents, seed=seed, is_postgresql=bool(url)), url)
    datamap = read_map([council.maps])
    began = time.perf_counter()
    findings = _answer(council, datamap, deadline, out.resolve() / "answer")
    seconds = time.perf_counter() - began
    expected = rows_of_resident_asking(council)
    page = out.resolve() / "answer" / "index.html"
    if as_json:
        click.echo(
            json.dumps(
                _as_json(
                    council=council, findings=findings, expected=expected, deadline=deadline, page=page, seconds=seconds
                ),
                indent=1,
            )
        )
        return
    _print_findings(console, findings, datamap, seconds)
    _print_truth(console, findings, expected)
    console.print(f"The answer is due by {day_in_words(deadline.due_on)} ({deadline.cite}).")
    console.print(f"The answer: {page}", soft_wrap=True, highlight=False)
    _open(console, page, sys.stdout.isatty() if opens is None else opens)


def _council(console: Console, out: Path, recipe: Recipe, url: str | None) -> Council:
    """The council that stands, or a new one."""
    folder = out / "council"
    council = standing(folder, recipe)
    if council is not None:
        console.print(f"{NAME} stands already in {folder}.", soft_wrap=True, highlight=False)
        return council
    out.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(f"Making up {NAME}", total=recipe.residents)
        council = build(folder, recipe, url, lambda made: progress.update(task, completed=made))
    console.print(
        f"{NAME}, a made-up council: {recipe.residents:,} residents, {council.rows:,} rows in seven systems, "
        f"built in {time.perf_counter() - began:.1f} seconds.",
        soft_wrap=True,
        highlight=False,
    )
    return council


def _answer(council: Council, datamap: DataMap, deadline: Deadline, out: Path) -> Findings:
    """The findings for the resident who asks, written where an earlier run wrote them."""
    if (out / MANIFEST).exists():
        shutil.rmtree(out)
    with connect(datamap, read_systems(council.systems_file)) as systems:
        task = Task(
            datamap=datamap, systems=systems, people=[resident_asking(council)], out=out, deadline=deadline, chosen={}
        )
        outcome = answer(task)[0]
    if outcome.findings is None:
        raise outcome.error or RuntimeError("A search gave neither findings nor an error.")
    return outcome.findings


def _print_findings(console: Console, findings: Findings, datamap: DataMap, seconds: float) -> None:
    table = Table(title=f"Held on one resident, found and written in {seconds:.2f} seconds", title_justify="left")
    table.add_column("System")
    table.add_column("Rows", justify="right")
    table.add_column("What")
    for dataset in datamap.datasets:
        held = [one for one in findings.collections if one.id.dataset == dataset.key and one.rows]
        what = ", ".join(f"{datamap.collection(one.id).label} ({one.rows})" for one in held)
        table.add_row(dataset.label, str(sum(one.rows for one in held)), what or "Nothing")
    console.print(table)


def _print_truth(console: Console, findings: Findings, expected: Mapping[CollectionId, int]) -> None:
    """Holds what was found against what the generator wrote down."""
    wrong = _wrong(findings, expected)
    if wrong:
        console.print(f"Held against the truth beside the data, these differ: {', '.join(wrong)}.", soft_wrap=True)
    else:
        console.print(f"Held against the truth beside the data: all {findings.rows} rows, and no others.")


def _wrong(findings: Findings, expected: Mapping[CollectionId, int]) -> list[str]:
    found = {one.id: one.rows for one in findings.collections if one.rows}
    return sorted(str(id) for id in found.keys() | expected.keys() if found.get(id, 0) != expected.get(id, 0))


def _as_json(
    *,
    council: Council,
    findings: Findings,
    expected: Mapping[CollectionId, int],
    deadline: Deadline,
    page: Path,
    seconds: float,
) -> dict[str, object]:
    return {
        "council": str(council.folder),
        "council_rows": council.rows,
        "page": str(page),
        "received_on": deadline.received_on.isoformat(),
        "due_on": deadline.due_on.isoformat(),
        "seconds": round(seconds, 3),
        "rows": findings.rows,
        "collections": {str(one.id): one.rows for one in findings.collections if one.rows},
        "differs_from_truth": _wrong(findings, expected),
    }


def _open(console: Console, page: Path, is_wanted: bool) -> None:
    """Opens the page where there is a screen, and says how to look at it from elsewhere where there is none."""
    has_screen = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if is_wanted and has_screen and webbrowser.open(page.as_uri()):
        return
    console.print(
        f"To look at it from another machine: python3 -m http.server --bind 127.0.0.1 --directory '{page.parent}' 8000",
        soft_wrap=True,
        highlight=False,
    )
