"""One table of a law file, read strictly: whatever is not as it must be is refused with file and line."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeVar

from muniment.law.errors import LawFileError
from muniment.law.lines import KeyPath, Lines

T = TypeVar("T")

TYPE_NAMES: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number with a point",
    bool: "true or false",
    date: "a date",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The values of a table, with the file and the place that they stand in."""

    values: dict[str, object]
    file: str
    source: str  # the text of the file, in which a line is looked up once something is refused
    at: KeyPath = ()

    @staticmethod
    def of_file(path: Path) -> "Table":
        """The outermost table of a file; LawFileError when it is not TOML."""
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            values: dict[str, object] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            # The reader names the line in its message only; "at end of document" stands for the last.
            line = str(error).partition("at line ")[2].partition(",")[0] or str(len(text.splitlines()))
            raise LawFileError(path.name, int(line), f"this is not TOML: {error}.") from error
        return Table(values=values, file=path.name, source=text)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def refuse(self, key: str, why: str, *deeper: str | int) -> NoReturn:
        """Raises LawFileError at the line of the key, or of what lies deeper under it."""
        raise LawFileError(self.file, Lines(self.source).of((*self.at, key, *deeper)), why)

    def only(self, *keys: str) -> None:
        """Refuses any key but these."""
        for key in self.values:
            if key not in keys:
                self.refuse(key, f"'{key}' is not a key that belongs here. Known here: {', '.join(keys)}.")

    def get(self, key: str, kind: type[T]) -> T:
        """The value of a key, which must be there and of exactly that type: true is no number."""
        if key not in self.values:
            self.refuse(key, f"'{key}' is missing.")
        value = self.values[key]
        if type(value) is not kind:
            self.refuse(key, f"'{key}' must be {TYPE_NAMES[kind]}.")
        return value

    def text(self, key: str) -> str:
        """A text that is not empty, its blanks and line breaks made single blanks."""
        text = " ".join(self.get(key, str).split())
        return text or self.refuse(key, f"'{key}' is empty.")

    def url(self, key: str) -> str:
        """A text that is an address."""
        url = self.text(key)
        if not url.startswith("https://"):
            self.refuse(key, f"'{key}' must be an address that begins with https://.")
        return url

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """A text that is one of those allowed."""
        value = self.text(key)
        if value not in allowed:
            self.refuse(key, f"'{value}' is not known here. Known: {', '.join(allowed)}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that is not empty."""
        values = self.get(key, list)
        if not values or not all(isinstance(value, str) for value in values):
            self.refuse(key, f"'{key}' must be a list of texts.")
        return tuple(values)

    def table(self, key: str) -> "Table":
        """The table inside this one."""
        return Table(values=self.get(key, dict), file=self.file, source=self.source, at=(*self.at, key))

    def tables(self, key: str) -> tuple["Table", ...]:
        """The list of tables inside this one, which is not empty."""
        listed = self.get(key, list)
        if not listed or not all(isinstance(values, dict) for values in listed):
            self.refuse(key, f"'{key}' must be a list of tables: [[{key}]].")
        return tuple(
            Table(values=values, file=self.file, source=self.source, at=(*self.at, key, number))
            for number, values in enumerate(listed)
        )

    def day_named(self, key: str) -> date:
        """The day that a key itself names."""
        try:
            return date.fromisoformat(key)
        except ValueError:
            self.refuse(key, f"'{key}' is not a day.")
