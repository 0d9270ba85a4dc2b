"""What happened to a request, as a case records it, and the history that follows from it in any order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from muniment.core.clocks.order import refuse_before
from muniment.core.errors import UsageError


class Awaited(StrEnum):
    """What a council may have to ask for before, or while, it answers."""

    IDENTITY = "identity"
    AUTHORITY = "authority"
    FEE = "fee"
    CLARIFICATION = "clarification"

    @property
    def in_words(self) -> str:
        """What is awaited, as it is written to people."""
        return AWAITED_IN_WORDS[self]


AWAITED_IN_WORDS = {
    Awaited.IDENTITY: "proof of identity",
    Awaited.AUTHORITY: "evidence of authority to act",
    Awaited.FEE: "the fee",
    Awaited.CLARIFICATION: "clarification",
}
ASKED_IN_WORDS = {what: f"{words} was asked for" for what, words in AWAITED_IN_WORDS.items()}
SUPPLIED_IN_WORDS = {what: f"{words} was received" for what, words in AWAITED_IN_WORDS.items()}


class ExtensionReason(StrEnum):
    """The two reasons for which the law lets a council take longer."""

    COMPLEX = "complex"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """The request reached the council, by any channel, on whatever day of the week."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The council asked for something; `number` tells several askings for the same thing apart."""

    what: Awaited
    on: date
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What was asked for under that number arrived in full (or was paid)."""

    what: Awaited
    on: date
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """The person was told that the answer takes longer, and, where a reason is recorded, why."""

    on: date
    reason: ExtensionReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answer, or the refusal, was given."""

    on: date


Event = Received | Asked | Supplied | Extended | Answered

E = TypeVar("E", Asked, Supplied)


class Wait(NamedTuple):
    """One thing that was asked for, and when it came; `supplied_on` is None while it is awaited."""

    what: Awaited
    asked_on: date
    supplied_on: date | None


class History(NamedTuple):
    """A request's events in their places; waits and extensions by date, whatever order the events came in."""

    received_on: date
    waits: tuple[Wait, ...]
    extensions: tuple[Extended, ...]
    answered_on: date | None


def history(events: Iterable[Event]) -> History:
    """The history that the events tell; UsageError when they cannot all be true."""
    received: list[date] = []
    answered: list[date] = []
    extensions: list[Extended] = []
    asked: list[Asked] = []
    supplied: list[Supplied] = []
    for event in events:
        match event:
            case Received(on=on):
                received.append(on)
            case Asked():
                asked.append(event)
            case Supplied():
                supplied.append(event)
            case Extended():
                extensions.append(event)
            case Answered(on=on):
                answered.append(on)
    if len(received) != 1 or len(answered) > 1:
        raise UsageError("A request is received once, and answered once or not at all. Give one date for each.")
    told = History(
        received_on=received[0],
        waits=_waits(asked, supplied) if asked or supplied else (),
        extensions=tuple(sorted(extensions, key=lambda extension: (extension.on, extension.reason or ""))),
        answered_on=answered[0] if answered else None,
    )
    _refuse_impossible(told)
    return told


def _waits(asked: Iterable[Asked], supplied: Iterable[Supplied]) -> tuple[Wait, ...]:
    """Each asking with what came of it, by date; UsageError when something came that was never asked for."""
    came, wanted = _by_number(supplied), _by_number(asked)
    waits = [
        Wait(what=event.what, asked_on=event.on, supplied_on=came.pop(key).on if key in came else None)
        for key, event in wanted.items()
    ]
    for event in came.values():
        raise UsageError(
            f"{event.what.in_words.capitalize()} was received on {event.on}, but no date on which it was asked for is "
            "given. Give that date; if it came with the request and was never asked for, leave it out."
        )
    return tuple(sorted(waits, key=lambda wait: (wait.asked_on, wait.supplied_on or date.max, wait.what)))


def _by_number(events: Iterable[E]) -> dict[tuple[Awaited, int], E]:
    numbered: dict[tuple[Awaited, int], E] = {}
    for event in events:
        key = (event.what, event.number)
        if key in numbered:
            raise UsageError(
                f"Two dates are given for {event.what.in_words} number {event.number}: number each asking."
            )
        numbered[key] = event
    return numbered


def _refuse_impossible(told: History) -> None:
    """Refuses a history in which something happens before it can."""
    received, answered = ("the request was received", told.received_on), told.answered_on
    for wait in told.waits:
        asked = (ASKED_IN_WORDS[wait.what], wait.asked_on)
        refuse_before(asked, received)
        if wait.supplied_on is not None:
            refuse_before((SUPPLIED_IN_WORDS[wait.what], wait.supplied_on), asked)
        if answered is not None:
            refuse_before(("the answer was given", answered), asked)
    for extension in told.extensions:
        refuse_before(("the extension was given", extension.on), received)
    if answered is not None:
        refuse_before(("the answer was given", answered), received)
