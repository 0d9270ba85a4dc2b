"""The map is held against what the systems have, and each clash says where and what to do."""

import pytest

from muniment.core.datamap.checks import LiveCollections, MissingIndex, Remark, Severity, check
from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import Collection, DataMap, Dataset, Direction, Field, Reference
from muniment.core.values import CollectionId, Place

PERSON, RENT = CollectionId("housing", "person"), CollectionId("housing", "rent")


def field(name: str, line: int = 1, **more: object) -> Field:
    """A field of the map."""
    return Field(path=(name,), place=Place("map.yml", line), **more)  # type: ignore[arg-type]


def datamap(person: tuple[Field, ...], rent: tuple[Field, ...] = ()) -> DataMap:
    """A map of two collections, on lines 10 and 20."""
    collections = (
        Collection(id=PERSON, place=Place("map.yml", 10), fields=person),
        Collection(id=RENT, place=Place("map.yml", 20), fields=rent),
    )
    return DataMap(datasets=(Dataset(key="housing", place=Place("map.yml", 1), collections=collections),))


def live(*columns: tuple[str, Kind], key: tuple[str, ...] = ("id",), lists: tuple[str, ...] = ()) -> LiveCollection:
    """A live table with these columns."""
    return LiveCollection(
        columns=tuple(
            LiveColumn(name=name, kind=kind, type=kind.upper(), is_array=name in lists) for name, kind in columns
        ),
        primary_key=key,
    )


ID = field("id", 11, primary_key=True, data_type="integer")
LIVE_ID = ("id", Kind.INTEGER)


def remarks(person: tuple[Field, ...], table: LiveCollection | None) -> list[Remark]:
    """What the check says of a map whose person collection is that table."""
    return list(check(datamap(person), {PERSON: table}))


def test_a_map_that_fits_gives_no_remark() -> None:
    assert remarks((ID, field("email", data_type="string")), live(LIVE_ID, ("email", Kind.TEXT))) == []


def test_a_table_that_is_not_there_is_an_error_where_the_map_names_it() -> None:
    (remark,) = remarks((ID,), None)
    assert (remark.severity, remark.place) == (Severity.ERROR, Place("map.yml", 10))
    assert remark.what == "'housing.person' is no table, view or file of the system 'housing'"
    assert "fides_meta.namespace.schema" in remark.to_do


def test_a_collection_nobody_asked_about_is_not_judged() -> None:
    assert check(datamap((field("anything"),)), {}) == ()


def test_a_missing_column_is_an_error_that_names_the_nearest() -> None:
    said = remarks((ID, field("email", 12)), live(LIVE_ID, ("Email_Address", Kind.TEXT), ("EMAIL", Kind.TEXT)))
    assert (said[0].severity, said[0].place.line) == (Severity.ERROR, 12)
    assert said[0].what == "'housing.person' has no column 'email'"
    assert said[0].to_do == "Write 'EMAIL', or take the field out."
    assert said[1].severity is Severity.WARNING
    assert said[1].what == "columns of 'housing.person' are not in the map: Email_Address, EMAIL"


def test_a_missing_column_like_no_other_names_all_there_are() -> None:
    first, *_ = remarks((ID, field("zz")), live(LIVE_ID, ("email", Kind.TEXT)))
    assert first.to_do == "Take the field out; the columns are id, email."


TYPES = [
    ("string", Kind.INTEGER, True),
    ("string", Kind.BYTES, True),
    ("string", Kind.TEXT, False),
    ("string", Kind.UUID, False),
    ("string", Kind.DATE, False),
    ("string", Kind.OTHER, False),
    ("integer", Kind.TEXT, True),
    ("integer", Kind.NUMBER, False),
    ("float", Kind.INTEGER, False),
    ("float", Kind.DATE, True),
    ("boolean", Kind.INTEGER, False),
    ("boolean", Kind.TEXT, True),
    ("object_id", Kind.BYTES, False),
    ("object_id", Kind.INTEGER, True),
    ("object", Kind.DOCUMENT, False),
    ("object", Kind.INTEGER, True),
]


@pytest.mark.parametrize(("said", "kind", "clashes"), TYPES)
def test_a_data_type_the_column_cannot_have_is_a_warning(said: str, kind: Kind, clashes: bool) -> None:
    found = remarks((ID, field("x", 12, data_type=said)), live(LIVE_ID, ("x", kind)))
    assert [(one.severity, one.place.line) for one in found] == ([(Severity.WARNING, 12)] if clashes else [])
    if clashes:
        assert found[0].what == (
            f"the map says that 'housing.person.x' is {said}, and the system that it is {kind.upper()}"
        )


def test_a_list_in_the_map_must_be_a_list_in_the_system_and_the_other_way_round() -> None:
    listed, plain = field("x", data_type="string", is_array=True), field("x", data_type="string")
    text = live(LIVE_ID, ("x", Kind.TEXT))
    texts = live(LIVE_ID, ("x", Kind.TEXT), lists=("x",))
    assert [one.what for one in remarks((ID, listed), text)] == [
        "the map says that 'housing.person.x' is a list (string[]), and the system that it is TEXT"
    ]
    assert remarks((ID, listed), texts) == []
    assert [one.what for one in remarks((ID, plain), texts)] == [
        "the map says that 'housing.person.x' is string, and the system that it is TEXT list"
    ]
    assert remarks((ID, listed), live(LIVE_ID, ("x", Kind.DOCUMENT))) == []


