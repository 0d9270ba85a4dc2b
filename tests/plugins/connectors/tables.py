"""Tables that tests of connectors make, the questions they put to them, and what both are written with."""

import datetime
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import Collection, Dataset, Field, FieldPath, MatchRule
from muniment.core.finding.keys import canonical
from muniment.core.finding.ports import Condition, Key, Lookup, Row, Session
from muniment.core.values import CollectionId, Place

DATASET = "tested"
NOWHERE = Place("map.yml", 1)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column to make: its kind, and for a document the fields the map names in it."""

    name: str
    kind: Kind = Kind.TEXT
    is_array: bool = False
    is_key: bool = False
    fields: tuple[Field, ...] = ()
    length: int = 200  # of text


@dataclass(frozen=True, kw_only=True)
class Made:
    """A table to make, with its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row] = field(default=(), repr=False)

    def collection(self) -> Collection:
        """The table as the data map describes it."""
        return collection(self.name, *(_field(column) for column in self.columns))


def collection(name: str, *fields: Field) -> Collection:
    """A collection of the tested dataset."""
    return Collection(id=CollectionId(DATASET, name), place=NOWHERE, fields=fields)


def dataset(*collections: Collection) -> Dataset:
    """The tested dataset."""
    return Dataset(key=DATASET, place=NOWHERE, collections=collections)


def at(*path: str, is_array: bool = False, fields: tuple[Field, ...] = ()) -> Field:
    """A field of the map."""
    return Field(path=path, place=NOWHERE, is_array=is_array, fields=fields)


def _field(column: Column) -> Field:
    return at(column.name, is_array=column.is_array, fields=column.fields)


def when(path: str | FieldPath, *keys: object, match: MatchRule = MatchRule.EXACT) -> Condition:
    """A condition on one field."""
    steps = (path,) if isinstance(path, str) else path
    return Condition(fields=(steps,), match=match, keys=[(canonical(key) or "",) for key in keys])


def together(paths: Sequence[str], *keys: Sequence[object]) -> Condition:
    """A condition on several fields that match together."""
    fields = tuple((path,) for path in paths)
    return Condition(
        fields=fields, match=MatchRule.EXACT, keys=[tuple(canonical(part) or "" for part in key) for key in keys]
    )


def found(session: Session, table: Made, *conditions: Condition) -> list[Row]:
    """Every row of a look-up."""
    lookup = Lookup(collection=table.collection(), conditions=conditions)
    return [row for batch in session.rows(lookup) for row in batch]


def first_values(rows: Sequence[Row]) -> list[object]:
    """The first value of each row, in order: what tests name rows by."""
    return sorted((row[0] for row in rows), key=str)


def counted(session: Session, table: Made, condition: Condition) -> dict[Key, int]:
    """The counts of a condition."""
    return dict(session.counts(table.collection(), condition))


PEOPLE = Made(
    name="people",
    columns=(
        Column(name="id", kind=Kind.INTEGER, is_key=True),
        Column(name="email"),
        Column(name="city"),
        Column(name="manager", kind=Kind.INTEGER),
    ),
    rows=(
        (1, "ann.lee@example.com", "Leeds", None),
        (2, "bob@example.com", "Leeds", 1),
        (3, None, None, 1),
        (4, "cy@example.com", "York", 2),
    ),
)
PLACEMENTS = Made(
    name="placements",
    columns=(Column(name="child", kind=Kind.INTEGER), Column(name="episode", kind=Kind.INTEGER), Column(name="home")),
    rows=((1, 1, "a"), (1, 2, "b"), (2, 1, "c"), (2, None, "d"), (None, 1, "e")),
)
# What is stored, and an identifier of the person: the stored text is the same identifier in another spelling.
SPELLINGS = (
    (MatchRule.FOLDED, "ann.lee@example.com", "Ann.Lee@Example.COM"),
    (MatchRule.FOLDED, "ann.lee@example.com", "  ann.lee@example.com\t"),
    (MatchRule.FOLDED, "ann.lee@example.com", "ann.lee@ example.com\u00a0"),
    (MatchRule.FOLDED, "élise.žák@example.com", "ÉLISE.ŽÁK@example.com"),
    (MatchRule.PHONE, "07700 900123", "+44 7700 900123"),
    (MatchRule.PHONE, "07700 900123", "+44 (0)7700-900.123"),
    (MatchRule.PHONE, "07700 900123", "0044 7700 900 123"),
    (MatchRule.PHONE, "+447700900123", "Tel: 07700900123"),
    (MatchRule.PHONE, "01632 960001", "01632 960001 ext 204"),
    (MatchRule.PHONE, "01632 960001", "01632/960001"),
    (MatchRule.PHONE, "01632 960001", "01632 960001 x5"),
    (MatchRule.PHONE, "01632 960001", "01632-960-001#12"),
    (MatchRule.PHONE, "07700 900123", "07700 900123 (after 6pm)"),
    (MatchRule.PHONE, "07700 900123", "07700 900123 - ring before 9"),
    (MatchRule.PHONE, "07700 900123", "07700 900123 or 01632 960001"),
    (MatchRule.PHONE, "07700 900123", "07700 900123\nwork: 01632 960001"),
    (MatchRule.ALPHANUMERIC, "9990000018", "999 000 0018"),
    (MatchRule.ALPHANUMERIC, "9990000018", "999-000-0018"),
    (MatchRule.ALPHANUMERIC, "A123456789012", "a123/456.789012"),
    (MatchRule.NINO, "QQ123456C", "qq 12 34 56 c"),
    (MatchRule.NINO, "QQ 12 34 56", "QQ123456D"),
    (MatchRule.POSTCODE, "LS1 1AA", "ls11aa"),
)


