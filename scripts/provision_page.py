"""The reference page of one provision, with its versions side by side."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from muniment.core.writing.provisions import CHECKED, CHOSEN_BY, Listing, date_in_words, in_force, outline
from muniment.law.provisions import Provision, Version
from scripts.markdown import Row, joined, link, safe, table


def provision_page(name: str, provision: Provision[Any]) -> str:
    """The page of the provision of that name."""
    up = "../" * name.count("/")
    depth = "../" * (name.count("/") + 2)
    versions = provision.versions
    outside = [("Before", provision.before), ("After", provision.after)]
    return joined(
        f"# {safe(provision.title)}",
        f"`{name}` in the [list of provisions]({up}index.md). "
        f"The version is chosen by the day on which {CHOSEN_BY[provision.selects]}.",
        _side_by_side(versions, _facts(versions)),
        *(f"**{when}:** {safe(why)}" for when, why in outside if why),
        "## The rule",
        *_rules(versions),
        f"Written by `make pages` from `src/muniment/law/uk/{name}.toml`; "
        f"[how to change it]({depth}how-to/change-a-provision.md).",
    )


def _side_by_side(versions: Sequence[Version[Any]], rows: Iterable[Row]) -> str:
    """A table with a column for each version, without the rows that say nothing."""
    return table(["", *map(in_force, versions)], [row for row in rows if any(row[1:])])


def _facts(versions: Sequence[Version[Any]]) -> Iterator[Row]:
    """What each version says, where and since when."""
    yield ["What it says", *(safe(one.text) for one in versions)]
    yield ["Where it is written", *(link(one.cite, one.url) for one in versions)]
    yield ["Made later, known from", *(date_in_words(one.known_from) if one.known_from else "" for one in versions)]
    readings = [one.reading for one in versions]
    yield ["How it is read", *(f"{safe(one.text)} {link(one.cite, one.url)}" if one else "" for one in readings)]
    yield ["An officer decides", *("<br>".join(map(safe, one.judgement)) for one in versions)]
    yield ["How far checked", *(CHECKED[one.confidence] for one in versions)]


def _rules(versions: Sequence[Version[Any]]) -> Iterator[str]:
    outlines = [outline(version.rule) for version in versions]
    yield safe(outlines[0].meaning)
    values = [dict(one.values) for one in outlines]
    labels = dict.fromkeys(label for one in values for label in one)
    yield _side_by_side(versions, ([label, *(safe(one.get(label, "")) for one in values)] for label in labels))
    if not any(one.values or one.listings for one in outlines):
        yield "Nothing is listed."
    for title in dict.fromkeys(listing.title for one in outlines for listing in one.listings):
        yield f"### {title}"
        listings = [next((one for one in each.listings if one.title == title), None) for each in outlines]
        yield safe(next(one.meaning for one in listings if one))
        before: Listing | None = None
        for version, listing in zip(versions, listings, strict=True):
            yield f"**{in_force(version)}**" if len(versions) > 1 else ""
            yield from _listing(listing, before)
            before = listing


def _listing(listing: Listing | None, before: Listing | None) -> Iterator[str]:
    """The table of a list, and what it changed in the one before it."""
    if listing is None:
        yield "Nothing is listed."
        return
    if before and before.rows == listing.rows:
        yield "The same as before."
        return
    if before:
        now, then = ({row[0]: row for row in one.rows} for one in (listing, before))
        changes = {
            "New": [name for name in now if name not in then],
            "Changed": [name for name in now if name in then and now[name] != then[name]],
            "Gone": [name for name in then if name not in now],
        }
        said = (f"{what}: {', '.join(map(safe, names))}." for what, names in changes.items() if names)
        yield " ".join(said)
    yield table(listing.columns, ([safe(cell) for cell in row] for row in listing.rows))
