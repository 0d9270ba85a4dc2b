"""What the clocks of duties have in common: dates in the shape of a request's, a sentence on them, and a receipt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.counting import end_of
from muniment.core.clocks.order import refuse_after_today, refuse_before
from muniment.core.clocks.response import Status
from muniment.core.clocks.wording import Words, counted, length_in_words, number, sentence
from muniment.core.values import Fact, Reason, Receipt, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.clocks import Counting, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDates:
    """The dates of a duty's clock, in the shape of `ResponseDates`; what a duty does not have is None.

    Clocks in days give `due_on`, clocks in hours `due_at`: the last moment, in the zone of the event. `safe_on` and
    `safe_at` are in time in every reading. `notice_by` is the last day to tell of an extension. `days_late` counts
    calendar days, `working_days_late` those that are working days (None where that is not known, or where the clock
    counts hours, which no holiday stops), `hours_late` hours begun.
    """

    status: Status
    relevant_on: date
    due_on: date | None = None
    safe_on: date | None = None
    due_at: datetime | None = None
    safe_at: datetime | None = None
    target_on: date | None = None
    notice_by: date | None = None
    extended: bool = False
    extension_valid: bool = False
    days_paused: int = 0
    days_late: int = 0
    working_days_late: int | None = 0
    hours_late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyClock:
    """The dates of a duty's clock, and a receipt for each question that was decided."""

    dates: DutyDates
    receipts: tuple[Receipt, ...]


class Happened(NamedTuple):
    """One thing that happened on a day: in words that follow "before" ("the complaint was received"), and its day."""

    what: str
    on: date


def happened(*several: tuple[str, date | None], after: Happened) -> tuple[Happened, ...]:
    """Those of several things that have a day, which may not lie before what must come first."""
    dated = tuple(Happened(what, on) for what, on in several if on is not None)
    for one in dated:
        refuse_before(one, after)
    return dated


class End(NamedTuple):
    """The last day of a period, and how it was counted, in words; no day while it is not settled, and why."""

    due_on: date | None
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDuty:
    """A duty whose clock counts days: what is asked, how it is spoken of, its event, what fulfilled it, its end.

    `counting` says that the general rules on counting decided the end, so that they are cited.
    """

    question: str
    words: Words
    began: Happened
    done: Happened | None
    end: End
    counting: bool = True


def end(period: Period, event_on: date, calendar: Calendar) -> End:
    """The end of a period of days, weeks, months or years from an event."""
    last_day = end_of(period, event_on)
    due_on = calendar.roll(last_day) if period.rolls else last_day
    length = length_in_words(period)
    return End(
        due_on,
        counted(length, start=event_on, unpaused=last_day, last_day=last_day, due_on=due_on, calendar=calendar),
    )


def clock_of(
    duty: DayDuty, version: Version[Any], *, calendar: Calendar, today: date, facts: Iterable[Fact] = ()
) -> DutyClock:
    """The clock of a duty that counts days: UsageError where something is dated before it can have happened."""
    refuse_after_today(*duty.began, today)
    if duty.done is not None:
        refuse_before(duty.done, duty.began)
    due_on, ended_on = duty.end.due_on, duty.done.on if duty.done else today
    dates = DutyDates(
        status=_status(duty),
        relevant_on=duty.began.on,
        due_on=due_on,
        safe_on=due_on,
        days_late=max(0, (ended_on - due_on).days) if due_on else 0,
        working_days_late=calendar.working_days_late(due_on, ended_on) if due_on else 0,
    )
    told = receipt(
        question=duty.question,
        answer=_answer(duty, dates.days_late),
        reasons=_reasons(duty, version),
        facts=(*_facts(duty, calendar), *facts, *late_as_at(today, late=bool(dates.days_late and not duty.done))),
        law_as_at=duty.began.on,
        holidays=calendar.extra,
    )
    return DutyClock(dates=dates, receipts=(told,))


def late_as_at(today: date, *, late: bool) -> tuple[Fact, ...]:
    """The day asked as at, for the facts of what is late and not done: how late it is follows from that day."""
    return (Fact(name="asked as at", value=today.isoformat()),) if late else ()


def _status(duty: DayDuty) -> Status:
    if duty.done:
        return Status.CLOSED
    return Status.RUNNING if duty.end.due_on else Status.PAUSED


def _answer(duty: DayDuty, days_late: int) -> str:
    if duty.end.due_on is None:
        return duty.end.how
    return sentence(
        duty.words,
        due=day_in_words(duty.end.due_on),
        done=day_in_words(duty.done.on) if duty.done else None,
        late=number(days_late, "day") if days_late else None,
    )


def _reasons(duty: DayDuty, version: Version[Any]) -> tuple[Reason, ...]:
    if not duty.counting:
        return reasons_of(version, duty.end.how)
    counting = governing("rtr/counting", Counting, began_on=duty.began.on)
    return (*reasons_of(version), *reasons_of(counting, duty.end.how))


def _facts(duty: DayDuty, calendar: Calendar) -> Iterator[Fact]:
    yield Fact(name="nation", value=calendar.nation.value)
    for what, on in (duty.began, *([duty.done] if duty.done else [])):
        yield Fact(name=what, value=on.isoformat())
    for day in calendar.extra:
        yield Fact(name="local holiday", value=day.isoformat())
