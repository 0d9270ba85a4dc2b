"""Values that several rooms of the core share: where a thing stands, who asks, which right, and why an answer is so."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from muniment.law import load
from muniment.law.provisions import NOTHING, Version


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


class Regime(StrEnum):
    """The law that a request falls under, by what its data are processed for."""

    UK_GDPR = "uk-gdpr"
    LAW_ENFORCEMENT = "part-3"  # of the Data Protection Act 2018: a competent authority's law-enforcement purposes


class BreachRegime(StrEnum):
    """The law under which a breach is reported."""

    UK_GDPR = "uk-gdpr"
    LAW_ENFORCEMENT = "part-3"
    PECR = "pecr"  # a provider of public electronic communications services, which few councils are


class Nation(StrEnum):
    """The parts of the United Kingdom whose law or bank holidays differ for a council."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def in_words(self) -> str:
        """The nation as it is written to people."""
        return NATIONS[self]


NATIONS = {
    Nation.ENGLAND_AND_WALES: "England and Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}


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
class Question:
    """What the law leaves to a person's judgement: put to a named officer, whose answer is recorded."""

    code: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was decided and why: page, letter and audit print from it.

    `law_as_at` is the day whose law was applied; `law_sha256` the hash of the law files that were read;
    `settings_sha256` that of what the council itself settles (local holidays, uncertain commencements), if anything.
    """

    question: str
    answer: str
    reasons: tuple[Reason, ...]
    facts: tuple[Fact, ...]
    law_as_at: date
    law_sha256: str
    settings_sha256: str | None = None


Outcome_co = TypeVar("Outcome_co", bound=StrEnum, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Generic[Outcome_co]):
    """What follows from the facts, and why; `questions` are those an officer must answer before it is settled."""

    outcome: Outcome_co
    receipt: Receipt
    questions: tuple[Question, ...] = ()


def receipt(
    *,
    question: str,
    answer: str,
    reasons: Iterable[Reason],
    facts: Iterable[Fact],
    law_as_at: date,
    holidays: Iterable[date] = (),
    commenced: Mapping[str, date] = NOTHING,
) -> Receipt:
    """The receipt of an answer, with the hash of the law files and, apart, that of the council's own settings."""
    return Receipt(
        question=question,
        answer=answer,
        reasons=tuple(reasons),
        facts=tuple(facts),
        law_as_at=law_as_at,
        law_sha256=load.sha256(),
        settings_sha256=_settings_sha256(tuple(holidays), tuple(commenced.items())),
    )


@lru_cache(maxsize=64)
def _settings_sha256(holidays: tuple[date, ...], commenced: tuple[tuple[str, date], ...]) -> str | None:
    settings = [f"holiday {day.isoformat()}" for day in holidays]
    settings += [f"commenced {name} {day.isoformat()}" for name, day in commenced]
    return hashlib.sha256("\n".join(sorted(settings)).encode()).hexdigest() if settings else None


def reasons_of(version: Version[Any], of_this_case: str = "") -> tuple[Reason, ...]:
    """What a version says, with how it met this case, and the reading of it that is followed."""
    confidence = version.confidence.value
    text = f"{version.text} {of_this_case}" if of_this_case else version.text
    said = Reason(text=text, cite=version.cite, url=version.url, confidence=confidence)
    if version.reading is None:
        return (said,)
    reading = version.reading
    return (said, Reason(text=reading.text, cite=reading.cite, url=reading.url, confidence=confidence))


def questions_of(version: Version[Any], code: str) -> tuple[Question, ...]:
    """The judgements that a version leaves to an officer, numbered under a code."""
    return tuple(
        Question(code=f"{code}-{number}", text=text, cite=version.cite)
        for number, text in enumerate(version.judgement, start=1)
    )


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
    return _day_in_words(day)


@lru_cache(maxsize=2**13)  # the days of some twenty years: a list of requests names the same ones again and again
def _day_in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
