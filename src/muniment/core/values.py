"""Values that several rooms of the core share: where a thing stands, who asks, which right, and why an answer is so."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands in a file, for error messages; `line` counts from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class CollectionId(NamedTuple):
    """The name of one collection: the dataset's key and the collection's name in it."""

    dataset: str
    collection: str

    def __str__(self) -> str:
        return f"{self.dataset}.{self.collection}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The data subject of a search: an id of the council's choosing, and every identifier known.

    `identities` maps an identity key of the data map (`email`, `nhs_number`, `name`, ...) to its known
    values as given: a maiden name, an old address and a second e-mail all stand side by side.
    """

    id: str
    identities: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Right(StrEnum):
    """A right of the data subject that a request can be made under."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    AUTOMATED_DECISION = "automated-decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for an answer, in plain words, with where it is written and how far that was checked."""

    text: str
    cite: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that an answer rests on: a date or a category, never a name or a number of a person."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was decided and why: page, letter and audit print from it.

    `law_as_at` is the day whose law was applied; `law_sha256` the hash of the law files that were read.
    """

    question: str
    answer: str
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    law_as_at: date
    law_sha256: str


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """A day as it is written to people; the names do not follow the language of the machine, as strftime does.

    >>> day_in_words(date(2026, 12, 21))
    'Monday 21 December 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
