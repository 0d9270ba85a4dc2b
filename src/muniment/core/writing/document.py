"""The one document model: blocks and runs that every format renders, whatever it renders to.

A document says what things are (a heading, a table with its caption, a warning), never how they look.
What would come out wrong in some format, such as a table without a caption, cannot be constructed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Union

DEEPEST_HEADING = 6
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text that is alike throughout: in one language, in one emphasis, leading to one place.

    `language` is a BCP 47 tag, None for the document's own. `link` is a file beside the document
    ("data/housing/tenancies.csv"), a place in it ("#rights"), or an https, mailto or tel address.
    """

    text: str
    language: str | None = None
    strong: bool = False
    link: str | None = None

    def __post_init__(self) -> None:
        _require(bool(self.text.strip()) or self.link is None, "A link needs a text that says where it leads.")
        _require(self.link is None or _leads_somewhere_safe(self.link), "A link leads to a file beside or to https.")


Text = str | tuple[Run, ...]
"""What a reader reads in one go; a plain text is one run in the document's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of what follows it; level 1 is the document's title, so sections start at 2."""

    level: int
    text: str
    anchor: str | None = None  # what a link "#anchor" leads to

    def __post_init__(self) -> None:
        _require(2 <= self.level <= DEEPEST_HEADING, f"A heading's level is between 2 and {DEEPEST_HEADING}.")
        _require(bool(self.text.strip()), "A heading needs a text.")
        _require(self.anchor is None or bool(_ANCHOR.fullmatch(self.anchor)), "An anchor is a-z, 0-9 and hyphens.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; a `quiet` one is an aside that a format may set smaller."""

    text: Text
    quiet: bool = False

    def __post_init__(self) -> None:
        _require(bool(self.text), "A paragraph needs a text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletList:
    """Things in no order that matters."""

    items: tuple[Text, ...]

    def __post_init__(self) -> None:
        _require(bool(self.items), "A list needs an item.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """Steps, or things that are referred to by number."""

    items: tuple[Text, ...]

    def __post_init__(self) -> None:
        _require(bool(self.items), "A list needs an item.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under a header; `numeric` are the columns, from 0, whose values are compared as numbers."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        _require(bool(self.caption.strip()), "A table needs a caption.")
        _require(bool(self.header) and all(name.strip() for name in self.header), "Each column needs a heading.")
        _require(all(len(row) == len(self.header) for row in self.rows), "Each row has one cell for each column.")
        _require(all(0 <= at < len(self.header) for at in self.numeric), "A numeric column is one of the columns.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryList:
    """Facts about one thing, each under its name."""

    entries: tuple[tuple[str, Text], ...]

    def __post_init__(self) -> None:
        _require(bool(self.entries), "A summary needs an entry.")
        _require(all(name.strip() for name, _ in self.entries), "Each fact needs a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """One sentence that must not be missed."""

    text: Text

    def __post_init__(self) -> None:
        _require(bool(self.text), "A warning needs a text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A banner about the document as a whole, such as that it is a draft."""

    title: str
    blocks: tuple["Block", ...]

    def __post_init__(self) -> None:
        _require(bool(self.title.strip()) and bool(self.blocks), "A notice needs a title and something to say.")
        _require(not any(isinstance(block, Heading) for block in self.blocks), "A notice holds no headings.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """More on something, which a reader opens when they want it; formats on paper print it open."""

    summary: str
    blocks: tuple["Block", ...]

    def __post_init__(self) -> None:
        _require(bool(self.summary.strip()) and bool(self.blocks), "Details need a summary and something to say.")
        _require(not any(isinstance(block, Heading) for block in self.blocks), "Details hold no headings.")


Block = Union[Heading, Paragraph, BulletList, NumberedList, Table, SummaryList, Warning, Notice, Details]  # noqa: UP007


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document; `service` is the name of what it comes from, shown above the title."""

    title: str
    language: str  # BCP 47: "en-GB", "cy"
    blocks: tuple[Block, ...]
    service: str = ""

    def __post_init__(self) -> None:
        _require(bool(self.title.strip()), "A document needs a title.")
        _require(bool(self.language.strip()), "A document needs a language.")
        above = 1
        for heading in self.headings():
            _require(heading.level <= above + 1, f"The heading '{heading.text}' skips a level.")
            above = heading.level
        anchors = [heading.anchor for heading in self.headings() if heading.anchor]
        _require(len(anchors) == len(set(anchors)), "Two headings have one anchor.")

    def headings(self) -> Iterator[Heading]:
        """The headings, in order."""
        return (block for block in self.blocks if isinstance(block, Heading))


def runs_of(text: Text) -> tuple[Run, ...]:
    """The text as runs."""
    return (Run(text=text),) if isinstance(text, str) else text


def _leads_somewhere_safe(link: str) -> bool:
    if link.lower().startswith(("https://", "mailto:", "tel:")):
        return True
    inside = not link.startswith(("/", "\\")) and ".." not in link.split("/")
    return bool(link) and inside and not _SCHEME.match(link)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)
