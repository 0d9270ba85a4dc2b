"""`muniment map`: the form of data maps, the check against live systems, and a look at the whole."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from muniment.cli.main import EXIT_INCOMPLETE, EXIT_USAGE
from muniment.cli.terminal import printable
from muniment.core.datamap.checks import Remark, Severity
from muniment.core.datamap.model import Collection, DataMap
from muniment.core.errors import UsageError
from muniment.core.finding.plan import SearchPlan
from muniment.core.finding.rules import ReferenceRule, Step, reference_rules
from muniment.core.values import CollectionId
from muniment.plugins.maps.picture import drawn
from muniment.runs.mapcheck import CheckedMap, check_map, plan_for_everyone
from muniment.runs.maps import maps as map_reader
from muniment.runs.maps import read_map
from muniment.runs.systems import connect, read_systems

_PATH = click.Path(path_type=Path)
MOST_COLUMNS = 1000
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "blue"}


@click.group("map")
def map_group() -> None:
    """Check, show and describe data maps."""


@map_group.command()
def schema() -> None:
    """Print the JSON Schema of a data map, for editors to check and complete by."""
    click.echo(map_reader().schema())


@map_group.command()
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, type=_PATH)
@click.option("--systems", "systems_file", required=True, type=_PATH, help="How each system is reached (TOML).")
@click.option("--json", "as_json", is_flag=True, help="Print the remarks as JSON.")
def check(maps: tuple[Path, ...], systems_file: Path, as_json: bool) -> None:
    """Hold a data map against the systems it describes, and say what to mend.

    Reads the names and types of tables, columns, keys and indexes; never a row.
    """
    datamap = read_map(maps)
    with connect(datamap, read_systems(systems_file)) as systems:
        checked = check_map(datamap, systems)
    if as_json:
        click.echo(json.dumps(_as_json(checked), indent=1))
    else:
        _print(checked, datamap)
    if checked.unanswered:
        sys.exit(EXIT_INCOMPLETE)
    sys.exit(EXIT_USAGE if checked.count(Severity.ERROR) else 0)


@map_group.command()
@click.argument("maps", metavar="MAP...", nargs=-1, required=True, type=_PATH)
@click.option("--svg", "picture", type=_PATH, help="Write a picture to this file instead.")
def show(maps: tuple[Path, ...], picture: Path | None) -> None:
    """Show systems, collections, the identities that start a search, and where references lead."""
    datamap = read_map(maps)
    everything = plan_for_everyone(datamap)
    if picture is None:
        # A line is folded on a screen, and left whole in a file.
        Console(width=None if sys.stdout.isatty() else MOST_COLUMNS).print(_tree(datamap, everything), highlight=False)
        return
    try:
        picture.write_text(drawn(datamap, everything), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The picture cannot be written to '{picture}': {error.strerror}.") from error
    click.echo(f"Picture: {picture}")


def _as_json(checked: CheckedMap) -> dict[str, object]:
    return {
        **{f"{severity}s": checked.count(severity) for severity in (Severity.ERROR, Severity.WARNING)},
        "advice": checked.count(Severity.ADVICE),
        "unanswered": dict(checked.unanswered),
        "remarks": [
            {
                "severity": remark.severity,
                "file": remark.place.file,
                "line": remark.place.line,
                "what": remark.what,
                "to_do": remark.to_do,
            }
            for remark in checked.remarks
        ],
    }


def _print(checked: CheckedMap, datamap: DataMap) -> None:
    for remark in checked.remarks:
        _print_remark(remark)
    for name, why in checked.unanswered.items():
        click.echo(f"{click.style('no answer', fg='red', bold=True)} from '{name}': {why}\n", err=True)
    counts = ", ".join(
        _counted(checked.count(severity), one, many)
        for severity, one, many in (
            (Severity.ERROR, "error", "errors"),
            (Severity.WARNING, "warning", "warnings"),
            (Severity.ADVICE, "piece of advice", "pieces of advice"),
        )
    )
    collections = _counted(sum(1 for _ in datamap.collections()), "collection", "collections")
    systems = _counted(len({dataset.system for dataset in datamap.datasets}), "system", "systems")
    answered = f"{len(checked.unanswered)} did not answer" if checked.unanswered else "every system answered"
    click.echo(f"{collections} in {systems}: {counts}; {answered}.")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _print_remark(remark: Remark) -> None:
    severity = click.style(remark.severity, fg=_COLOURS[remark.severity], bold=True)
    click.echo(f"{severity} {remark.place}\n  {printable(remark.what)}.\n  {printable(remark.to_do)}\n")


def _tree(datamap: DataMap, everything: SearchPlan) -> Tree:
    tree = Tree("Data map", hide_root=True)
    rules = reference_rules(datamap)
    for system in dict.fromkeys(dataset.system for dataset in datamap.datasets):
        branch = tree.add(_shown(system, "bold underline"))
        for dataset in datamap.datasets:
            if dataset.system == system:
                inner = branch if dataset.key == system else branch.add(_shown(dataset.key, "underline"))
                for collection in dataset.collections:
                    _add_collection(inner, collection, everything, rules)
    return tree


def _add_collection(
    branch: Tree, collection: Collection, everything: SearchPlan, rules: tuple[ReferenceRule, ...]
) -> None:
    is_person = collection.id in everything.subjects
    title = _shown(collection.id.collection, "bold" if is_person else "")
    why_not = next((one.why for one in everything.not_searched if one.id == collection.id), None)
    for note in filter(None, ("people" if is_person else None, why_not)):
        title.append(f" ({note})", "dim")
    inner = branch.add(title)
    for rule in everything.identity_rules:
        if rule.target == collection.id:
            inner.add(_shown(f"▶ {rule.identity} in {'.'.join(rule.field.path)} ({rule.match})"))
    for text in _references(collection.id, rules):
        inner.add(_shown(text))


def _references(child: CollectionId, rules: tuple[ReferenceRule, ...]) -> Iterator[str]:
    """Each reference of a collection once: an arrow to the parent, from it, or both, as a search follows it."""
    steps: dict[int, set[Step]] = {}
    for rule in rules:
        steps.setdefault(rule.link.number, set()).add(rule.step)
    arrows = {frozenset({Step.UP}): "→", frozenset({Step.DOWN}): "←", frozenset(Step): "↔"}
    for link in dict.fromkeys(rule.link for rule in rules if rule.link.child == child):
        fields = ", ".join(".".join(path) for path in link.child_fields)
        named = ", ".join(".".join(path) for path in link.parent_fields)
        dataset = "" if link.parent.dataset == child.dataset else f"{link.parent.dataset}."
        yield f"{fields} {arrows[frozenset(steps[link.number])]} {dataset}{link.parent.collection}.{named}"


def _shown(text: str, style: str = "") -> Text:
    return Text(printable(text), style)
