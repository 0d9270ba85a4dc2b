"""Texts that may stand on a terminal, lines that fit it, and JSON for those who read it by machine."""

import json
import shutil
import textwrap
from dataclasses import asdict, is_dataclass
from datetime import date

WIDEST = 96


def printable(text: str) -> str:
    """A text of the map, a system or a path, without characters that would steer the terminal."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def width() -> int:
    """How many characters a line has: those of the terminal, at most 96, and 96 where there is no terminal."""
    return min(WIDEST, shutil.get_terminal_size((WIDEST, 0)).columns)


def wrapped(text: str, indent: str = "") -> list[str]:
    """The text in lines that fit, under an indent that may be a mark; an address is never broken."""
    hanging = " " * len(indent)
    return textwrap.wrap(
        text,
        width(),
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def json_text(value: object) -> str:
    """The value as JSON: values of ours as objects, days and moments as ISO 8601 writes them."""
    return json.dumps(value, default=_plain, indent=2, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"A value of the type {type(value).__name__} cannot be written as JSON.")
