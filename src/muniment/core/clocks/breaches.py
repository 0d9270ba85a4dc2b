"""When a breach must be reported to the Commissioner: hours, counted in UTC, through nights, weekends and holidays."""

from datetime import UTC, datetime, timedelta
from typing import Any

from muniment.core.clocks.counting import HOUR, hours_period
from muniment.core.clocks.duty import DutyClock, DutyDates
from muniment.core.clocks.response import Status
from muniment.core.clocks.wording import Words, number, sentence
from muniment.core.errors import UsageError
from muniment.core.values import BreachRegime, Fact, Reason, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.clocks import Counting, Period

WORDS = Words(do="Report the breach to the Commissioner", done="It was reported")
FULL_HOURS = "full-hours"
"""The way of counting in which the hour of the event does not count; the other runs from the moment itself."""


PROVISIONS = {
    BreachRegime.UK_GDPR: "uk_gdpr/breach_report",
    BreachRegime.LAW_ENFORCEMENT: "dpa_2018/breach_report",
    BreachRegime.PECR: "pecr/breach_report",
}


def breach_clock(
    *,
    aware_at: datetime,
    reported_at: datetime | None = None,
    regime: BreachRegime = BreachRegime.UK_GDPR,
    now: datetime,
) -> DutyClock:
    """By when a breach must be reported, and how late it is or was; moments have time zones.

    `due_at` is the end by statute, `safe_at` the same number of hours from the moment itself; both are given in the
    zone of `aware_at`, where its day also chooses the law. UsageError for a moment without a zone or out of order.
    """
    _refuse_impossible(aware_at, reported_at, now)
    aware_on, zone = aware_at.date(), aware_at.tzinfo
    version = governing(PROVISIONS[regime], Period, aware_on=aware_on)
    counting = governing("rtr/counting_hours", Counting, began_on=aware_on)
    ends = hours_period(aware_at, version.rule.amount)
    due = ends.end_at if counting.rule.method == FULL_HOURS else ends.safe_at
    due_at, done = due.astimezone(zone), (reported_at or now).astimezone(UTC)
    late = max(timedelta(0), done - due)
    dates = DutyDates(
        status=Status.CLOSED if reported_at else Status.RUNNING,
        relevant_on=aware_on,
        due_at=due_at,
        safe_at=ends.safe_at.astimezone(zone),
        days_late=max(0, (done.astimezone(zone).date() - due_at.date()).days),
        working_days_late=None if late else 0,
        hours_late=-(-late // HOUR),
    )
    told = receipt(
        question="When must the breach be reported?",
        answer=_answer(dates, due_at, reported_at),
        reasons=_reasons(version, counting, aware_at, dates),
        facts=(
            Fact(name="regime", value=regime.value),
            Fact(name="aware", value=_written(aware_at)),
            *([Fact(name="reported", value=_written(reported_at))] if reported_at else []),
            *([Fact(name="asked as at", value=_written(now))] if late and not reported_at else []),
        ),
        law_as_at=aware_on,
    )
    return DutyClock(dates=dates, receipts=(told,))


def moment_in_words(at: datetime) -> str:
    """A moment as it is written to people, in its own zone.

    >>> moment_in_words(datetime(2026, 11, 23, 17, 0, tzinfo=UTC))
    'Monday 23 November 2026, 17:00 UTC'
    """
    return f"{day_in_words(at.date())}, {at:%H:%M} {at.tzname()}"


def _answer(dates: DutyDates, due_at: datetime, reported_at: datetime | None) -> str:
    return sentence(
        WORDS,
        due=moment_in_words(due_at),
        done=moment_in_words(reported_at.astimezone(due_at.tzinfo)) if reported_at else None,
        late=_length_in_words(dates.hours_late) if dates.hours_late else None,
    )


def _written(at: datetime) -> str:
    return at.isoformat(timespec="minutes")


def _length_in_words(hours: int) -> str:
    """Hours up to two days, then the days that are full."""
    days = hours // 24
    return number(days, "day") if days > 1 else number(hours, "hour")


def _refuse_impossible(aware_at: datetime, reported_at: datetime | None, now: datetime) -> None:
    for at in (aware_at, reported_at, now):
        if at is not None and at.utcoffset() is None:
            raise UsageError(f"{at.isoformat()} has no time zone, so its hour is not known. Give one, such as +00:00.")
    if aware_at.astimezone(UTC) > now.astimezone(UTC):
        raise UsageError(
            f"The council became aware at {_written(aware_at)}, which is after {_written(now)}. Check both."
        )
    if reported_at is not None and reported_at.astimezone(UTC) < aware_at.astimezone(UTC):
        raise UsageError(
            f"The breach was reported at {_written(reported_at)}, before the council became aware of it at "
            f"{_written(aware_at)}. Check both."
        )


def _reasons(
    version: Version[Any], counting: Version[Counting], aware_at: datetime, dates: DutyDates
) -> tuple[Reason, ...]:
    assert dates.due_at is not None
    assert dates.safe_at is not None
    how = f"Counted from {moment_in_words(aware_at)}, the time ends at {moment_in_words(dates.due_at)}"
    safe = "" if dates.safe_at == dates.due_at else f"; {moment_in_words(dates.safe_at)} is in time in every reading"
    return (*reasons_of(version), *reasons_of(counting, f"{how}{safe}."))
