"""Which days are working days, by nation, and the last day for which anyone can know."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from muniment.core.errors import HolidaysNotKnown
from muniment.core.values import Nation
from muniment.law import load

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The public holidays of one nation, with a council's extra ones, from the first to the last day they are known.

    `working_days` are all the days from first to last that are no Saturday, Sunday or holiday, in order.
    """

    nation: Nation
    first: date
    last: date
    holidays: Mapping[date, str]
    extra: tuple[date, ...]
    working_days: tuple[date, ...] = field(repr=False, compare=False)

    def is_working_day(self, day: date) -> bool:
        """Whether the day is no Saturday, Sunday or public holiday; HolidaysNotKnown where that cannot be told."""
        self.require(day)
        return _is_working_day(day, self.holidays)

    def roll(self, day: date) -> date:
        """The day itself when it is a working day, else the next; HolidaysNotKnown rather than a guess.

        >>> calendar(Nation.ENGLAND_AND_WALES).roll(date(2026, 12, 25))
        datetime.date(2026, 12, 29)
        """
        self.require(day)
        number = bisect_left(self.working_days, day)
        if number == len(self.working_days):
            raise self._not_known(self.last + DAY)
        return self.working_days[number]

    def working_days_late(self, due_on: date, on: date) -> int | None:
        """How many working days after the due day, up to and including `on`; 0 when that is in time.

        None when `on` lies beyond the last day that is known: a number that may be too small is not given, and that
        a day was missed stays plain from the calendar days.

        >>> calendar(Nation.ENGLAND_AND_WALES).working_days_late(date(2026, 12, 24), date(2026, 12, 29))
        1
        """
        if on <= due_on:
            return 0
        if on > self.last:
            return None
        self.require(due_on)
        return bisect_right(self.working_days, on) - bisect_right(self.working_days, due_on)

    def require(self, day: date) -> None:
        """Raises HolidaysNotKnown when the day lies outside the years whose holidays are known."""
        if not self.first <= day <= self.last:
            raise self._not_known(day)

    def _not_known(self, day: date) -> HolidaysNotKnown:
        return HolidaysNotKnown(self.nation.in_words, day, self.first, self.last)


def calendar(nation: Nation, extra_holidays: Iterable[date] = ()) -> Calendar:
    """The calendar of a nation; `extra_holidays` are local or one-off days that the council keeps besides."""
    return _calendar(nation, tuple(sorted(extra_holidays)))


@lru_cache(maxsize=64)
def _calendar(nation: Nation, extra: tuple[date, ...]) -> Calendar:
    known = load.holidays(nation.value)
    first, last = date(known.known_from, 1, 1), date(known.known_to, 12, 31)
    holidays = MappingProxyType(dict.fromkeys(extra, "local holiday") | dict(known.days))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return Calendar(
        nation=nation,
        first=first,
        last=last,
        holidays=holidays,
        extra=extra,
        working_days=tuple(day for day in days if _is_working_day(day, holidays)),
    )


def _is_working_day(day: date, holidays: Mapping[date, str]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays
