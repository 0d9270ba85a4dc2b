"""Which days are working days, by nation, and the last day for which anyone can know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from muniment.core.errors import HolidaysNotKnown
from muniment.core.values import Nation
from muniment.law import load

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The public holidays of one nation, with a council's extra ones, from the first to the last day they are known."""

    nation: Nation
    first: date
    last: date
    holidays: Mapping[date, str]
    extra: tuple[date, ...]

    def is_working_day(self, day: date) -> bool:
        """Whether the day is no Saturday, Sunday or public holiday; HolidaysNotKnown where that cannot be told."""
        self.require(day)
        return day.weekday() < SATURDAY and day not in self.holidays

    def roll(self, day: date) -> date:
        """The day itself when it is a working day, else the next; HolidaysNotKnown rather than a guess.

        >>> calendar(Nation.ENGLAND_AND_WALES).roll(date(2026, 12, 25))
        datetime.date(2026, 12, 29)
        """
        while not self.is_working_day(day):
            day += DAY
        return day

    def require(self, day: date) -> None:
        """Raises HolidaysNotKnown when the day lies outside the years whose holidays are known."""
        if not self.first <= day <= self.last:
            raise HolidaysNotKnown(self.nation.in_words, self.first, self.last)


def calendar(nation: Nation, extra_holidays: Iterable[date] = ()) -> Calendar:
    """The calendar of a nation; `extra_holidays` are local or one-off days that the council keeps besides."""
    known, extra = load.holidays(nation.value), tuple(sorted(extra_holidays))
    return Calendar(
        nation=nation,
        first=date(known.known_from, 1, 1),
        last=date(known.known_to, 12, 31),
        holidays=dict.fromkeys(extra, "local holiday") | dict(known.days),
        extra=extra,
    )
