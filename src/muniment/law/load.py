"""Reads the law files: strictly, so that a slip of the pen is an error with file and line and never a silent rule."""

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import Field, dataclass, fields
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from muniment.law.errors import LawFileError
from muniment.law.provisions import Confidence, Provision, Reading, Version
from muniment.law.rules import KINDS, Rule
from muniment.law.table import Table

UK = Path(__file__).with_name("uk")
HOLIDAYS = "holidays"
SELECTS = ("received_on",)
"""The dates of a case that may choose a version."""

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """The bank holidays of a nation, whole for the years `known_from` to `known_to`: day and title."""

    nation: str
    source: str
    url: str
    known_from: int
    known_to: int
    days: tuple[tuple[date, str], ...]


def provision(name: str, kind: type[R]) -> Provision[R]:
    """The provision of that name (`uk_gdpr/response_period`), whose rules are of that kind."""
    found = read_named(name)
    if not isinstance(found.versions[0].rule, kind):
        raise LawFileError(f"{name}.toml", 1, f"its rules are not of the kind {kind.__name__} that is asked for.")
    return cast("Provision[R]", found)


@cache
def read_named(name: str) -> Provision[Rule]:
    """The provision of that name, whatever its kind; read once."""
    return read_provision(UK / f"{name}.toml")


def names() -> tuple[str, ...]:
    """The names of all provisions that are held, sorted."""
    paths = (path.relative_to(UK).with_suffix("").as_posix() for path in UK.rglob("*.toml"))
    return tuple(sorted(name for name in paths if not name.startswith(f"{HOLIDAYS}/")))


@cache
def holidays(nation: str) -> Holidays:
    """The bank holidays of a nation: `england-and-wales`, `scotland` or `northern-ireland`."""
    return read_holidays(UK / HOLIDAYS / f"{nation}.toml")


@cache
def sha256() -> str:
    """The hash of all law files, for receipts: SHA-256 over one line a file, sorted by path.

    A line is the SHA-256 of the file, two blanks, its path, a line feed: what `sha256sum` prints, so that
    anyone can hash the files again with the tools of their system.
    """
    total = hashlib.sha256()
    for path in sorted(UK.rglob("*.toml"), key=lambda path: path.relative_to(UK).as_posix()):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{digest}  {path.relative_to(UK).as_posix()}\n".encode())
    return total.hexdigest()


def read_provision(path: Path) -> Provision[Rule]:
    """The provision that a file holds; LawFileError, with the line, when anything in it is not as it must be."""
    file = Table.of_file(path)
    file.only("name", "kind", "selects", "before", "after", "version")
    if file.text("name") != path.stem:
        file.refuse("name", f"the name must be that of the file, '{path.stem}'.")
    kind = KINDS[file.one_of("kind", tuple(KINDS))]
    versions = tuple(_version(table, kind) for table in file.tables("version"))
    _refuse_gaps(file, versions)
    ended = versions[-1].in_force_to is not None
    if "after" in file and not ended:
        file.refuse("after", "the last version has no in_force_to, so nothing comes after it.")
    return Provision(
        name=file.text("name"),
        selects=file.one_of("selects", SELECTS),
        before=file.text("before"),
        after=file.text("after") if ended else "",
        versions=versions,
    )


def read_holidays(path: Path) -> Holidays:
    """The bank holidays that a file holds; LawFileError, with the line, when anything in it is not as it must be."""
    file = Table.of_file(path)
    file.only("nation", "source", "url", "known_from", "known_to", HOLIDAYS)
    if file.text("nation") != path.stem:
        file.refuse("nation", f"the nation must be that of the file, '{path.stem}'.")
    first, last = file.get("known_from", int), file.get("known_to", int)
    listed = file.table(HOLIDAYS)
    days = tuple((listed.day_named(key), listed.text(key)) for key in listed.values)
    for day, _ in days:
        if not first <= day.year <= last:
            listed.refuse(day.isoformat(), f"the day is outside {first} to {last}, the years the file is whole for.")
    for year in range(first, last + 1):
        if not any(day.year == year for day, _ in days):
            file.refuse("known_to", f"no holiday is listed for {year}, yet the file claims to be whole for it.")
    return Holidays(
        nation=path.stem, source=file.text("source"), url=file.url("url"), known_from=first, known_to=last, days=days
    )


def _version(table: Table, kind: type[Rule]) -> Version[Rule]:
    table.only(*(field.name for field in fields(Version)))
    return Version(
        cite=table.text("cite"),
        url=table.url("url"),
        in_force_from=table.get("in_force_from", date),
        in_force_to=table.get("in_force_to", date) if "in_force_to" in table else None,
        known_from=table.get("known_from", date) if "known_from" in table else None,
        text=table.text("text"),
        reading=_reading(table.table("reading")) if "reading" in table else None,
        judgement=table.text("judgement") if "judgement" in table else None,
        confidence=Confidence(table.one_of("confidence", tuple(Confidence))),
        rule=_rule(table.table("rule"), kind),
    )


def _reading(table: Table) -> Reading:
    table.only(*(field.name for field in fields(Reading)))
    return Reading(text=table.text("text"), cite=table.text("cite"), url=table.url("url"))


def _rule(table: Table, kind: type[Rule]) -> Rule:
    shape = fields(kind)
    table.only(*(field.name for field in shape))
    # The shapes differ, so no one signature holds for all; each value was read by the type of its own field.
    return cast("Callable[..., Rule]", kind)(**{field.name: _rule_value(table, field) for field in shape})


def _rule_value(table: Table, field: Field[object]) -> int | str | tuple[str, ...]:
    if field.type is int:
        return table.get(field.name, int)
    return table.text(field.name) if field.type is str else table.texts(field.name)


def _refuse_gaps(file: Table, versions: tuple[Version[Rule], ...]) -> None:
    """Refuses versions that overlap, leave a day without a rule between them, or end before they begin."""
    for number, version in enumerate(versions):
        if version.in_force_to is not None and version.in_force_to < version.in_force_from:
            file.refuse("version", "the version ends before it begins.", number, "in_force_to")
    for number, (version, after) in enumerate(itertools.pairwise(versions), start=1):
        if version.in_force_to is None:
            file.refuse("version", "a version follows, so this one needs in_force_to.", number - 1)
        elif after.in_force_from <= version.in_force_to:
            file.refuse("version", "the version overlaps the one before it.", number, "in_force_from")
        elif after.in_force_from != version.in_force_to + timedelta(days=1):
            file.refuse(
                "version", "days between this version and the one before have no rule.", number, "in_force_from"
            )
