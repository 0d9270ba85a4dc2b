"""Until when records are kept: anniversaries and ends of years, rounded so that nothing is destroyed too early."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.clocks.calendars import DAY
from muniment.core.clocks.counting import end_of
from muniment.core.clocks.wording import length_in_words
from muniment.core.values import Fact, Receipt, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.clocks import Keeping, Period, Unit


class YearEnd(StrEnum):
    """The year at whose end a schedule lets a period of keeping end."""

    NONE = "none"  # on the anniversary itself
    CALENDAR = "calendar"
    FINANCIAL = "financial"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptUntil:
    """The first day on which records may be disposed of, unless a hold says otherwise, with its receipt."""

    dispose_on: date
    receipt: Receipt


def kept_until(*, trigger_on: date, period: Period, year_end: YearEnd = YearEnd.NONE, decided_on: date) -> KeptUntil:
    """From which day records may be disposed of that are kept for a period from a trigger (a birth, a closure).

    `decided_on` is the day on which that is asked. UsageError for a period in hours or school days, or
    one that ends after the year 9999.

    >>> kept_until(
    ...     trigger_on=date(1952, 2, 29), period=Period(amount=75, unit=Unit.YEARS), decided_on=date(2026, 11, 21)
    ... ).dispose_on
    datetime.date(2027, 3, 1)
    """
    version = governing("retention/keeping", Keeping, decided_on=decided_on)
    anniversary = _anniversary(trigger_on, period)
    dispose_on = _end_of_year(anniversary, year_end, version.rule)
    how = f"{length_in_words(period)} from {day_in_words(trigger_on)} are over on {day_in_words(anniversary)}"
    return KeptUntil(
        dispose_on=dispose_on,
        receipt=receipt(
            question="From when may the records be disposed of?",
            answer=f"From {day_in_words(dispose_on)}, unless a hold keeps them.",
            reasons=reasons_of(version, f"{how}, which gives {day_in_words(dispose_on)}."),
            facts=(
                Fact(name="trigger", value=trigger_on.isoformat()),
                Fact(name="period", value=length_in_words(period)),
                Fact(name="to the end of the year", value=year_end.value),
            ),
            law_as_at=decided_on,
        ),
    )


def _anniversary(day: date, period: Period) -> date:
    """The same date so long on; where there is none, the day after the last of that month."""
    ends_on = end_of(period, day)
    shortened = period.unit in (Unit.MONTHS, Unit.YEARS) and ends_on.day != day.day
    return ends_on + DAY if shortened else ends_on


def _end_of_year(day: date, year_end: YearEnd, rule: Keeping) -> date:
    if year_end is YearEnd.NONE:
        return day
    if year_end is YearEnd.CALENDAR:
        return date(day.year, 12, 31)
    ends = _financial_year_end(day.year, rule)
    return ends if day <= ends else _financial_year_end(day.year + 1, rule)


def _financial_year_end(year: int, rule: Keeping) -> date:
    month = rule.financial_year_end_month
    return date(year, month, min(rule.financial_year_end_day, monthrange(year, month)[1]))
