"""Writes the reference pages of the law from its TOML files: `make pages`.

A page for each provision with its versions side by side, and three over all: the list, what is not verified, the gaps.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from muniment.core.values import Nation
from muniment.core.writing.provisions import CHECKED, by_instrument, date_in_words, in_force
from muniment.law import load
from muniment.law.errors import LawFileError
from muniment.law.provisions import Confidence, Provision, Version
from scripts.markdown import Row, joined, link, safe, table
from scripts.provision_page import provision_page

FOLDER = Path(__file__).parents[1] / "docs" / "reference" / "law"
WRITTEN = "Written by `make pages` from `src/muniment/law/uk`."


def main() -> None:
    """Writes every page that differs from what the law files say, and deletes those of provisions that are gone."""
    wanted = pages()
    for path in set(FOLDER.rglob("*.md")) - {FOLDER / name for name in wanted}:
        path.unlink()
    for name, text in wanted.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """The text of each page, by its path in the folder of these pages."""
    held = load.every_provision()
    own = {f"{name}.md": provision_page(name, provision) for name, provision in held.items()}
    return own | {"index.md": _index(held), "unverified.md": _unverified(held), "gaps.md": _gaps(held)}


def _index(held: Mapping[str, Provision[Any]]) -> str:
    parts = [
        "# The law that is held",
        f"{len(held)} provisions, each with the days on which its versions begin and how far they were checked. "
        "[muniment law](../law.md) shows the same on the command line. [What is not verified](unverified.md) and "
        "[what is not held](gaps.md) are pages of their own. "
        "[How to change a provision](../../how-to/change-a-provision.md) is for those who keep the law right.",
    ]
    for heading, names in by_instrument(held):
        rows = ([_page_link(name, held[name]), "<br>".join(map(_begins, held[name].versions))] for name in names)
        parts += [f"## {heading}", table(["provision", "versions"], rows)]
    return joined(*parts, WRITTEN)


def _begins(version: Version[Any]) -> str:
    begins = date_in_words(version.in_force_from) if version.in_force_from else "uncertain"
    return f"{begins} ({version.confidence})"


def _unverified(held: Mapping[str, Provision[Any]]) -> str:
    parts = [
        "# What is not verified",
        "These versions were not read at their source. Check them before you rely on them: every answer that rests on "
        "one says so. Where a version is right, [change its mark](../../how-to/change-a-provision.md).",
    ]
    for mark in (Confidence.FROM_MEMORY, Confidence.SECONDARY):
        rows = [
            [_page_link(name, provision), in_force(version), link(version.cite, version.url)]
            for name, provision in held.items()
            for version in provision.versions
            if version.confidence is mark
        ]
        heading = CHECKED[mark].partition(";")[0].capitalize()
        parts += [f"## {heading}: {len(rows)}", table(["provision", "version", "where it is written"], rows)]
    return joined(*parts, WRITTEN)


def _gaps(held: Mapping[str, Provision[Any]]) -> str:
    uncertain = [
        [f"`{one.commencement}`", _page_link(name, provision), f"{safe(one.text)} {link(one.cite, one.url)}"]
        for name, provision in held.items()
        for one in provision.versions
        if one.commencement
    ]
    holidays = [load.holidays(nation.value) for nation in Nation]
    known = [
        [Nation(one.nation).in_words, _of_year(one.known_from, first=True), _of_year(one.known_to, first=False)]
        for one in holidays
    ]
    return joined(
        "# What is not held",
        "Where the law files hold no rule for a day, nothing is guessed: the answer is refused, and says which of "
        "these gaps it met.",
        *_days_without_a_rule(held),
        "## Law of uncertain commencement",
        "It counts for nothing until a council holds it to be in force and switches it on, with the day.",
        table(["switch", "provision", "what it would say"], uncertain) or "There is none.",
        "## Bank holidays",
        "A date outside these days is not given.",
        table(["nation", "known from", "known to"], known),
        WRITTEN,
    )


def _days_without_a_rule(held: Mapping[str, Provision[Any]]) -> Iterator[str]:
    """A section for each stretch of days, those that end earliest first."""
    rows: dict[tuple[date, str], list[Row]] = {}
    for name, provision in held.items():
        for until, heading, why in _outside(provision):
            rows.setdefault((until, heading), []).append([_page_link(name, provision), safe(why)])
    for (_, heading), listed in sorted(rows.items()):
        yield f"## {heading}"
        yield table(["provision", "why"], listed)


def _outside(provision: Provision[Any]) -> Iterator[tuple[date, str, str]]:
    """The stretches of days for which a provision has no version: a day to sort by, a heading, and why."""
    dated = [version for version in provision.versions if version.in_force_from]
    if not dated or not dated[0].in_force_from:
        yield date.max, "No rule on any day, unless it is switched on", provision.before
        return
    last_without = dated[0].in_force_from - timedelta(days=1)
    yield last_without, f"No rule up to {date_in_words(last_without)}", provision.before
    if last := dated[-1].in_force_to:
        yield last, f"No rule after {date_in_words(last)}", provision.after


def _of_year(year: int, *, first: bool) -> str:
    return date_in_words(date(year, 1, 1) if first else date(year, 12, 31))


def _page_link(name: str, provision: Provision[Any]) -> str:
    return f"[{safe(provision.title)}]({name}.md)"


if __name__ == "__main__":
    try:
        main()
    except LawFileError as error:
        sys.exit(f"{error} No page was written. 'muniment law check' names every faulty file.")
