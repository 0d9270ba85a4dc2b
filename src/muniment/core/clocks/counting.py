"""How the law counts: hours, days, weeks and months from an event, whose own hour or day is not counted.

A period of months ends on the same date as the event's, or on the last day of a month that has no such date; a
period whose last day is no working day ends on the next. Months are always added to the day of the event: adding
them to a date that was already shortened or rolled gives another, wrong day. The provision `rtr/counting` cites it.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from muniment.core.clocks.calendars import DAY
from muniment.core.errors import SchoolDaysNotKnown, UsageError
from muniment.law.rules.clocks import Period, Unit

METHOD = "corresponding-date"
"""The name by which the law files call this way of counting; there is no other yet."""

Pause = tuple[date, date | None]
"""The first and the last day of a pause, both in it; no last day while it is open."""

DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}
MONTHS_IN = {Unit.MONTHS: 1, Unit.YEARS: 12}
AFTER_ALL_YEARS = "after the year 9999. Check the date, and the length of the period."
HOUR = timedelta(hours=1)
SHORTEST_MONTH = 28


class HoursPeriod(NamedTuple):
    """The end of a period of hours, in UTC: the hours from the event itself, and the later end that the law gives."""

    safe_at: datetime
    end_at: datetime


def add_months(day: date, months: int) -> date:
    """The same date so many months on, or the last day of that month where it has no such date.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 1, 31), 3)
    (datetime.date(2026, 2, 28), datetime.date(2026, 4, 30))
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of(period: Period, event_on: date) -> date:
    """The last day of a period of days, weeks, months or years, before it is moved to a working day.

    UsageError for hours, which end at a moment, for school days, which only a school can count, and for an end after
    the year 9999.
    """
    try:
        if period.unit in DAYS_IN:
            return event_on + timedelta(days=period.amount * DAYS_IN[period.unit])
        if period.unit in MONTHS_IN:
            return add_months(event_on, period.amount * MONTHS_IN[period.unit])
    except (OverflowError, ValueError):
        raise UsageError(f"The period from {event_on} ends {AFTER_ALL_YEARS}") from None
    raise UsageError(
        f"A period of {period.unit.value} has no last day that follows from the date alone. "
        "Give days, weeks, months or years."
    )


def hours_period(event_at: datetime, hours: int) -> HoursPeriod:
    """The end of a period of hours from an event at a moment with a time zone; weekends and holidays count.

    The hour of the event is not counted, so the period begins with the next full hour, an hour later where the
    event is on the hour. Clock changes neither lengthen nor shorten it.

    >>> hours_period(datetime(2026, 11, 20, 16, 20, tzinfo=UTC), 72).end_at.isoformat()
    '2026-11-23T17:00:00+00:00'
    """
    if event_at.utcoffset() is None:
        raise UsageError(f"{event_at.isoformat()} has no time zone, so its hour is not known. Give one, such as UTC.")
    try:
        event_at = event_at.astimezone(UTC)
        length = timedelta(hours=hours)
        return HoursPeriod(event_at + length, event_at.replace(minute=0, second=0, microsecond=0) + HOUR + length)
    except OverflowError:
        raise UsageError(f"The period from {event_at.isoformat()} ends {AFTER_ALL_YEARS}") from None


def school_days_period(received: date, days: int, is_school_day: Callable[[date], bool], last_known: date) -> date:
    """The last day of a period of school days, the day of receipt not counted.

    `last_known` is the last day of which the school's calendar says whether it is a school day. Raises
    SchoolDaysNotKnown when the period does not end by then; nothing is asked of days beyond it.
    """
    day, left = received, days
    while left > 0:
        if day >= last_known:
            raise SchoolDaysNotKnown(last_known)
        day += DAY
        if is_school_day(day):
            left -= 1
    return day


def without_pauses(event: date, last: date, pauses: Sequence[Pause], counted_to: date) -> tuple[date | None, int]:
    """The last day of a period once its paused days are left out, and how many they are; pauses sorted by first day.

    Each paused day after the event moves the end on by one; days in two pauses count once, days after the end not
    at all. No end can be given (None) once an open pause is reached: its days are then counted to `counted_to`.
    The end is not rolled: rolling is the last step of all.
    """
    if not pauses:
        return last, 0
    end, covered, left_out = last.toordinal(), event.toordinal(), 0
    for first_day, last_day in pauses:
        first = max(first_day.toordinal(), covered + 1)
        if first > end:
            break
        if last_day is None:
            return None, left_out + max(0, counted_to.toordinal() - first + 1)
        length = last_day.toordinal() - first + 1
        if length > 0:
            end, covered, left_out = end + length, last_day.toordinal(), left_out + length
    return date.fromordinal(min(end, date.max.toordinal())), left_out
