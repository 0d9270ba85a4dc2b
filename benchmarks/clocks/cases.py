"""The cases of the benchmark: what a council of some size might have received since 2018; the same in each run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.values import Right

TODAY = date(2026, 11, 21)
FIRST = date(2018, 5, 25)
CLARIFICATION_FROM = date(2020, 10, 21)  # for requests received before then no rule on it is held
SEED = 2018

IDENTITY, CLARIFICATION, EXTENSION = "identity", "clarification", "extension"
MIX = {
    (): 60,
    (IDENTITY,): 12,
    (CLARIFICATION,): 12,
    (EXTENSION,): 8,
    (IDENTITY, CLARIFICATION): 3,
    (CLARIFICATION, EXTENSION): 3,
    (IDENTITY, CLARIFICATION, EXTENSION): 2,
}
"""What happened to a request besides its receipt and its answer, and to how many in a hundred."""

RIGHTS = {Right.ACCESS: 80, Right.ERASURE: 10, Right.RECTIFICATION: 5, Right.OBJECTION: 5}
"""Under which right it was made; clarification is asked for of access requests only."""


@dataclass(frozen=True, slots=True)
class Case:
    """A request and what happened to it up to today."""

    right: Right
    events: tuple[Event, ...]


def cases(count: int) -> list[Case]:
    """So many cases, in no order of time; nothing in them is later than today."""
    random = Random(SEED)
    mixes = random.choices(list(MIX), list(MIX.values()), k=count)
    rights = random.choices(list(RIGHTS), list(RIGHTS.values()), k=count)
    return [_case(random, mix, right) for mix, right in zip(mixes, rights, strict=True)]


def _case(random: Random, mix: tuple[str, ...], right: Right) -> Case:
    first = CLARIFICATION_FROM if CLARIFICATION in mix else FIRST
    received = first + timedelta(days=random.randint(0, (TODAY - first).days))
    events = [event for event in _happened(random, mix, received) if event.on <= TODAY]
    return Case(Right.ACCESS if CLARIFICATION in mix else right, tuple(events))


def _happened(random: Random, mix: tuple[str, ...], received: date) -> Iterator[Event]:
    """What happens to a request, whether it lies before today or not."""

    def within(days: int, after: date) -> date:
        return after + timedelta(days=random.randint(0, days))

    yield Received(on=received)
    for what in (Awaited.IDENTITY, Awaited.CLARIFICATION):
        if what in mix:
            asked = within(7, received)
            yield Asked(what=what, on=asked)
            yield Supplied(what=what, on=within(21, asked))
    if EXTENSION in mix:
        yield Extended(on=within(28, received), reason=random.choice(list(ExtensionReason)))
    yield Answered(on=within(60, received + timedelta(days=28)))
