"""What an officer decided on the findings: which collections, rows, fields and cells go out, and why.

A decision names a collection (`*` for all), and in it a row, a field, both (a cell) or neither. For each cell
the most specific decision holds, in the order of `Scope`; a withholding beats a release of the same scope.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any

from muniment.core.bundle.words import listed
from muniment.core.errors import UsageError
from muniment.core.values import CollectionId

ANY = "*"


class Do(StrEnum):
    """What is done with what a decision covers."""

    RELEASE = "release"
    WITHHOLD = "withhold"


class Scope(IntEnum):
    """How much a decision covers; the greater is the more specific."""

    COLLECTIONS = 0  # every collection that `*` stands for
    COLLECTION = 1
    ROW_OR_FIELD = 2  # a field with `*` too: neither a row's release nor a field's undoes the other's withholding
    CELL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision, as it stands in the file."""

    number: int  # its place in the file, from 1
    do: Do
    dataset: str
    collection: str
    because: str  # stands in the bundle for the person to read
    key: str | None = None
    row: int | None = None  # from 1, in the order of the data file
    field: str | None = None  # dotted path

    @property
    def names_row(self) -> bool:
        """Whether it is about one row (or the rows of one key)."""
        return self.key is not None or self.row is not None

    @property
    def names_collection(self) -> bool:
        """Whether it is about one collection that it names."""
        return ANY not in (self.dataset, self.collection)

    @property
    def scope(self) -> Scope:
        """How much it covers."""
        if self.names_row and self.field is not None:
            return Scope.CELL
        if self.names_row or self.field is not None:
            return Scope.ROW_OR_FIELD
        return Scope.COLLECTION if self.names_collection else Scope.COLLECTIONS

    def covers(self, id: CollectionId) -> bool:
        """Whether it is about that collection, or something in it."""
        return self.dataset in (ANY, id.dataset) and self.collection in (ANY, id.collection)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A file of decisions on one folder of findings, which its manifest's hash names."""

    manifest_sha256: str
    reviewed_by: str
    decisions: tuple[Decision, ...]


def read_decisions(values: object) -> Decisions:
    """The decisions in JSON as it was read; UsageError, naming the decision by number, when it is not one."""
    whole = _object(values, "The file of decisions", ("manifest_sha256", "reviewed_by", "decisions"))
    decisions = whole.get("decisions")
    if not isinstance(decisions, list):
        raise UsageError("The file of decisions has no list 'decisions'.")
    return Decisions(
        manifest_sha256=_text(whole, "manifest_sha256", "The file of decisions").lower(),
        reviewed_by=_text(whole, "reviewed_by", "The file of decisions"),
        decisions=tuple(_decision(one, number) for number, one in enumerate(decisions, start=1)),
    )


_KEYS = ("do", "dataset", "collection", "key", "row", "field", "because")


def _decision(values: object, number: int) -> Decision:
    where = f"Decision {number}"
    one = _object(values, where, _KEYS)
    decision = Decision(
        number=number,
        do=_do(one, where),
        dataset=_text(one, "dataset", where),
        collection=_text(one, "collection", where),
        because=_text(one, "because", where),
        key=_text(one, "key", where) if "key" in one else None,
        row=_row(one, where) if "row" in one else None,
        field=_text(one, "field", where) if "field" in one else None,
    )
    if decision.key is not None and decision.row is not None:
        raise UsageError(f"{where} gives both 'key' and 'row'. Name the row by one of them.")
    if decision.names_row and not decision.names_collection:
        raise UsageError(f"{where} is about one row, so it must name its 'dataset' and 'collection', not '{ANY}'.")
    return decision


def _object(values: object, where: str, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        raise UsageError(f"{where} is not a JSON object.")
    if unknown := sorted(set(values) - set(known)):
        raise UsageError(
            f"{where} has {listed([repr(key) for key in unknown])}, but may only have: {', '.join(known)}."
        )
    return values


def _text(values: Mapping[str, Any], key: str, where: str) -> str:
    value = values.get(key)
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where} needs '{key}', a text that is not empty.")
    return value


def _do(values: Mapping[str, Any], where: str) -> Do:
    value = values.get("do")
    if value not in tuple(Do):
        raise UsageError(f"{where} needs 'do': 'release' or 'withhold'.")
    return Do(value)


def _row(values: Mapping[str, Any], where: str) -> int:
    value = values["row"]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"{where} has a 'row' that is not a whole number from 1.")
    return value
