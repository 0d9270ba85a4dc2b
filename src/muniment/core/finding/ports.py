"""What finding asks of a system that holds data; plug-ins in `plugins/connectors` meet these protocols.

A connector turns settings into a `System`, which stays connected and may be searched many times.
Each search opens a `Session`: one read-only snapshot in which every look-up sees the same moment.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from muniment.core.datamap.live import LiveCollection
from muniment.core.datamap.model import Collection, Dataset, FieldPath, MatchRule

Row = tuple[object, ...]
"""One row: the values of `Collection.columns`, in that order, as the system's driver gives them."""

Key = tuple[str, ...]
"""The canonical texts (core.finding.keys.canonical) of the fields of one key; one text unless composite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemSettings:
    """How one system is reached and how much of it one search may take; read from the systems file.

    Exactly one of `url` (a SQLAlchemy URL, password included) and `path` (a file or folder) is set.
    """

    name: str
    url: str | None = field(default=None, repr=False)
    path: str | None = None
    connector: str | None = None  # name of a `muniment.connectors` entry point; None: sql for url, files for path
    schema: str | None = None  # for datasets whose map names none
    statement_timeout_seconds: float = 120
    time_limit_seconds: float = 1800
    row_limit: int = 5_000_000
    fan_out: int = 50_000
    pool_size: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Rows wanted: those whose `fields`, under `match`, equal one of `keys`.

    `keys` holds probes (core.identity.matching.probes) when `match` is not EXACT. A key of several fields
    matches when all its fields match together; `match` is then EXACT.
    """

    fields: tuple[FieldPath, ...]
    match: MatchRule
    keys: Sequence[Key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One question to one collection: the rows that meet any of the conditions, each row once."""

    collection: Collection
    conditions: tuple[Condition, ...]


class Session(Protocol):
    """One read-only snapshot of a system."""

    def rows(self, lookup: Lookup) -> Iterator[Sequence[Row]]:
        """The rows asked for, each exactly once, in batches as they arrive; never all in memory.

        May give rows that do not match (the caller decides), never leaves out one that does.
        Raises CollectionUnreadable when only this collection fails (a table is gone or forbidden, a
        statement ran too long) and the session goes on; SystemUnavailable when the system does.
        """
        ...

    def counts(self, collection: Collection, condition: Condition) -> Iterator[tuple[Key, int]]:
        """How many rows hold each key, keys without rows left out; raises like `rows`."""
        ...

    def folds(self, collection: Collection, path: FieldPath) -> bool:
        """Whether the system itself holds spellings that differ in case or accents to be one value."""
        ...


class System(Protocol):
    """A connected system, kept open between searches."""

    settings: SystemSettings

    def session(self) -> AbstractContextManager[Session]:
        """A read-only snapshot; raises SystemUnavailable when the system does not answer."""
        ...

    def live(self, collection: Collection) -> LiveCollection | None:
        """What the system really has under that name (a table or view, a file); None when there is nothing."""
        ...

    def missing_index(self, collection: Collection, fields: tuple[FieldPath, ...], match: MatchRule) -> str | None:
        """The statement that would add an index to serve this condition; None when one serves or none can."""
        ...

    def close(self) -> None:
        """Gives every connection back."""
        ...


class Connector(Protocol):
    """Makes systems of one kind; an entry point of the group `muniment.connectors` names the class."""

    def connect(self, settings: SystemSettings, datasets: Sequence[Dataset]) -> System:
        """The system behind the settings, serving those datasets; nothing need be reached yet.

        Raises UsageError when the settings cannot be understood.
        """
        ...
