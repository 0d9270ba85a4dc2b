"""Days and moments as they are written on the command line, in one way only."""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import click

LONDON = ZoneInfo("Europe/London")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}\S*")
"""A date, T or a blank, hours and minutes; seconds and a zone may follow. Python would read weeks and more besides."""

Pairs = tuple[tuple[date, date | None], ...]
"""Days on which something was asked for, each with the day it came, if it did."""


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD, and no other way: 03/04 is two different days to two different people."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(f"'{value}' is not a date. Write it as YYYY-MM-DD, for example 2026-11-21.", param, ctx)
        return day


class DayOrMoment(click.ParamType[date]):
    """A date, or a date with a time: of the clock in London where no zone is written behind it."""

    name = "date or datetime"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        text = str(value)
        if "T" not in text and " " not in text.strip():
            return DAY.convert(text, param, ctx)
        try:
            at = datetime.fromisoformat(text) if MOMENT.fullmatch(text) else None
            if at is not None and at.tzinfo is not None:
                return at.astimezone(LONDON)
        except (ValueError, OverflowError):
            at = None
        if at is None:
            self.fail(f"'{value}' is not a date with a time. Write 2026-11-20T16:20 or 2026-11-20T16:20Z.", param, ctx)
        if problem := _not_once(at):
            self.fail(
                f"'{value}' {problem}, because the clocks change. Write the zone too: +00:00 or +01:00.", param, ctx
            )
        return at.replace(tzinfo=LONDON)


class AskedAndReceived(click.ParamType[tuple[date, date | None]]):
    """The day something was asked for and, after a colon, the day it came."""

    name = "asked[:received]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date | None]:
        if isinstance(value, tuple):
            return value
        asked, colon, received = str(value).partition(":")
        return DAY.convert(asked, param, ctx), DAY.convert(received, param, ctx) if colon else None


DAY = Day()
DAY_OR_MOMENT = DayOrMoment()


def one_of(*choices: type[StrEnum]) -> click.Choice[str]:
    """The values of enumerations, each once."""
    return click.Choice(list(dict.fromkeys(choice.value for kind in choices for choice in kind)))


def day_of(given: date) -> date:
    """The day of what may be a moment: that in London."""
    return given.date() if isinstance(given, datetime) else given


def today() -> date:
    """The day it is where the council is."""
    return now().date()


def now() -> datetime:
    """The moment it is, by the clock of the council."""
    return datetime.now(LONDON)


def _not_once(at: datetime) -> str | None:
    """Whether the clock in London shows that time twice, or never, when summer time ends or begins."""
    first, second = (at.replace(tzinfo=LONDON, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return None
    gap = (second.utcoffset() or timedelta()) > (first.utcoffset() or timedelta())
    return "is a time that there never was" if gap else "is a time that there was twice"
