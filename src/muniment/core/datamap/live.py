"""What a system really holds, as its connector reads it from the live schema; compared with the map by checks."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of value a live column holds, coarse enough to compare across database products."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    UUID = "uuid"
    BYTES = "bytes"
    DOCUMENT = "document"  # json, jsonb, struct
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveColumn:
    """One column: its name, kind and the product's own name for the type."""

    name: str
    kind: Kind
    type: str
    is_array: bool = False
    nullable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCollection:
    """One table, view or file as it stands; `primary_key` is empty when it declares none."""

    columns: tuple[LiveColumn, ...]
    primary_key: tuple[str, ...] = ()
    is_view: bool = False

    def column(self, name: str) -> LiveColumn | None:
        """The column of that exact name, or None."""
        return next((column for column in self.columns if column.name == name), None)
