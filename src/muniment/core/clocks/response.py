"""When a request under a data subject's right must be answered: a pure fold over what happened to it.

The law is that in force on the day of receipt, of the regime that the request falls under. `dates` gives the dates
alone, for lists; core/clocks/explain.py writes receipts from the same course of events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from muniment.core.clocks.calendars import DAY, Calendar
from muniment.core.clocks.counting import Pause, add_months, without_pauses
from muniment.core.clocks.events import Awaited, Event, History, history
from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.values import Regime, Right
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import clocks as rules

LAW_OF = {Regime.UK_GDPR: "uk_gdpr", Regime.LAW_ENFORCEMENT: "dpa_2018/part_3"}
"""Where the provisions of each regime stand; they have the same names in both."""

RESTARTS = {
    Awaited.IDENTITY: "restart_identity",
    Awaited.AUTHORITY: "restart_authority",
    Awaited.FEE: "restart_fee",
}
"""What the period waits for, and by which provision; clarification pauses it instead."""


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
    `days_late` counts calendar days, `working_days_late` working days after `due_on` to the answer or today: 0 in time,
    None when that lies beyond the last day whose holidays are known.
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
    working_days_late: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Governing:
    """The versions of the law that govern one request; only what its events call for is looked up."""

    limit: Version[rules.TimeLimit]
    counting: Version[rules.Counting]
    restarts: Mapping[Awaited, Version[rules.Restart]]
    clarification: Version[rules.Pause] | None
    extension: Version[rules.Extension] | None


class Course(NamedTuple):
    """The dates of a request with all that they follow from: receipts are written from it.

    `months` is the length of the period that applies; `last_day` its end before it is rolled to a working day.
    """

    told: History
    right: Right
    regime: Regime
    calendar: Calendar
    law: Governing
    months: int
    last_day: date | None
    dates: ResponseDates


def dates(
    events: Iterable[Event], *, right: Right, calendar: Calendar, today: date, regime: Regime = Regime.UK_GDPR
) -> ResponseDates:
    """The dates of a request; UsageError, NoLawInForce or HolidaysNotKnown where there can be none."""
    return course(events, right=right, calendar=calendar, today=today, regime=regime).dates


def course(
    events: Iterable[Event], *, right: Right, calendar: Calendar, today: date, regime: Regime = Regime.UK_GDPR
) -> Course:
    """The dates of a request with all that they follow from; raises as `dates` does."""
    told = history(events)
    if told.received_on > today:
        raise UsageError(f"The request was received on {told.received_on}, which is after {today}. Check both dates.")
    law = _governing(told, right, regime)
    start = _relevant_on(told)
    if start:
        calendar.require(start)
    pauses = _pauses(told, right, law)
    period = _Period(start, pauses, today)
    months = law.limit.rule.months
    last_day, days_paused = period.end(months=months)
    notice_by = due_on = _rolled(last_day, calendar)
    valid = _extension_is_valid(told, law, notice_by)
    if law.extension and valid:
        months += law.extension.rule.further_months
        last_day, days_paused = period.end(months=months)
        due_on = _rolled(last_day, calendar)
    safe_on = _rolled(period.with_replies_counted().end(months=months)[0], calendar) if pauses else due_on
    target_on, _ = period.end(days=law.limit.rule.target_days)
    done_on = told.answered_on or today
    return Course(
        told=told,
        right=right,
        regime=regime,
        calendar=calendar,
        law=law,
        months=months,
        last_day=last_day,
        dates=ResponseDates(
            status=_status(told, start, last_day),
            relevant_on=start,
            due_on=due_on,
            safe_on=safe_on,
            target_on=target_on,
            notice_by=notice_by,
            extended=bool(told.extensions),
            extension_valid=valid,
            days_paused=days_paused,
            days_late=max(0, (done_on - due_on).days) if due_on else 0,
            working_days_late=calendar.working_days_late(due_on, done_on) if due_on else 0,
        ),
    )


def _governing(told: History, right: Right, regime: Regime) -> Governing:
    """The law on the day of receipt; NoLawInForce where it sets no time limit for the right."""
    law = governing_law(regime, told.received_on, frozenset([wait.what for wait in told.waits]), bool(told.extensions))
    if right not in law.limit.rule.rights:
        gap = (
            f"that of {regime.value} is not held for requests under the right '{right.value}', so no date is given. "
            "Check the right, and the law that the request falls under."
        )
        raise NoLawInForce(f"{LAW_OF[regime]}/response_period", told.received_on, gap)
    return law


@lru_cache(maxsize=2**15)  # the days of a backlog of years, each with what requests of that day waited for
def governing_law(regime: Regime, received_on: date, awaited: frozenset[Awaited], extended: bool) -> Governing:
    """The law of that day on time limits, and on what was awaited and extended."""
    of = LAW_OF[regime]
    restarts = sorted(awaited & RESTARTS.keys())
    return Governing(
        limit=governing(f"{of}/response_period", rules.TimeLimit, received_on=received_on),
        counting=governing("rtr/counting", rules.Counting, began_on=received_on),
        restarts={
            what: governing(f"{of}/{RESTARTS[what]}", rules.Restart, received_on=received_on) for what in restarts
        },
        clarification=governing(f"{of}/clarification_pause", rules.Pause, received_on=received_on)
        if Awaited.CLARIFICATION in awaited
        else None,
        extension=governing(f"{of}/response_extension", rules.Extension, received_on=received_on) if extended else None,
    )


def _pauses(told: History, right: Right, law: Governing) -> tuple[Pause, ...]:
    """The stretches in which clarification was awaited, if that pauses the period for this right."""
    if law.clarification is None or right not in law.clarification.rule.rights:
        return ()
    return tuple([(wait.asked_on, wait.supplied_on) for wait in told.waits if wait.what is Awaited.CLARIFICATION])


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


class _Period(NamedTuple):
    """A period that may not have begun (no start), and the days that do not count in it."""

    start: date | None
    pauses: tuple[Pause, ...]
    today: date

    def end(self, *, months: int = 0, days: int = 0) -> tuple[date | None, int]:
        """Its last day, not rolled, when it is so many months or days long, and how many days were left out."""
        if self.start is None:
            return None, 0
        unpaused = add_months(self.start, months) if months else self.start + timedelta(days=days)
        return without_pauses(self.start, unpaused, self.pauses, self.today)

    def with_replies_counted(self) -> "_Period":
        """The same, if the day on which a clarification arrived is held to count."""
        return self._replace(pauses=tuple([(first, last and last - DAY) for first, last in self.pauses]))


def _rolled(day: date | None, calendar: Calendar) -> date | None:
    return calendar.roll(day) if day else None
