"""A provision of law as plain text, for a terminal."""

from collections.abc import Iterator
from typing import Any

import click

from muniment.cli.terminal import width, wrapped
from muniment.core.writing.provisions import CHECKED, CHOSEN_BY, Listing, date_in_words, in_force, outline
from muniment.law.provisions import Provision, Version

ROW = "    - "


def in_lines(provision: Provision[Any], *, whole: bool) -> Iterator[str]:
    """Its head, then each of its versions; `whole` when all versions are there."""
    yield click.style(provision.title, bold=True)
    yield f"{provision.name} ({provision.kind})"
    yield from wrapped(f"The version is chosen by the day on which {CHOSEN_BY[provision.selects]}.")
    if whole:
        yield from ("", *wrapped(f"Before: {provision.before}"))
    for version in provision.versions:
        yield from ("", click.style(f"{in_force(version)} [{CHECKED[version.confidence]}]", bold=True))
        yield from _version(version)
    if whole and provision.after:
        yield from ("", *wrapped(f"After: {provision.after}"))


def _version(version: Version[Any]) -> Iterator[str]:
    for line in _said(version):
        yield from wrapped(line, "  ")
    yield from _rule(version.rule)


def _said(version: Version[Any]) -> Iterator[str]:
    yield from (version.text, version.cite, version.url)
    if version.known_from:
        yield f"Made later than it applies from: nobody could know it before {date_in_words(version.known_from)}."
    if version.reading:
        yield from (f"Read as: {version.reading.text}", version.reading.cite, version.reading.url)
    for question in version.judgement:
        yield f"An officer decides: {question}"


def _rule(rule: object) -> Iterator[str]:
    outlined = outline(rule)
    yield from wrapped(f"Rule: {outlined.meaning}", "  ")
    widest = max((len(label) for label, _ in outlined.values), default=0)
    for label, value in outlined.values:
        for number, line in enumerate(value.split("\n")):
            yield from wrapped(line, f"    {label if number == 0 else '':{widest}}  ")
    for listing in outlined.listings:
        yield f"    {listing.title}"
        yield from _listing(listing)
    if not outlined.values and not outlined.listings:
        yield "    Nothing is listed."


def _listing(listing: Listing) -> Iterator[str]:
    """A line for each row: what names it, then the rest; where not all lines are short enough, a block for each."""
    labels = [label.lower() for label in listing.columns[1:]]
    rows = [[cell.replace("\n", " / ") for cell in row] for row in listing.rows]
    said = [[(label, cell) for label, cell in zip(labels, row[1:], strict=True) if cell] for row in rows]
    lines = [
        ": ".join(filter(None, [row[0], ", ".join(map(" ".join, one))])) for row, one in zip(rows, said, strict=True)
    ]
    if max(map(len, lines)) <= width() - len(ROW):
        yield from (f"{ROW}{line}" for line in lines)
        return
    for row, one in zip(rows, said, strict=True):
        yield from wrapped(row[0] or "–", ROW)
        for label, cell in one:
            yield from wrapped(f"{label}: {cell}", " " * len(ROW))
