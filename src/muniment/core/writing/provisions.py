"""A provision of law in plain words, for whatever writes it out: its days, its marks, its rule as rows and tables."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import groupby
from typing import Any

from muniment.core.values import MONTHS
from muniment.law.provisions import Confidence, Selects, Version

CHOSEN_BY = {
    Selects.RECEIVED_ON: "the request, complaint or consultation was received",
    Selects.SENT_ON: "the letter is sent, or the notice is given or published",
    Selects.AWARE_ON: "the council became aware of the breach",
    Selects.OBTAINED_ON: "the personal data were obtained",
    Selects.AROSE_ON: "the question arose",
    Selects.DECIDED_ON: "the council decides, or relies on what the provision gives",
    Selects.PROCESSED_ON: "the data are processed, shared, stored or transferred",
    Selects.BEGAN_ON: "the event happened from which the period is counted",
}
"""What happened on the day that chooses the version of a provision."""

CHECKED = {
    Confidence.READ: "read at its source",
    Confidence.SECONDARY: "known from what others wrote; verify",
    Confidence.FROM_MEMORY: "written from memory; verify",
}
"""How far a version was checked."""

ABBREVIATIONS = {"atrs", "dpa", "eir", "enisa", "foi", "foia", "gdpr", "ico", "nhs", "pecr", "rtr", "uk"}
NAMES = {"act": "Act", "govuk": "GOV.UK", "part": "Part"}
THOUSANDS_FROM = 10_000  # a year has no comma


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of things that a rule holds, as a table; `meaning` says how a row of it is to be read."""

    title: str
    meaning: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A rule as a person reads it: what such a rule means, its values each with a label, and its lists.

    A value that is a list of sentences has one on each line.
    """

    meaning: str
    values: tuple[tuple[str, str], ...]
    listings: tuple[Listing, ...]


def instrument(name: str) -> str:
    """Where a provision stands, from its name.

    >>> instrument("uk_gdpr/response_period"), instrument("dpa_2018/part_3/rights")
    ('UK GDPR', 'DPA 2018, Part 3')
    """
    first, *deeper = name.split("/")[:-1] or [name]
    return ", ".join([_capital(_written(first)), *(_written(part) for part in deeper)])


def by_instrument(names: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of provisions under the heading of where they stand, each heading once."""
    ordered = sorted(names, key=lambda name: (name.rpartition("/")[0], name))
    for heading, group in groupby(ordered, key=instrument):
        yield heading, tuple(group)


def in_force(version: Version[Any]) -> str:
    """The days on which a version is in force, as a heading."""
    if version.in_force_from is None:
        return f"From the day that '{version.commencement}' is switched on"
    first = date_in_words(version.in_force_from)
    return f"{first} to {date_in_words(version.in_force_to)}" if version.in_force_to else f"Since {first}"


def date_in_words(day: date) -> str:
    """A day of law as it is written to people, without the day of the week.

    >>> date_in_words(date(2026, 2, 5))
    '5 February 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def outline(rule: object) -> Outline:
    """The values and lists of a rule, which is a dataclass of law/rules, under labels made of its field names."""
    return Outline(meaning=_meaning(type(rule)), values=tuple(_values(rule)), listings=tuple(_listings(rule)))


def _values(rule: object, within: str = "") -> Iterator[tuple[str, str]]:
    for name, value in _held(rule):
        label = f"{within}{_label(name)}"
        if is_dataclass(value):
            yield from _values(value, f"{label}: ")
        elif not _is_listing(value):
            yield label, _words(value)


def _listings(rule: object, within: str = "") -> Iterator[Listing]:
    for name, value in _held(rule):
        label = f"{within}{_label(name)}"
        if is_dataclass(value):
            yield from _listings(value, f"{label}: ")
        elif _is_listing(value):
            yield _listing(label, value)


def _held(rule: Any) -> Iterator[tuple[str, Any]]:
    """The fields that say something: an empty list does not, nor a mark that is not set."""
    for one in fields(rule):
        value = getattr(rule, one.name)
        unset = value is None or value == () or (value is False and one.default is False)
        if not unset:
            yield one.name, value


def _is_listing(value: object) -> bool:
    return isinstance(value, tuple) and is_dataclass(value[0])


def _listing(title: str, listed: tuple[Any, ...]) -> Listing:
    """A row for each thing, a column for each field that says something of any of them."""
    said = [dict(_held(one)) for one in listed]
    columns = [field.name for field in fields(listed[0]) if any(field.name in one for one in said)]
    return Listing(
        title=title,
        meaning=_meaning(type(listed[0])),
        columns=tuple(map(_label, columns)),
        rows=tuple(tuple(_words(one.get(column, "")) for column in columns) for one in said),
    )


def _words(value: object) -> str:
    """A value in words; of what stands deeper, everything in one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if value >= THOUSANDS_FROM else str(value)
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, tuple):
        parts = [_words(one) for one in value]
        return ("\n" if any(" " in part for part in parts) else ", ").join(parts)
    if is_dataclass(value):
        return "; ".join(f"{_label(name)}: {_words(inner)}" for name, inner in _held(value)).replace("\n", " / ")
    return str(value)


def _meaning(shape: type) -> str:
    """What the shape of a rule says of itself, with its fields under the labels that they have here."""
    told = " ".join((shape.__doc__ or "").split())
    return re.sub(r"`([\w-]+)`", lambda found: f'"{found[1].replace("_", " ")}"', told)


def _label(name: str) -> str:
    return _capital(name.replace("_", " "))


def _written(name: str) -> str:
    words = (word.upper() if word in ABBREVIATIONS else NAMES.get(word, word) for word in name.split("_"))
    return " ".join(words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
