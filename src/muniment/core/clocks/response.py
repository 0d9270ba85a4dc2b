"""When a request under a data subject's right must be answered: a pure fold over what happened to it.

The law is that in force on the day of receipt (law/uk/uk_gdpr). `dates` gives the dates alone, for lists;
core/clocks/explain.py writes receipts from the same course of events.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.counting import Pause, add_months, without_pauses
from muniment.core.clocks.events import Awaited, Event, History, Wait, history
from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.values import Right
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import clocks as rules

RESTARTS = {
    Awaited.IDENTITY: "uk_gdpr/restart_identity",
    Awaited.AUTHORITY: "uk_gdpr/restart_authority",
    Awaited.FEE: "uk_gdpr/restart_fee",
}
"""What the period waits for, and by which provision; clarification pauses it instead."""

DAY = timedelta(days=1)


class Status(StrEnum):
    """Where the clock of a request stands, by the facts given."""

    RUNNING = "running"
    AWAITING = "awaiting"  # identity, authority or fee asked for and not yet there: the period has not begun
    PAUSED = "paused"  # clarification asked for and not yet there: no end can be given
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseDates:
    """The dates of a request's clock; a date is None while the facts do not yet settle it.

    `relevant_on` is the day the period is counted from; `due_on` the last day to answer; `safe_on` the same if the
    day a clarification arrived is held to count, as some read it; `target_on` the council's own target;
    `notice_by` the last day to tell the person of an extension. `extended` says that an extension was given,
    `extension_valid` that it was in time and for a reason the law knows: only then is `due_on` later.
    """

    status: Status
    relevant_on: date | None
    due_on: date | None
    safe_on: date | None
    target_on: date | None
    notice_by: date | None
    extended: bool
    extension_valid: bool
    days_paused: int
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Governing:
    """The versions of the law that govern one request; only what its events call for is looked up."""

    limit: Version[rules.TimeLimit]
    counting: Version[rules.Counting]
    restarts: tuple[tuple[Wait, Version[rules.Restart]], ...]
    clarifications: tuple[tuple[Wait, Version[rules.Pause]], ...]
    extension: Version[rules.Extension] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The dates of a request with all that they follow from: receipts are written from it.

    `months` is the length of the period that applies; `last_day` its end before it is rolled to a working day.
    """

    told: History
    right: Right
    calendar: Calendar
    law: Governing
    months: int
    last_day: date | None
    dates: ResponseDates


def dates(events: Iterable[Event], *, right: Right, calendar: Calendar, today: date) -> ResponseDates:
    """The dates of a request; UsageError, NoLawInForce or HolidaysNotKnown where there can be none."""
    return course(events, right=right, calendar=calendar, today=today).dates


def course(events: Iterable[Event], *, right: Right, calendar: Calendar, today: date) -> Course:
    """The dates of a request with all that they follow from; raises as `dates` does."""
    told = history(events)
    if told.received_on > today:
        raise UsageError(f"The request was received on {told.received_on}, which is after {today}. Check both dates.")
    law = _governing(told, right)
    start = _relevant_on(told)
    pauses = tuple(
        (wait.asked_on, wait.supplied_on) for wait, version in law.clarifications if right in version.rule.rights
    )
    period = _Period(start=start, pauses=pauses, calendar=calendar, today=today)
    notice_by = period.end(months=law.limit.rule.months).rolled
    valid = _extension_is_valid(told, law, notice_by)
    months = law.limit.rule.months + (law.extension.rule.further_months if law.extension and valid else 0)
    end = period.end(months=months)
    held_to_count = tuple((first, last and last - DAY) for first, last in pauses)
    safe = _Period(start=start, pauses=held_to_count, calendar=calendar, today=today).end(months=months)
    return Course(
        told=told,
        right=right,
        calendar=calendar,
        law=law,
        months=months,
        last_day=end.last_day,
        dates=ResponseDates(
            status=_status(told, start, end.last_day),
            relevant_on=start,
            due_on=end.rolled,
            safe_on=safe.rolled,
            target_on=period.end(days=law.limit.rule.target_days).last_day,
            notice_by=notice_by,
            extended=bool(told.extensions),
            extension_valid=valid,
            days_paused=end.days_paused,
            days_late=max(0, ((told.answered_on or today) - end.rolled).days) if end.rolled else 0,
        ),
    )


def _governing(told: History, right: Right) -> Governing:
    """The law on the day of receipt."""
    on = told.received_on
    limit = governing("uk_gdpr/response_period", rules.TimeLimit, received_on=on)
    if right not in limit.rule.rights:
        raise NoLawInForce("response_period", on, f"it sets no time limit for the right '{right.value}'.")
    return Governing(
        limit=limit,
        counting=governing("rtr/counting", rules.Counting, began_on=on),
        restarts=tuple(
            (wait, governing(RESTARTS[wait.what], rules.Restart, received_on=on))
            for wait in told.waits
            if wait.what in RESTARTS
        ),
        clarifications=tuple(
            (wait, governing("uk_gdpr/clarification_pause", rules.Pause, received_on=on))
            for wait in told.waits
            if wait.what is Awaited.CLARIFICATION
        ),
        extension=governing("uk_gdpr/response_extension", rules.Extension, received_on=on) if told.extensions else None,
    )


def _relevant_on(told: History) -> date | None:
    """The latest of receipt and of the arrival of what was needed first; None while any of that is awaited."""
    latest = told.received_on
    for wait in told.waits:
        if wait.what in RESTARTS:
            if wait.supplied_on is None:
                return None
            latest = max(latest, wait.supplied_on)
    return latest


def _extension_is_valid(told: History, law: Governing, notice_by: date | None) -> bool:
    """Whether one of the extensions given was in time, and for a reason of the law.

    While the last day for telling of it is not settled, it lies ahead, so what was given is in time.
    """
    return law.extension is not None and any(
        given.reason in law.extension.rule.reasons and (notice_by is None or given.on <= notice_by)
        for given in told.extensions
    )


def _status(told: History, start: date | None, last_day: date | None) -> Status:
    if told.answered_on is not None:
        return Status.CLOSED
    if start is None:
        return Status.AWAITING
    return Status.RUNNING if last_day else Status.PAUSED


class _End(NamedTuple):
    last_day: date | None
    rolled: date | None
    days_paused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """A period that may not have begun (no start), and the days that do not count in it."""

    start: date | None
    pauses: tuple[Pause, ...]
    calendar: Calendar
    today: date

    def end(self, *, months: int = 0, days: int = 0) -> _End:
        if self.start is None:
            return _End(None, None, 0)
        self.calendar.require(self.start)
        last_day, days_paused = without_pauses(
            self.start, add_months(self.start, months) + timedelta(days=days), self.pauses, self.today
        )
        return _End(last_day, last_day and self.calendar.roll(last_day), days_paused)
