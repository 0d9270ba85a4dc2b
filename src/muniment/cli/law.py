"""`muniment law`: the law that answers rest on, to show, to list and to check."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from muniment.cli.dates import DAY, today
from muniment.cli.main import EXIT_USAGE
from muniment.cli.provision import in_lines
from muniment.cli.terminal import json_text, printable, wrapped
from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.writing.provisions import by_instrument
from muniment.law import load
from muniment.law.provisions import Confidence, Provision, Version
from muniment.runs.lawcheck import CheckedLaw, check_law


class Commenced(click.ParamType[tuple[str, date]]):
    """The switch of an uncertain commencement and, after an equals sign, the day it is held to have commenced."""

    name = "switch=date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, date]:
        if isinstance(value, tuple):
            return value
        switch, equals, day = str(value).rpartition("=")
        if not equals or not switch:
            self.fail(f"'{value}' is not SWITCH=DATE, for example some-act=2027-01-01.", param, ctx)
        return switch, DAY.convert(day, param, ctx)


@click.group()
def law() -> None:
    """Show, list and check the law that answers rest on."""


@law.command()
@click.argument("name")
@click.option("--as-at", type=DAY, help="Only the version in force on that day.")
@click.option(
    "--commenced",
    type=Commenced(),
    multiple=True,
    help="Hold law of uncertain commencement to be in force from a day; with --as-at. May repeat.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def show(name: str, as_at: date | None, commenced: tuple[tuple[str, date], ...], as_json: bool) -> None:
    """Show a provision: what it says and since when, where that is written, and its rule.

    NAME is the name that 'muniment law list' gives, or its last part: of several with the same, the highest is shown.
    """
    shown = load.read_named(full_name(name))
    if as_at:
        shown = replace(shown, versions=(shown.as_at(as_at, commenced=_switched_on(shown, commenced)),))
    elif commenced:
        raise UsageError("--commenced is given without --as-at, the day whose law is to be shown.")
    click.echo(json_text(shown) if as_json else "\n".join(in_lines(shown, whole=as_at is None)))


@law.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_provisions(as_json: bool) -> None:
    """List the provisions that are held, with the version in force today."""
    on = today()
    held = load.every_provision()
    current = {name: _in_force_on(on, provision) for name, provision in held.items()}
    if as_json:
        rows = [_listed(name, provision, current[name]) for name, provision in held.items()]
        click.echo(json_text({"as_at": on, "provisions": rows}))
    else:
        click.echo("\n".join(_list(held, current)))


@law.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A copy of the law files, edited, to read instead of Muniment's own.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(folder: Path | None, as_json: bool) -> None:
    """Read every law file strictly, and name each that is refused with the line."""
    checked = check_law(folder or load.UK)
    click.echo(json_text(_counts(checked)) if as_json else "\n".join(_checked(checked)))
    sys.exit(0 if checked.in_order else EXIT_USAGE)


def full_name(given: str) -> str:
    """The name of the one provision that is meant; UsageError, with names that are near, when that is none or several.

    Of several with the same last part the one that stands highest is meant: general law before that of a part.

    >>> full_name("counting_hours"), full_name("response_period")
    ('rtr/counting_hours', 'uk_gdpr/response_period')
    """
    names = load.names()
    meant = [name for name in names if name == given] or [name for name in names if name.endswith(f"/{given}")]
    highest = [name for name in meant if name.count("/") == min(one.count("/") for one in meant)]
    if len(highest) == 1:
        return highest[0]
    if meant:
        raise UsageError(f"'{given}' is the name of several provisions: {', '.join(meant)}. Give the whole name.")
    last_parts = {name.rpartition("/")[2]: name for name in names}
    like = [last_parts.get(one, one) for one in get_close_matches(given, [*names, *last_parts], n=6)]
    near = f"Near it: {', '.join(dict.fromkeys(like))}. " if like else ""
    raise UsageError(f"There is no provision '{given}'. {near}'muniment law list' gives all names.")


def _switched_on(shown: Provision[Any], commenced: Iterable[tuple[str, date]]) -> Mapping[str, date]:
    switches = [version.commencement for version in shown.versions if version.commencement]
    for switch, _ in commenced:
        if switch not in switches:
            known = f"It has: {', '.join(switches)}." if switches else "It has none."
            raise UsageError(f"'{switch}' is no uncertain commencement of '{shown.name}'. {known}")
    return dict(commenced)


def _in_force_on(day: date, provision: Provision[Any]) -> Version[Any] | None:
    try:
        return provision.as_at(day)
    except NoLawInForce:
        return None


def _listed(name: str, provision: Provision[Any], current: Version[Any] | None) -> dict[str, object]:
    return {
        "name": name,
        "title": provision.title,
        "kind": provision.kind,
        "selects": provision.selects,
        "versions": len(provision.versions),
        "in_force_since": current and current.in_force_from,
        "confidence": current and current.confidence,
    }


def _list(held: Mapping[str, Provision[Any]], current: Mapping[str, Version[Any] | None]) -> Iterator[str]:
    """Each provision under its instrument: its name and version today in columns, and under them what it is."""
    names = max(map(len, held))
    for heading, group in by_instrument(held):
        yield click.style(heading, bold=True)
        for name in group:
            version, provision = current[name], held[name]
            today_it_is = f"{version.in_force_from!s:10}  {version.confidence}" if version else "not now"
            yield f"  {name:{names}}  {today_it_is}"
            yield from wrapped(f"{provision.title} ({provision.kind})", " " * 6)
        yield ""
    yield from wrapped("read: read at its source. secondary, from-memory: verify. not now: not in force today.")


def _checked(checked: CheckedLaw) -> Iterator[str]:
    for error in checked.refused:
        yield printable(str(error))
    for file in checked.missing:
        yield f"{file}: this file is missing, and what decides by it would stop."
    marks = ", ".join(f"{checked.count(mark)} {mark}" for mark in Confidence)
    yield f"{len(checked.provisions)} provisions with {len(checked.versions)} versions: {marks}."
    yield from wrapped(
        f"Uncertain commencements, off until a council switches them on: {', '.join(checked.switches) or 'none'}."
    )
    for one in checked.holidays:
        yield f"Bank holidays of {one.nation}: known from {one.known_from} to {one.known_to}."
    faults = len(checked.refused), len(checked.missing)
    yield "Every file is in order." if checked.in_order else "Files refused: {}. Files missing: {}.".format(*faults)


def _counts(checked: CheckedLaw) -> dict[str, object]:
    return {
        "provisions": len(checked.provisions),
        "versions": len(checked.versions),
        "confidence": {mark.value: checked.count(mark) for mark in Confidence},
        "switches": checked.switches,
        "holidays": [
            {"nation": one.nation, "known_from": one.known_from, "known_to": one.known_to} for one in checked.holidays
        ],
        "refused": [{"file": one.file, "line": one.line, "why": one.why} for one in checked.refused],
        "missing": checked.missing,
    }