def test_fields_inside_a_column_that_holds_no_document_are_an_error() -> None:
    nested = field("x", 12, fields=(Field(path=("x", "y"), place=Place("map.yml", 13)),))
    (remark,) = remarks((ID, nested), live(LIVE_ID, ("x", Kind.INTEGER)))
    assert (remark.severity, remark.place.line) == (Severity.ERROR, 12)
    assert remarks((ID, nested), live(LIVE_ID, ("x", Kind.DOCUMENT))) == []


KEYS = [
    (("id",), ("id",), None),
    (("id", "part"), ("id", "part"), None),
    (("part", "id"), ("id", "part"), None),
    (("id",), ("id", "part"), Severity.ERROR),  # rows that differ only by part would be one
    (("id", "part"), ("id",), Severity.WARNING),
    (("part",), ("id",), Severity.WARNING),
    ((), ("id",), Severity.WARNING),
    ((), (), None),
    (("id",), (), None),  # a view or file declares none
]


@pytest.mark.parametrize(("said", "real", "severity"), KEYS)
def test_the_primary_key_of_the_map_must_be_the_systems(
    said: tuple[str, ...], real: tuple[str, ...], severity: Severity | None
) -> None:
    fields = tuple(field(name, primary_key=name in said) for name in ("id", "part"))
    found = remarks(fields, live(LIVE_ID, ("part", Kind.INTEGER), key=real))
    assert [one.severity for one in found] == ([severity] if severity else [])
    if severity:
        assert found[0].to_do.startswith(f"Write 'primary_key: true' at {', '.join(real)}")


def test_people_without_a_primary_key_cannot_be_told_apart() -> None:
    table = live(LIVE_ID, key=())
    remark, _ = check(datamap((field("id"),)), {PERSON: table}, subjects=frozenset({PERSON}))
    assert remark.severity is Severity.WARNING
    assert "so two people in it cannot be told apart" in remark.what


def test_rows_taken_for_people_without_the_map_saying_so_are_named() -> None:
    told = datamap((field("id", primary_key=True),))
    (remark,) = check(told, {PERSON: live(LIVE_ID)}, subjects=frozenset({PERSON}))
    assert remark.severity is Severity.ADVICE
    assert "'subject: true'" in remark.to_do
    assert "'subject: false'" in remark.to_do
    assert check(told, {PERSON: live(LIVE_ID)}, subjects=frozenset()) == ()


COMPARABLE = [
    (Kind.INTEGER, Kind.INTEGER, True),
    (Kind.INTEGER, Kind.TEXT, True),
    (Kind.INTEGER, Kind.NUMBER, True),
    (Kind.TEXT, Kind.UUID, True),
    (Kind.OTHER, Kind.DATE, True),
    (Kind.DOCUMENT, Kind.INTEGER, True),
    (Kind.INTEGER, Kind.UUID, False),
    (Kind.INTEGER, Kind.DATE, False),
    (Kind.DATE, Kind.TIMESTAMP, False),
    (Kind.BYTES, Kind.UUID, False),
    (Kind.BOOLEAN, Kind.INTEGER, False),
]


@pytest.mark.parametrize(("one", "other", "can"), COMPARABLE)
def test_a_reference_between_values_that_are_never_equal_is_an_error(one: Kind, other: Kind, can: bool) -> None:
    reference = Reference(target=PERSON, field=("id",), direction=Direction.UNSTATED, place=Place("map.yml", 25))
    tables: LiveCollections = {
        PERSON: live(("id", other)),
        RENT: live(LIVE_ID, ("person", one)),
    }
    mapped = datamap((field("id", primary_key=True),), (ID, field("person", 22, references=(reference,))))
    found = check(mapped, tables)
    assert [(remark.severity, remark.place.line) for remark in found] == ([] if can else [(Severity.ERROR, 25)])
    if not can:
        assert f"'housing.rent.person' ({one.upper()}) refers to 'housing.person.id' ({other.upper()})" in found[0].what


def test_unreached_collections_and_missing_indexes_follow_the_worse_remarks() -> None:
    found = check(
        datamap((ID,)),
        {PERSON: None},
        unreached=[RENT],
        missing_indexes=[
            MissingIndex(
                collection=PERSON,
                question="'email -> person.email'",
                place=Place("map.yml", 12),
                statement="CREATE INDEX ON person (lower(email))",
            )
        ],
    )
    assert [(one.severity, one.place.line) for one in found] == [
        (Severity.ERROR, 10),
        (Severity.WARNING, 20),
        (Severity.ADVICE, 12),
    ]
    assert found[1].what.startswith("no search reaches 'housing.rent': no identity that starts a search stands in it")
    assert found[2].to_do == "Ask the database's administrator for: CREATE INDEX ON person (lower(email))"
    assert str(found[0]).startswith("map.yml:10: 'housing.person' is no table")
