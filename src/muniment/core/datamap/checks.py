"""Holds the data map against what the systems really have, and says what to mend."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import Collection, DataMap, Field
from muniment.core.values import CollectionId, Place


class Severity(StrEnum):
    """How much a remark matters."""

    ERROR = "error"  # a search would fail, or silently find less
    WARNING = "warning"  # something is left out, or cannot be told apart
    ADVICE = "advice"  # it works, and could be better


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing the check noticed: how bad, where in the map, what, and what to do."""

    severity: Severity
    place: Place
    what: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}. {self.to_do}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingIndex:
    """A question that a search will put to a collection, and the statement that would make it quick."""

    collection: CollectionId
    question: str  # "email -> customer.email"
    place: Place
    statement: str


LiveCollections = Mapping[CollectionId, LiveCollection | None]
"""What each collection is in its system; None when the system has nothing of that name, absent when not asked."""

_FITTING = {
    "string": {Kind.TEXT, Kind.UUID, Kind.DATE, Kind.TIMESTAMP},
    "integer": {Kind.INTEGER, Kind.NUMBER},
    "float": {Kind.NUMBER, Kind.INTEGER},
    "boolean": {Kind.BOOLEAN, Kind.INTEGER},
    "object_id": {Kind.TEXT, Kind.BYTES},
    "object": {Kind.DOCUMENT, Kind.TEXT},
}
_COMPARABLE = (
    {Kind.TEXT, Kind.INTEGER, Kind.NUMBER},
    {Kind.TEXT, Kind.UUID},
    {Kind.TEXT, Kind.DATE},
    {Kind.TEXT, Kind.TIMESTAMP},
)
"""Kinds whose values can be the same key (core.finding.keys.canonical), apart from a kind with itself."""


def check(
    datamap: DataMap,
    live: LiveCollections,
    *,
    subjects: frozenset[CollectionId] = frozenset(),
    unreached: Iterable[CollectionId] = (),
    slips: Mapping[str, str] | None = None,
    missing_indexes: Iterable[MissingIndex] = (),
) -> tuple[Remark, ...]:
    """Every remark on the map, the worst first and then in the order of the files.

    `subjects` are the collections of data subjects; `unreached` those no identity leads to; `slips` the
    identities that may be meant for others.
    """
    remarks = [
        *(remark for one in datamap.collections() for remark in _collection(one, datamap, live, subjects)),
        *(_unreached(datamap.collection(id)) for id in unreached),
        *(remark for one in datamap.collections() for remark in _slips(one, slips or {})),
        *map(_unindexed, missing_indexes),
    ]
    order = list(Severity)
    return tuple(sorted(remarks, key=lambda remark: (order.index(remark.severity), remark.place)))


def _collection(
    collection: Collection, datamap: DataMap, live: LiveCollections, subjects: frozenset[CollectionId]
) -> Iterator[Remark]:
    if collection.id not in live:
        return
    found = live[collection.id]
    if found is None:
        yield Remark(
            severity=Severity.ERROR,
            place=collection.place,
            what=f"'{collection.id}' is no table, view or file of the system '{datamap.system_of(collection.id)}'",
            to_do="Correct the name or 'fides_meta.namespace.schema', give the account the right to see it, "
            "or take the collection out.",
        )
        return
    yield from _columns(collection, found)
    yield from _primary_key(collection, found, is_subject=collection.id in subjects)
    if collection.id in subjects and collection.notes.subject is None:
        yield _taken_for_people(collection)
    yield from _references(collection, found, live)


def _taken_for_people(collection: Collection) -> Remark:
    return Remark(
        severity=Severity.ADVICE,
        place=collection.place,
        what=f"the rows of '{collection.id}' are taken to be people, because they have an identity: "
        "all that refers to a row found is searched, and two rows with one identifier stop a search",
        to_do="Write 'subject: true' in its muniment block, or 'subject: false' if a row is no person.",
    )


def _slips(collection: Collection, slips: Mapping[str, str]) -> Iterator[Remark]:
    for field in collection.leaves():
        meant = slips.get(field.identity or "")
        if meant:
            yield Remark(
                severity=Severity.WARNING,
                place=field.place,
                what=f"'{field.identity}' at '{collection.id}.{'.'.join(field.path)}' is an identity of this map's "
                "own: it starts a search and is compared letter by letter",
                to_do=f"If '{meant}' is meant, write that; if not, leave it.",
            )


