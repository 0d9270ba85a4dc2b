"""A provision in plain words: its days, the date that chooses, its mark, and its rule whatever its shape."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest

from muniment.core.writing.provisions import CHECKED, CHOSEN_BY, by_instrument, in_force, outline
from muniment.law.provisions import Confidence, Selects, Version
from muniment.law.shapes import Url


class Colour(StrEnum):
    DARK_RED = "dark-red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part, known by its `part_code`."""

    part_code: str
    colours: tuple[Colour, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """What stands in a rule."""

    limit: int
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Somebody with parts."""

    name: str
    inner: Inner


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of every shape, at most `max_amount`."""

    max_amount: int
    share: float
    applies: bool
    ends_on: date
    colour: Colour
    codes: tuple[str, ...]
    sentences: tuple[str, ...]
    inner: Inner
    owners: tuple[Owner, ...]
    left_out: str | None = None


RULE = Rule(
    max_amount=17_500_000,
    share=0.04,
    applies=False,
    ends_on=date(2026, 5, 1),
    colour=Colour.DARK_RED,
    codes=("a", "b-c"),
    sentences=("One thing.", "Another thing."),
    inner=Inner(limit=1998, parts=(Part(part_code="P1"), Part(part_code="P2", colours=(Colour.DARK_RED,)))),
    owners=(Owner(name="first", inner=Inner(limit=2, parts=(Part(part_code="P3", note="Old."),))),),
)


def test_the_values_of_a_rule_stand_under_plain_labels() -> None:
    assert outline(RULE).meaning == 'A rule of every shape, at most "max amount".'
    assert outline(RULE).values == (
        ("Max amount", "17,500,000"),
        ("Share", "0.04"),
        ("Applies", "no"),
        ("Ends on", "1 May 2026"),
        ("Colour", "dark-red"),
        ("Codes", "a, b-c"),
        ("Sentences", "One thing.\nAnother thing."),
        ("Inner: Limit", "1998"),
    )


def test_a_list_of_things_is_a_table_without_the_columns_that_say_nothing() -> None:
    parts, owners = outline(RULE).listings
    assert (parts.title, parts.meaning) == ("Inner: Parts", 'A part, known by its "part code".')
    assert parts.columns == ("Part code", "Colours")
    assert parts.rows == (("P1", ""), ("P2", "dark-red"))
    assert owners.columns == ("Name", "Inner")
    assert owners.rows == (("first", "Limit: 2; Parts: Part code: P3; Note: Old."),)


VERSION = Version(cite="An Act", url=Url("https://example.org/"), text="It is so.", confidence=Confidence.READ, rule=1)


@pytest.mark.parametrize(
    ("first", "last", "commencement", "words"),
    [
        (date(2018, 5, 25), date(2026, 2, 4), None, "25 May 2018 to 4 February 2026"),
        (date(2026, 2, 5), None, None, "Since 5 February 2026"),
        (None, None, "an-act", "From the day that 'an-act' is switched on"),
    ],
)
def test_the_days_of_a_version_are_said_in_words(
    first: date | None, last: date | None, commencement: str | None, words: str
) -> None:
    version = Version(
        cite=VERSION.cite, url=VERSION.url, text=VERSION.text, confidence=VERSION.confidence, rule=VERSION.rule,
        in_force_from=first, in_force_to=last, commencement=commencement,
    )  # fmt: skip
    assert in_force(version) == words


def test_provisions_stand_under_each_instrument_once() -> None:
    names = ["dpa_2018/breach", "dpa_2018/exemptions/crime", "dpa_2018/zeal", "health_records/dead", "pecr/cookies"]
    assert dict(by_instrument(names)) == {
        "DPA 2018": ("dpa_2018/breach", "dpa_2018/zeal"),
        "DPA 2018, exemptions": ("dpa_2018/exemptions/crime",),
        "Health records": ("health_records/dead",),
        "PECR": ("pecr/cookies",),
    }


def test_every_date_that_chooses_and_every_mark_has_its_words() -> None:
    assert set(CHOSEN_BY) == set(Selects)
    assert set(CHECKED) == set(Confidence)
