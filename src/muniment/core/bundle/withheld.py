"""What a reviewed bundle leaves out: where, how much and why; never the values."""

from collections.abc import Iterable
from dataclasses import dataclass

from muniment.core.values import CollectionId
from muniment.core.writing.cells import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """So many whole rows, or so many cells of one field, left out of one collection for one reason."""

    id: CollectionId
    field: str | None  # dotted path; None: whole rows
    count: int
    because: str


def withheld_rows(left_out: Iterable[Withheld], id: CollectionId) -> int:
    """How many whole rows of a collection were left out."""
    return sum(one.count for one in left_out if one.id == id and one.field is None)


def withheld_json(left_out: Iterable[Withheld]) -> list[Json]:
    """withheld.json: what was left out, as JSON."""
    return [
        {
            "dataset": one.id.dataset,
            "collection": one.id.collection,
            "what": "rows" if one.field is None else "cells",
            "field": one.field,
            "count": one.count,
            "because": one.because,
        }
        for one in left_out
    ]
