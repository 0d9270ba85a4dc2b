"""The data map as frozen values: which systems hold which fields about whom, and how rows refer to each other.

The form is that of a Fides dataset; what stands in `muniment:` blocks is in the `muniment` attributes.
Names here are the true names of the council's systems, whatever characters they hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from muniment.core.values import CollectionId, Place

FieldPath = tuple[str, ...]
"""A field by its names from the outside in: `("workplace_info", "position")`."""


class Direction(StrEnum):
    """Which way a reference is followed, as the map states it; seen from the field that holds it."""

    TO = "to"  # from the holder to the collection it names
    FROM = "from"  # from the collection it names to the holder
    UNSTATED = "unstated"


class MatchRule(StrEnum):
    """How two values of a field are held to be the same; see core.identity.matching."""

    EXACT = "exact"  # the same text, blanks around it ignored
    FOLDED = "folded"  # case and blanks ignored: e-mail addresses
    PHONE = "phone"  # one UK number in any notation
    ALPHANUMERIC = "alphanumeric"  # case, blanks, hyphens, stops and slashes ignored: NHS number, UPN, ULN
    NINO = "nino"  # as alphanumeric, and the suffix letter does not distinguish people
    NAME = "name"  # case, accents, apostrophes, hyphens and the order of words ignored
    DATE = "date"  # one day in any notation, or in the field's own `format`
    POSTCODE = "postcode"  # case and blanks ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A field's reference to a field of another (or the same) collection."""

    target: CollectionId
    field: FieldPath
    direction: Direction
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingOverride:
    """A masking strategy that the map names for one field or collection; its options are JSON text."""

    strategy: str
    options: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldNotes:
    """The `muniment:` block of a field."""

    match: MatchRule | None = None
    format: str | None = None  # strftime pattern of a date, or a pattern of a number, as the system writes it
    provided_by_subject: bool | None = None
    mask: str | None = None
    keep: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a collection; a nested document has `fields` of its own."""

    path: FieldPath
    place: Place
    description: str = ""
    categories: tuple[str, ...] = ()
    data_type: str | None = None  # string, integer, float, boolean, object_id, object; without "[]"
    is_array: bool = False
    return_all_elements: bool = False
    length: int | None = None
    read_only: bool = False
    primary_key: bool = False
    identity: str | None = None
    references: tuple[Reference, ...] = ()
    masking: MaskingOverride | None = None
    notes: FieldNotes = FieldNotes()
    fields: tuple["Field", ...] = ()

    @property
    def name(self) -> str:
        """The field's own name, without those it is nested in."""
        return self.path[-1]

    @property
    def column(self) -> str:
        """The outermost name: the column of the table the value stands in."""
        return self.path[0]

    def leaves(self) -> Iterator["Field"]:
        """This field and every field nested in it, outermost first."""
        yield self
        for inner in self.fields:
            yield from inner.leaves()


class RestrictionMethod(StrEnum):
    """How a system can mark a row as restricted."""

    FLAG = "flag"
    STATUS = "status"
    QUARANTINE = "quarantine"
    TASK = "task"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """How rows of a collection are restricted (UK GDPR art 18), as the map states it."""

    method: RestrictionMethod
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionNotes:
    """The `muniment:` block of a collection."""

    label: str | None = None
    subject: bool | None = None  # true: each row is a person; false: never; None: worked out from the map
    shared: bool | None = None  # true: rows always belong to several people; false: never; None: counted
    paper: bool = False  # held on paper: looked for by hand
    restriction: Restriction | None = None
    decision: bool = False  # rows record automated decisions (art 22A)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One table, file or paper series of a dataset."""

    id: CollectionId
    place: Place
    fields: tuple[Field, ...]
    description: str = ""
    categories: tuple[str, ...] = ()
    after: tuple[CollectionId, ...] = ()
    erase_after: tuple[CollectionId, ...] = ()
    skip: bool = False  # fides_meta.skip_processing
    masking: MaskingOverride | None = None
    notes: CollectionNotes = CollectionNotes()

    def __hash__(self) -> int:
        return hash(self.id)  # short, so that what is worked out from a collection can be kept by it

    @property
    def label(self) -> str:
        """The name a resident would understand: the map's label, else the collection's name made readable."""
        return self.notes.label or self.id.collection.replace("_", " ").strip().capitalize()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns to read, in the order of the map."""
        return tuple(outer.column for outer in self.fields)

    @property
    def primary_key(self) -> tuple[Field, ...]:
        """The fields that together name one row; empty when the map gives none."""
        return tuple(leaf for leaf in self.leaves() if leaf.primary_key)

    def leaves(self) -> Iterator[Field]:
        """Every field, nested ones too, outermost first."""
        for outer in self.fields:
            yield from outer.leaves()

    def field(self, path: FieldPath) -> Field | None:
        """The field at that path, or None when the map has none there."""
        return next((leaf for leaf in self.leaves() if leaf.path == path), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetNotes:
    """The `muniment:` block of a dataset: what the privacy notice and the bundle say about it."""

    label: str | None = None
    purposes: tuple[str, ...] = ()
    lawful_basis: str | None = None
    recipients: tuple[str, ...] = ()
    source: str | None = None
    retention: str | None = None
    same_as: str | None = None  # the dataset whose connection this one shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One dataset: a part of one system, with the collections it holds."""

    key: str
    place: Place
    collections: tuple[Collection, ...]
    name: str = ""
    description: str = ""
    schema: str | None = None  # fides_meta.namespace.schema: the database schema the tables stand in
    after: tuple[str, ...] = ()
    notes: DatasetNotes = DatasetNotes()

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def label(self) -> str:
        """The name a resident would understand."""
        return self.notes.label or self.name or self.key.replace("_", " ").strip().capitalize()

    @property
    def system(self) -> str:
        """The name of its connection in the systems file: its own key, or that of `same_as`."""
        return self.notes.same_as or self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class DataMap:
    """Every dataset of the council's map; names are unique and every reference names a field that exists."""

    datasets: tuple[Dataset, ...]
    _datasets: dict[str, Dataset] = field(init=False, repr=False, compare=False)
    _collections: dict[CollectionId, Collection] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        known = {one.id: one for dataset in self.datasets for one in dataset.collections}
        object.__setattr__(self, "_datasets", {dataset.key: dataset for dataset in self.datasets})
        object.__setattr__(self, "_collections", known)

    def dataset(self, key: str) -> Dataset:
        """The dataset with that key; KeyError when the map has none."""
        return self._datasets[key]

    def collections(self) -> Iterator[Collection]:
        """Every collection, in the order of the map."""
        return iter(self._collections.values())

    def collection(self, id: CollectionId) -> Collection:
        """The collection with that name; KeyError when the map has none."""
        return self._collections[id]

    def system_of(self, id: CollectionId) -> str:
        """The name of the connection a collection is read through."""
        return self.dataset(id.dataset).system