_MOMENT = datetime.datetime.fromisoformat("2024-02-29T13:05:00")
TYPED: dict[Kind, tuple[object, object]] = {
    Kind.INTEGER: (17, 17),
    Kind.NUMBER: (Decimal("9.50"), Decimal("9.5")),
    Kind.DATE: (datetime.date(1899, 12, 31), datetime.date(1899, 12, 31)),
    Kind.TIMESTAMP: (_MOMENT, _MOMENT),
    Kind.UUID: (uuid.UUID(int=7), uuid.UUID(int=7)),
    Kind.BOOLEAN: (True, True),
    Kind.BYTES: (b"\x00\xff", b"\x00\xff"),
}
LONG = Made(
    name="long",
    columns=(Column(name="id", kind=Kind.INTEGER), Column(name="same")),
    rows=[(number, "same") for number in range(5_000)],
)
LONG_LOOKUP = Lookup(collection=LONG.collection(), conditions=(when("same", "same"),))
DOCUMENTS = Made(
    name="documents",
    columns=(
        Column(name="id", kind=Kind.INTEGER),
        Column(
            name="doc",
            kind=Kind.DOCUMENT,
            fields=(
                at("doc", "home", fields=(at("doc", "home", "email"), at("doc", "home", "o'dd name%"))),
                at("doc", "number"),
                at("doc", "people", is_array=True, fields=(at("doc", "people", "ref"),)),
            ),
        ),
        Column(name="tags", is_array=True),
    ),
    rows=(
        (
            1,
            {
                "home": {"email": "ann@example.com", "o'dd name%": "x"},
                "number": 5,
                "people": [{"ref": "p1"}, {"ref": "p2"}],
            },
            ["a", "b", "b"],
        ),
        (
            2,
            {"home": {"email": " Ann@Example.com"}, "people": [{"ref": "p3"}, {"other": 1}]},
            ["b", "c", 'O\'Neil, "x"'],
        ),
        (3, {"home": None, "people": []}, ["a-b", None]),
        (4, None, None),
        (5, [], []),
    ),
)


def spellings(rule: MatchRule, how_many: int) -> Iterator[str]:
    """Made-up ways in which people write an identifier of that kind; the same each time."""
    dice = random.Random(rule.value)
    for _ in range(how_many):
        if rule is MatchRule.PHONE:
            area = dice.choice(["07700 900", "01632 960", "+44 7700 900", "0044 (0)1632-960", "7700 900", "08001"])
            number = f"{area}{dice.randrange(100, 120)}"
            blurred = "".join(digit + dice.choice(["", "", " ", "-", ".", "\u00a0"]) for digit in number)
            yield (
                dice.choice(["", "Tel: ", "(", " "])
                + blurred
                + dice.choice(["", " ", " ext 12", "x3", " #4", ")", " (after 6pm)", " or 2"])
            )
        else:
            letters = "".join(dice.choice("aAbBéÉžŽ1") for _ in range(dice.randrange(1, 5)))
            yield "".join(
                letter + dice.choice(["", "", " ", "-", ".", "/", "\t", "\n", "\r", "\u00a0"]) for letter in letters
            )
