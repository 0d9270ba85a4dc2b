"""What a search found for one person, as values: counts, ways and the diary; the rows themselves are files.

A folder of findings holds, for each collection with rows, `data/<dataset>/<collection>.json` (a JSON list,
one object a line), the same as `.csv`, and `found/<dataset>/<collection>.json`: for each row of the data
file, in the same order, an object of `FoundRow`.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from muniment.core.finding.ports import Row
from muniment.core.values import CollectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A cell that an officer must look at before it goes out: it may be about somebody else."""

    field: str  # dotted path
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """Why one row is among the findings, and what to look at in it; written to `found/`, a JSON object a row."""

    row: int  # from 1, in the order of the data file
    key: str  # the primary key as text ("17", "17,2"); empty when the collection has none
    path: str  # "email -> customer.email -> orders.customer_id"
    shared: bool  # rows outside the findings point at it too: it is about several people
    other: bool  # it is another data subject's own row, reached from this person's
    agrees: tuple[str, ...] = ()  # identities given that the row confirms: "date_of_birth"
    differs: tuple[str, ...] = ()  # identities given that the row holds otherwise
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCollection:
    """What one collection gave for one person."""

    id: CollectionId
    rows: int
    shared_rows: int = 0
    other_rows: int = 0
    marks: int = 0
    unread: str | None = None  # why it could not be read to its end; None when it was
    preview: Sequence[Row] = field(default=(), repr=False)  # its first rows (PREVIEW_ROWS), columns as in the map


PREVIEW_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One question put to one system: the evidence that the search was reasonable and proportionate."""

    system: str
    collection: CollectionId
    asked: str  # "email; customer.id by orders.customer_id": kinds and ways, never values
    started_at: datetime.datetime  # with its zone (UTC)
    seconds: float
    hits: int  # rows the system gave for everyone searched for in this pass
    outcome: str  # "answered", or why not


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSearched:
    """A collection no question was put to, and why: held on paper, no identity leads to it, left out by the map."""

    id: CollectionId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything a search says about one person, except the rows."""

    person: str  # the id the council gave
    identities: Mapping[str, int]  # how many values of each identity were searched for
    searched_at: datetime.datetime
    collections: tuple[FoundCollection, ...]  # every collection searched, in the order of the map, empty ones too
    diary: tuple[DiaryEntry, ...]
    not_searched: tuple[NotSearched, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every collection that was searched was read to its end."""
        return all(found.unread is None for found in self.collections)

    @property
    def rows(self) -> int:
        """The number of rows found."""
        return sum(found.rows for found in self.collections)
