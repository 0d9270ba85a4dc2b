"""Pieces of Markdown in which a text stays as it stands."""

import re
from collections.abc import Iterable, Sequence

Row = Sequence[str]

SPECIAL = re.compile(r"([\\`*_\[\]|])")
SYMBOL = re.compile(r"\((?=(?:c|r|tm)\))", re.IGNORECASE)
"""What the site would print as a sign of copyright or trade mark: article 6(1)(c) is neither."""


def safe(text: str) -> str:
    """A text of which nothing is read as Markdown; its lines stay apart."""
    plain = SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    return SYMBOL.sub("&#40;", plain).replace("\n", "<br>")


def link(text: str, url: str) -> str:
    """A link on a text that is not Markdown."""
    return f"[{safe(text)}]({url.replace('(', '%28').replace(')', '%29')})"


def table(heads: Row, rows: Iterable[Row]) -> str:
    """A table of cells in Markdown; nothing when it has no rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *lines]) if lines else ""


def joined(*parts: str) -> str:
    """A page of those parts that say something."""
    return "\n\n".join(part for part in parts if part) + "\n"
