"""The first page of a bundle: what was asked, what is held and why, what was searched, and what a person may do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from muniment.core.bundle.deadline import Deadline
from muniment.core.bundle.held import held, to_review
from muniment.core.bundle.paths import collection_paths
from muniment.core.bundle.withheld import Withheld, withheld_rows
from muniment.core.bundle.words import counted, day, identifiers, listed, moment, why_not_searched
from muniment.core.datamap.model import DataMap
from muniment.core.finding.findings import Findings, FoundCollection, NotSearched
from muniment.core.writing.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Notice,
    Paragraph,
    Run,
    SummaryList,
    Table,
)

TITLE = "Your personal data"
SERVICE = "Response to a request for personal data"
REGULATOR = "https://ico.org.uk/make-a-complaint/"


def first_page(
    findings: Findings,
    datamap: DataMap,
    *,
    deadline: Deadline | None,
    reviewed: bool = False,
    left_out: Sequence[Withheld] = (),
) -> Document:
    """The first page, written to the person who asked; until it is reviewed it says that it must not go out.

    `findings.preview` are the rows to show; `left_out` is what the review withheld.
    """
    page = _Page(findings=findings, datamap=datamap, deadline=deadline, reviewed=reviewed, left_out=tuple(left_out))
    blocks = (
        *_banners(page),
        *_headline(page),
        *_held(page),
        *_searched(page),
        *_not_searched(findings.not_searched, datamap, reviewed),
        *_RIGHTS,
        *_about_files(page.reviewed),
    )
    return Document(title=TITLE, language="en-GB", service=SERVICE, blocks=blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    findings: Findings
    datamap: DataMap
    deadline: Deadline | None
    reviewed: bool
    left_out: tuple[Withheld, ...]

    @property
    def with_rows(self) -> list[FoundCollection]:
        """The collections of which something is in the bundle."""
        return [found for found in self.findings.collections if found.rows]

    @property
    def rows_left_out(self) -> int:
        """How many whole rows the review withheld."""
        return sum(withheld_rows(self.left_out, found.id) for found in self.findings.collections)

    def where(self, found: FoundCollection) -> str:
        """The collection with its system, in plain words."""
        return f"{self.datamap.collection(found.id).label} in {self.datamap.dataset(found.id.dataset).label}"


def _banners(page: _Page) -> Iterator[Block]:
    if not page.reviewed:
        said: list[Block] = [
            Paragraph(text="This is what a search found, as it was found. It may hold data about other people. "
                           "An officer must review it before anything is handed over.")
        ]  # fmt: skip
        doubts = [f"{page.where(found)}: {what}" for found in page.with_rows if (what := to_review(found))]
        if doubts:
            said += [Paragraph(text="To look at:"), BulletList(items=tuple(doubts))]
        yield Notice(title="Not for release: not reviewed yet", blocks=tuple(said))
    if unread := [found for found in page.findings.collections if found.unread is not None]:
        names = tuple(
            page.where(found) if page.reviewed else f"{page.where(found)}: {found.unread}" for found in unread
        )
        yield Notice(
            title="This answer is not complete",
            blocks=(
                Paragraph(text="These could not be read to their end, so what they hold is missing here:"),
                BulletList(items=names),
            ),
        )


def _headline(page: _Page) -> Iterator[Block]:
    findings = page.findings
    systems = {found.id.dataset for found in findings.collections}
    holding = {found.id.dataset for found in page.with_rows}
    searched = counted(len(systems), "system")
    if findings.rows:
        said = f"We found {counted(findings.rows, 'record')} about you in {len(holding)} of the {searched} we searched."
        if len(systems) == 1:
            said = f"We found {counted(findings.rows, 'record')} about you in the one system we searched."
    elif page.rows_left_out:
        said = f"We searched {searched}. What we found about you is left out, for the reasons given below."
    else:
        said = f"We searched {searched} and found no records about you."
    if findings.rows and page.rows_left_out:
        more = "1 more is" if page.rows_left_out == 1 else f"{page.rows_left_out:,} more are"
        said += f" {more} left out, for the reasons given below."
    yield Paragraph(text=(Run(text=said, strong=True),))
    if not findings.rows and not page.rows_left_out:
        yield Paragraph(
            text="We may know you under another name, e-mail address, phone number or address. "
            "If you think so, tell the council and ask it to search again."
        )
    yield SummaryList(entries=tuple(_facts(page)))


def _facts(page: _Page) -> Iterator[tuple[str, str | tuple[Run, ...]]]:
    findings = page.findings
    yield "Reference", findings.person
    kinds = [identifiers(key, number) for key, number in findings.identities.items()]
    yield "Searched for", f"{listed(kinds)} that you gave or the council knew" if kinds else "No identifier"
    yield "Searched on", moment(findings.searched_at)
    if page.deadline is None:
        yield "Answer due", "Not stated: the search was not told when the request was received."
        return
    yield "Request received", day(page.deadline.received_on)
    law = Run(text=page.deadline.cite, link=page.deadline.url)
    yield "Answer due", (Run(text=f"{day(page.deadline.due_on)}, by "), law)


def _held(page: _Page) -> Iterator[Block]:
    if not page.with_rows and not page.left_out:
        return
    yield Heading(level=2, text="What the council holds about you", anchor="held")
    paths = collection_paths(collection.id for collection in page.datamap.collections())
    sections = [(key, tuple(found)) for key, found in groupby(page.with_rows, key=lambda found: found.id.dataset)]
    labels = [(page.datamap.dataset(key).label, sum(found.rows for found in of)) for key, of in sections]
    if len(sections) > 1:
        yield BulletList(
            items=tuple(
                (Run(text=label, link=f"#system-{at}"), Run(text=f": {counted(rows, 'record')}"))
                for at, (label, rows) in enumerate(labels, start=1)
            )
        )
    for at, (key, found) in enumerate(sections, start=1):
        yield from held(
            page.datamap.dataset(key),
            found,
            paths,
            anchor=f"system-{at}",
            reviewed=page.reviewed,
            left_out=page.left_out,
        )
    yield from _wholly_left_out(page)


def _wholly_left_out(page: _Page) -> Iterator[Block]:
    wholly = tuple(
        f"{page.where(found)}, {counted(one.count, 'record')}: {one.because}"
        for found in page.findings.collections
        if not found.rows
        for one in page.left_out
        if one.id == found.id and one.field is None
    )
    if wholly:
        yield Heading(level=3, text="Left out as a whole")
        yield BulletList(items=wholly)


def _searched(page: _Page) -> Iterator[Block]:
    findings = page.findings
    yield Heading(level=2, text="What was searched", anchor="searched")
    if not findings.collections:
        yield Paragraph(text="No system was searched.")
        return
    yield Table(
        caption=f"Everything that was searched on {moment(findings.searched_at)}",
        header=("System", "Part of it", "Records found"),
        numeric=frozenset({2}),
        rows=tuple(
            (
                page.datamap.dataset(found.id.dataset).label,
                page.datamap.collection(found.id).label,
                _result(found, withheld_rows(page.left_out, found.id)),
            )
            for found in findings.collections
        ),
    )


def _result(found: FoundCollection, left_out: int) -> str:
    parts = [f"{found.rows:,}" if found.rows or left_out or found.unread else "None"]
    if left_out:
        parts.append(f"{left_out:,} left out")
    if found.unread is not None:
        parts.append("not read to its end")
    return ", ".join(parts)


@lru_cache(maxsize=2)
def _not_searched(parts: tuple[NotSearched, ...], datamap: DataMap, reviewed: bool) -> tuple[Block, ...]:
    if not parts:
        return ()
    return (
        Heading(level=2, text="What was not searched", anchor="not-searched"),
        Table(
            caption="Parts of the council’s systems that this search did not read, and why",
            header=("System", "Part of it", "Why"),
            rows=tuple(
                (
                    datamap.dataset(one.id.dataset).label,
                    datamap.collection(one.id).label,
                    why_not_searched(one.why) if reviewed else one.why,
                )
                for one in parts
            ),
        ),
    )


_RIGHTS: tuple[Block, ...] = (
    Heading(level=2, text="Your rights", anchor="rights"),
    Paragraph(text="You can ask the council to:"),
    BulletList(
        items=(
            "correct data that is wrong, or complete data that is incomplete",
            "erase data that it has no lawful reason to keep",
            "restrict how it uses data, for example while you dispute that it is right",
            "stop using data, where you object to the reason it is used for",
        )
    ),
    Paragraph(text="Each of these has conditions. The council will tell you its reasons if it does not agree."),
    Heading(level=2, text="How to complain", anchor="complain"),
    Paragraph(
        text="If you are not content with this answer, or with how the council uses your data, you have the right "
        "to complain to the council. Ask for its Data Protection Officer."
    ),
    Paragraph(
        text=(
            Run(text="You also have the right to "),
            Run(text="complain to the Information Commissioner", link=REGULATOR),
            Run(text=", who regulates data protection in the UK."),
        )
    ),
)


@cache
def _about_files(reviewed: bool) -> tuple[Block, ...]:
    files: list[str | tuple[Run, ...]] = [
        (Run(text="manifest.json", link="manifest.json"), Run(text=": every file, with its size and SHA-256 hash"))
    ]
    if reviewed:
        listing = "withheld.json", ": what was left out, how much of it, and why"
    else:
        listing = "search-diary.json", ": each question put to a system, when, and how many rows it gave"
    files.append((Run(text=listing[0], link=listing[0]), Run(text=listing[1])))
    return (
        Heading(level=2, text="About these files", anchor="files"),
        Paragraph(
            text="This page and the files beside it belong together. Spreadsheets (CSV) open in any spreadsheet "
            "program; JSON files hold the same data for computers."
        ),
        BulletList(items=tuple(files)),
    )