def _columns(collection: Collection, found: LiveCollection) -> Iterator[Remark]:
    there = [column.name for column in found.columns]
    for field in collection.fields:
        column = found.column(field.column)
        if column is not None:
            yield from _type(field, column, collection.id)
        else:
            yield Remark(
                severity=Severity.ERROR,
                place=field.place,
                what=f"'{collection.id}' has no column '{field.column}'",
                to_do=_nearest(field.column, there),
            )
    unmapped = [name for name in there if name not in collection.columns]
    if unmapped:
        yield Remark(
            severity=Severity.WARNING,
            place=collection.place,
            what=f"columns of '{collection.id}' are not in the map: {', '.join(unmapped)}",
            to_do="A search leaves them out. Add those that hold personal data.",
        )


def _nearest(name: str, there: list[str]) -> str:
    by_folded = {one.casefold(): one for one in there}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=1)
    if close:
        return f"Write '{by_folded[close[0]]}', or take the field out."
    return f"Take the field out; the columns are {', '.join(there)}."


def _type(field: Field, column: LiveColumn, id: CollectionId) -> Iterator[Remark]:
    """What the map says of a column's type against what it is; a type of the product's own is never a clash."""
    if column.kind is Kind.OTHER:
        return
    if field.fields and column.kind not in {Kind.DOCUMENT, Kind.TEXT} and not column.is_array:
        yield _clash(field, column, id, "a document with fields of its own", Severity.ERROR)
    elif field.data_type is None or column.kind is Kind.DOCUMENT:
        return
    elif field.is_array and not column.is_array:
        yield _clash(field, column, id, f"a list ({field.data_type}[])", Severity.WARNING)
    elif not field.is_array and (column.is_array or column.kind not in _FITTING[field.data_type]):
        yield _clash(field, column, id, field.data_type, Severity.WARNING)


def _clash(field: Field, column: LiveColumn, id: CollectionId, said: str, severity: Severity) -> Remark:
    listed = " list" if column.is_array else ""
    return Remark(
        severity=severity,
        place=field.place,
        what=f"the map says that '{id}.{field.column}' is {said}, and the system that it is {column.type}{listed}",
        to_do="Correct 'data_type', or leave it out.",
    )


def _primary_key(collection: Collection, found: LiveCollection, *, is_subject: bool) -> Iterator[Remark]:
    said = [field.column for field in collection.primary_key]
    real = list(found.primary_key)
    if not said and (real or is_subject):
        hint = f"Write 'primary_key: true' at {', '.join(real)}." if real else "Mark the fields that name one person."
        yield Remark(
            severity=Severity.WARNING,
            place=collection.place,
            what=f"'{collection.id}' has no primary key in the map"
            + (", so two people in it cannot be told apart" if is_subject else ""),
            to_do=hint,
        )
    elif real and set(said) != set(real):
        is_part = set(said) < set(real)
        yield Remark(
            severity=Severity.ERROR if is_part else Severity.WARNING,
            place=collection.primary_key[0].place,
            what=f"the primary key of '{collection.id}' is ({', '.join(said)}) in the map "
            f"and ({', '.join(real)}) in the system"
            + (", so different rows would be held to be one" if is_part else ""),
            to_do=f"Write 'primary_key: true' at {', '.join(real)} and nowhere else.",
        )


def _references(collection: Collection, found: LiveCollection, live: LiveCollections) -> Iterator[Remark]:
    """References whose two ends can never hold the same value; values inside documents have no type to compare."""
    for field in collection.leaves():
        for reference in field.references:
            target = live.get(reference.target)
            here = found.column(field.column)
            there = target.column(reference.field[0]) if target else None
            if here is None or there is None or len(field.path) > 1 or len(reference.field) > 1:
                continue
            if not _can_be_equal(here, there):
                named = f"{reference.target}.{'.'.join(reference.field)}"
                yield Remark(
                    severity=Severity.ERROR,
                    place=reference.place,
                    what=f"'{collection.id}.{field.column}' ({here.type}) refers to '{named}' ({there.type}), "
                    "and no value of one can equal a value of the other",
                    to_do="Name the field that holds the same values.",
                )


def _can_be_equal(one: LiveColumn, other: LiveColumn) -> bool:
    unknown = {Kind.OTHER, Kind.DOCUMENT}
    if one.is_array or other.is_array or one.kind is other.kind or {one.kind, other.kind} & unknown:
        return True
    return any({one.kind, other.kind} <= group for group in _COMPARABLE)


def _unreached(collection: Collection) -> Remark:
    return Remark(
        severity=Severity.WARNING,
        place=collection.place,
        what=f"no search reaches '{collection.id}': no identity that starts a search stands in it, and no reference "
        "leads to it from where one does",
        to_do="Add an identity or a reference, or say 'paper: true' or 'skip_processing: true' where that is so.",
    )


def _unindexed(missing: MissingIndex) -> Remark:
    return Remark(
        severity=Severity.ADVICE,
        place=missing.place,
        what=f"no index serves {missing.question} of '{missing.collection}', so each search reads the whole table",
        to_do=f"Ask the database's administrator for: {missing.statement}",
    )
