"""What the connector asks of one database product: how it connects, reads, fails, and says things in SQL."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Key, Row, SystemSettings

Driver = Any
"""A driver's own connection: each driver types it differently."""

Batches = Generator[Sequence[Row], None, None]
"""Rows in batches, as they arrive; closing it ends the statement behind it."""

BATCH = 1000
CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What a driver's error means: whether the whole system is gone, and why in words without any value."""

    is_system: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What SQLAlchemy's reflection does not tell about a column."""

    folds: bool = False
    charset: str | None = None
    collation: str | None = None
    expression: str | None = None  # of a generated column


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A live column with its quoted name."""

    sql: str
    live: LiveColumn
    extra: Extra = Extra()

    @property
    def kind(self) -> Kind:
        """The kind of its values (of its elements, when it is an array)."""
        return self.live.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A live table or view with its quoted, qualified name."""

    name: str
    schema: str | None
    sql: str
    live: LiveCollection
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """One value to compare with keys: its SQL, and the live column whose type and collation it has.

    `column` is None when the value is text worked out by an expression, compared letter by letter.
    """

    sql: str
    column: Column | None = None

    @property
    def kind(self) -> Kind:
        """The kind of the keys it can equal."""
        return Kind.TEXT if self.column is None else self.column.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """The values of an array in a row: what stands after FROM in a sub-select, and the SQL of one value."""

    source: str
    value: Operand


class Dialect(Protocol):
    """One database product."""

    combines: bool
    """Whether one statement may use an index for each side of an OR."""

    def engine(self, url: URL, settings: SystemSettings) -> Engine:
        """An engine whose connections commit nothing by themselves; nothing is reached yet."""
        ...

    def begin(self, driver: Driver, settings: SystemSettings) -> None:
        """Starts a read-only snapshot on a pooled connection."""
        ...

    def read(self, driver: Driver, sql: str, parameters: Mapping[str, object]) -> Batches:
        """The rows of a statement, in batches as they arrive; closing the iterator ends the statement."""
        ...

    def rewind(self, driver: Driver) -> None:
        """Makes the snapshot usable again after a statement failed in it."""
        ...

    def fault(self, error: Exception) -> Fault:
        """What an error of the driver means."""
        ...

    def extras(self, connection: Connection, schema: str | None, tables: Mapping[str, LiveCollection]) -> "Extras":
        """Collations and generated columns, by table and column."""
        ...

    def plain(self, column: Column) -> Operand:
        """The column as it can be compared with keys: itself where its type can, else as text."""
        ...

    def fitting(self, operand: Operand, key: str) -> str | None:
        """The key as the operand's type takes it; None when no value of that type equals it."""
        ...

    def among(self, operands: Sequence[Operand], slot: str, longest: int) -> str:
        """A condition: the operands together equal a key in that parameter; `longest` counts its characters."""
        ...

    def parameters(self, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> dict[str, object]:
        """The keys as the parameter (or one for each operand) that `among` names."""
        ...

    def text(self, column: Column) -> str:
        """The column as text."""
        ...

    def prepared(self, match: MatchRule, text: str, is_ascii: bool) -> str:
        """The text under a match rule (core.identity.matching); `is_ascii` says the keys are."""
        ...

    def inside(self, column: Column, steps: Sequence[str]) -> str:
        """The text of one value inside a document."""
        ...

    def overlaps(self, column: Column, slot: str) -> str | None:
        """A condition: the array column holds one of the keys; None where that is asked by `elements`."""
        ...

    def elements(self, column: Column, parts: Sequence[Sequence[str]]) -> Elements:
        """The values of an array; `parts` are the steps to each array on the way, then those behind the last."""
        ...

    def indexed_form(self, table: Table, operand: Operand) -> Operand:
        """The operand, or a generated column with an index that always holds the same."""
        ...

    def explains_index(self, connection: Connection, sql: str, parameters: Mapping[str, object]) -> bool:
        """Whether the server would answer the statement by an index."""
        ...

    def index_on_columns(self, table: Table, columns: Sequence[Column], name: str) -> str:
        """The statement that adds an index on plain columns."""
        ...

    def index_on_expression(self, table: Table, operand: Operand, column: Column, name: str) -> str | None:
        """The statement that adds an index on an expression of a column; None when there can be none."""
        ...


Extras = Mapping[tuple[str, str], Extra]
