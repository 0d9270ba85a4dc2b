"""What provisions on time can rule."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a period is expressed in."""

    HOURS = "hours"
    DAYS = "days"
    SCHOOL_DAYS = "school-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """Requests under `rights` are answered within `months`; answered within `target_days` they are always in time."""

    months: int
    target_days: int
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The time limit may be lengthened by `further_months`, for one of `reasons`."""

    further_months: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """The period begins anew on the day that what is `awaited` arrives."""

    awaited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """While what is `awaited` is outstanding, days do not count, for requests under `rights`."""

    awaited: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the days or hours of a period are counted: by the `method`.

    `corresponding-date`: the day of the event is not counted, and a period in months ends on the day of the same date,
    or on the last of the month where there is none. `full-hours`: hours run from the next full hour.
    `from-the-moment`: they run from the moment itself.
    """

    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A duty is done within that `amount` of the `unit`; where it `rolls`, a last day that is not worked moves on."""

    amount: int
    unit: Unit
    rolls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPeriod:
    """One of several periods of a provision."""

    name: str
    amount: int
    unit: Unit
    rolls: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """A duty with several periods, each under a name: which of them applies, the facts of the case decide."""

    periods: tuple[NamedPeriod, ...]

    def named(self, name: str) -> Period:
        """The period of that name, which the provision must have."""
        return {one.name: Period(amount=one.amount, unit=one.unit, rolls=one.rolls) for one in self.periods}[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How a period of keeping ends: the last day of the council's financial year, as month and day."""

    financial_year_end_month: int
    financial_year_end_day: int
