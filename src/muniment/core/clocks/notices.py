"""Notices of the Commissioner: when one sent by e-mail counts as given, and by when an announced penalty is decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from muniment.core.clocks.breaches import moment_in_words
from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.counting import hours_period
from muniment.core.clocks.duty import DayDuty, DutyClock, Happened, clock_of, end
from muniment.core.clocks.wording import Words
from muniment.core.values import Fact, Receipt, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import NOTHING
from muniment.law.rules.clocks import Period

WORDS = Words(do="The Commissioner decides on the penalty", done="The Commissioner decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The moment at which a notice counts as given, in the zone of its sending, with its receipt."""

    given_at: datetime
    receipt: Receipt


def served(*, sent_at: datetime, commenced: Mapping[str, date] = NOTHING) -> Served:
    """When a notice that was sent by e-mail counts as given; `sent_at` has a time zone.

    NoLawInForce while the council has not switched the section on with `commenced`; UsageError without a zone.
    """
    sent_on = sent_at.date()
    version = governing("dpa_2018/notice_service", Period, commenced=commenced, sent_on=sent_on)
    given_at = hours_period(sent_at, version.rule.amount).safe_at.astimezone(sent_at.tzinfo)
    return Served(
        given_at=given_at,
        receipt=receipt(
            question="When does the Commissioner's notice count as given?",
            answer=f"{moment_in_words(given_at)}, whether it was read or not.",
            reasons=reasons_of(version),
            facts=(Fact(name="sent", value=sent_at.isoformat(timespec="minutes")),),
            law_as_at=sent_on,
            commenced=commenced,
        ),
    )


def penalty_clock(*, announced_on: date, decided_on: date | None = None, calendar: Calendar, today: date) -> DutyClock:
    """By when the Commissioner decides on a penalty, counted from the notice of intent."""
    version = governing("dpa_2018/penalty_decision", Period, began_on=announced_on)
    duty = DayDuty(
        question="By when does the Commissioner decide on the penalty?",
        words=WORDS,
        began=Happened("the penalty was announced", announced_on),
        done=Happened("the Commissioner decided", decided_on) if decided_on else None,
        end=end(version.rule, announced_on, calendar),
    )
    return clock_of(duty, version, calendar=calendar, today=today)
