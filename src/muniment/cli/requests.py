"""The clock of a request as `muniment deadline --right` asks for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from muniment.cli.dates import Pairs
from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.clocks.explain import Explained, explain
from muniment.core.errors import UsageError
from muniment.core.values import Regime, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """What was given on the command line about a request; what was asked for is paired with what came, in order."""

    right: Right
    regime: Regime
    received: date
    asked: Mapping[Awaited, tuple[tuple[date, ...], tuple[date, ...]]]
    clarification: Pairs
    extended_on: date | None
    extension_reason: str | None
    answered: date | None
    calendar: Calendar


def request_clock(given: RequestFacts, today: date) -> Explained:
    """The clock of a request, explained; UsageError for what cannot have happened."""
    if given.extension_reason and not given.extended_on:
        raise UsageError(
            "--extension-reason is given without --extended-on. Give that day, on which the person was told."
        )
    events: list[Event] = [Received(on=given.received)]
    for what, (asked, came) in given.asked.items():
        events += _waits(what, zip_longest(asked, came))
    events += _waits(Awaited.CLARIFICATION, given.clarification)
    if given.extended_on:
        reason = ExtensionReason(given.extension_reason) if given.extension_reason else None
        events.append(Extended(on=given.extended_on, reason=reason))
    if given.answered:
        events.append(Answered(on=given.answered))
    return explain(events, right=given.right, calendar=given.calendar, today=today, regime=given.regime)


def _waits(what: Awaited, pairs: Iterable[tuple[date | None, date | None]]) -> Iterator[Event]:
    """The events of what was asked for and what came, each pair under its own number."""
    for number, (asked, received) in enumerate(pairs, start=1):
        if asked:
            yield Asked(what=what, on=asked, number=number)
        if received:
            yield Supplied(what=what, on=received, number=number)
