"""What a search is asked, where its rows go, and what comes of it for each person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from muniment.core.datamap.model import DataMap
from muniment.core.errors import MunimentError
from muniment.core.finding.findings import Findings, FoundRow
from muniment.core.finding.ports import Row, System
from muniment.core.values import CollectionId, Person


class Sink(Protocol):
    """Where the rows of a search go as they arrive, and afterwards why each was found."""

    def row(self, person: int, collection: CollectionId, row: Row) -> None:
        """Takes one row found for the person of that number in the request."""
        ...

    def found(self, person: int, collection: CollectionId, found: FoundRow) -> None:
        """Takes the reasons for one row, in the order in which the rows were given."""
        ...

    def preview(self, person: int, collection: CollectionId) -> Sequence[Row]:
        """The first rows taken, at most PREVIEW_ROWS."""
        ...


def unseen(collection: CollectionId, rows: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """Who is searched for, where, and which rows an officer has chosen where an identifier named several people."""

    datamap: DataMap
    systems: Mapping[str, System]
    people: Sequence[Person]
    chosen: Mapping[CollectionId, frozenset[str]] = field(default_factory=dict)
    progress: Callable[[CollectionId, int], None] = unseen


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one person's search: findings, or the error that says why there must be none."""

    person: Person
    findings: Findings | None = None
    error: MunimentError | None = None
