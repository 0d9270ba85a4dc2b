"""Reads the law files: strictly, so that a slip of the pen is an error with file and line and never a silent rule."""

import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from muniment.law import shapes
from muniment.law.errors import LawFileError
from muniment.law.kinds import KINDS, shape
from muniment.law.provisions import NOTHING, Provision, Selects, Version
from muniment.law.table import Table

UK = Path(__file__).with_name("uk")
HOLIDAYS = "holidays"

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """The bank holidays of a nation, whole for the years `known_from` to `known_to`: day and title."""

    nation: str
    source: str
    url: str
    known_from: int
    known_to: int
    days: tuple[tuple[date, str], ...]


def governing(
    name: str,
    kind: type[R],
    *,
    known_on: date | None = None,
    commenced: Mapping[str, date] = NOTHING,
    **dates: date,
) -> Version[R]:
    """The version of a provision that governs a case, chosen by that date of the case which the provision selects.

    `dates` are named as in Selects: `governing("uk_gdpr/refusal_letter", Contents, sent_on=day)`. Raises NoLawInForce
    where no version governs that day.
    """
    found = provision(name, kind)
    if found.selects not in dates:
        given = ", ".join(dates)
        raise LawFileError(f"{name}.toml", 1, f"'{found.selects}' selects its version, but what asks gives {given}.")
    return found.as_at(dates[found.selects], known_on, commenced)


def provision(name: str, kind: type[R]) -> Provision[R]:
    """The provision of that name (`uk_gdpr/response_period`), whose rules are of that kind."""
    found = read_named(name)
    if not isinstance(found.versions[0].rule, kind):
        raise LawFileError(f"{name}.toml", 1, f"its rules are not of the kind {kind.__name__} that is asked for.")
    return found


@cache
def read_named(name: str) -> Provision[Any]:
    """The provision of that name, which is its path, whatever its kind; read once."""
    return replace(read_provision(UK / f"{name}.toml"), name=name)


def names() -> tuple[str, ...]:
    """The names of all provisions that are held, sorted."""
    paths = (path.relative_to(UK).with_suffix("").as_posix() for path in UK.rglob("*.toml"))
    return tuple(sorted(name for name in paths if not name.startswith(f"{HOLIDAYS}/")))


@cache
def holidays(nation: str) -> Holidays:
    """The bank holidays of a nation: `england-and-wales`, `scotland` or `northern-ireland`."""
    return read_holidays(UK / HOLIDAYS / f"{nation}.toml")


def every_provision() -> Mapping[str, Provision[Any]]:
    """All provisions that are held, by name, sorted."""
    return {name: read_named(name) for name in names()}


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


def read_provision(path: Path) -> Provision[Any]:
    """The provision that a file holds; LawFileError, with the line, when anything in it is not as it must be."""
    file = Table.of_file(path)
    file.only("name", "title", "kind", "selects", "before", "after", "version")
    if file.text("name") != path.stem:
        file.refuse("name", f"the name must be that of the file, '{path.stem}'.")
    kind = file.one_of("kind", tuple(KINDS))
    selects = Selects(file.one_of("selects", tuple(Selects)))
    versions: tuple[Version[Any], ...] = tuple(_version(table, shape(kind)) for table in file.tables("version"))
    dated = tuple(version for version in versions if version.commencement is None)
    _refuse_out_of_order(file, versions, dated)
    _refuse_gaps(file, dated)
    ended = bool(dated) and dated[-1].in_force_to is not None
    if "after" in file and not ended:
        file.refuse("after", "the last version has no in_force_to, so nothing comes after it.")
    return Provision(
        name=file.text("name"),
        title=file.text("title"),
        kind=kind,
        selects=selects,
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


def _version(table: Table, kind: type[R]) -> Version[R]:
    dated = "in_force_from" in table
    if dated == ("commencement" in table):
        table.refuse("in_force_from", "give either 'in_force_from' or, where that is uncertain, 'commencement'.")
    if not dated and "in_force_to" in table:
        table.refuse("in_force_to", "a version of uncertain commencement has no end.")
    rule = shapes.read(table.table("rule"), kind)
    return shapes.read(table, Version, {"rule": rule})


def _refuse_out_of_order(file: Table, versions: tuple[Version[Any], ...], dated: tuple[Version[Any], ...]) -> None:
    """Refuses a version with a day of its own behind one of uncertain commencement."""
    for number, (version, expected) in enumerate(zip(versions, dated, strict=False)):
        if version is not expected:
            file.refuse("version", "versions of uncertain commencement stand behind all others.", number)


def _refuse_gaps(file: Table, versions: tuple[Version[Any], ...]) -> None:
    """Refuses versions that overlap, leave a day without a rule between them, or end before they begin."""
    stretches = [(one.in_force_from or date.min, one.in_force_to) for one in versions]
    for number, (first, last) in enumerate(stretches):
        if last is not None and last < first:
            file.refuse("version", "the version ends before it begins.", number, "in_force_to")
    for number, ((_, last), (following, _)) in enumerate(itertools.pairwise(stretches), start=1):
        if last is None:
            file.refuse("version", "a version follows, so this one needs in_force_to.", number - 1)
        elif following <= last:
            file.refuse("version", "the version overlaps the one before it.", number, "in_force_from")
        elif following != last + timedelta(days=1):
            file.refuse(
                "version", "days between this version and the one before have no rule.", number, "in_force_from"
            )
