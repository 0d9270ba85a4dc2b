"""The clocks of duties as `muniment deadline --duty` asks for them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from muniment.cli.dates import LONDON, Pairs, day_of, now, today
from muniment.core.clocks.breaches import BreachRegime, breach_clock
from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.complaints import complaint_clock
from muniment.core.clocks.consultations import InformationRequest, consultation_clock
from muniment.core.clocks.duty import DutyClock
from muniment.core.clocks.indirect_notice import indirect_notice_clock
from muniment.core.errors import UsageError


class Duty(StrEnum):
    """A duty with a clock of its own."""

    COMPLAINT = "complaint"
    BREACH_REPORT = "breach-report"
    INDIRECT_NOTICE = "indirect-notice"
    PRIOR_CONSULTATION = "prior-consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyFacts:
    """What was given on the command line about a duty; days may be moments, which only a breach needs."""

    began: date
    today: date | None
    done: date | None
    acknowledged: date | None
    first_communication: date | None
    disclosure: date | None
    extended_on: date | None
    information: Pairs
    regime: BreachRegime | None
    calendar: Calendar


BELONGS_TO = {
    "acknowledged": Duty.COMPLAINT,
    "first_communication": Duty.INDIRECT_NOTICE,
    "disclosure": Duty.INDIRECT_NOTICE,
    "extended_on": Duty.PRIOR_CONSULTATION,
    "information": Duty.PRIOR_CONSULTATION,
    "regime": Duty.BREACH_REPORT,
}
"""The options that only one duty knows."""


def duty_clock(duty: Duty, given: DutyFacts) -> DutyClock:
    """The clock of a duty; UsageError for an option that belongs to another."""
    for option, owner in BELONGS_TO.items():
        if getattr(given, option) and duty is not owner:
            raise UsageError(
                f"--{option.replace('_', '-')} goes with --duty {owner.value}, not {duty.value}. "
                "Leave it out, or ask for the other duty."
            )
    return CLOCKS[duty](given)


def _complaint(given: DutyFacts) -> DutyClock:
    return complaint_clock(
        received_on=day_of(given.began),
        acknowledged_on=given.acknowledged,
        outcome_on=_done_on(given),
        calendar=given.calendar,
        today=_today(given),
    )


def _breach(given: DutyFacts) -> DutyClock:
    return breach_clock(
        aware_at=_moment(given.began, "--from"),
        reported_at=_moment(given.done, "--answered") if given.done else None,
        regime=given.regime or BreachRegime.UK_GDPR,
        now=_end_of(given.today) if given.today else now(),
    )


def _indirect_notice(given: DutyFacts) -> DutyClock:
    return indirect_notice_clock(
        obtained_on=day_of(given.began),
        first_communication_on=given.first_communication,
        first_disclosure_on=given.disclosure,
        given_on=_done_on(given),
        calendar=given.calendar,
        today=_today(given),
    )


def _consultation(given: DutyFacts) -> DutyClock:
    return consultation_clock(
        received_on=day_of(given.began),
        extension_told_on=given.extended_on,
        information=[InformationRequest(asked_on=asked, supplied_on=came) for asked, came in given.information],
        advised_on=_done_on(given),
        calendar=given.calendar,
        today=_today(given),
    )


CLOCKS = {
    Duty.COMPLAINT: _complaint,
    Duty.BREACH_REPORT: _breach,
    Duty.INDIRECT_NOTICE: _indirect_notice,
    Duty.PRIOR_CONSULTATION: _consultation,
}


def _done_on(given: DutyFacts) -> date | None:
    return day_of(given.done) if given.done else None


def _today(given: DutyFacts) -> date:
    return day_of(given.today) if given.today else today()


def _moment(given: date, option: str) -> datetime:
    """The moment given; UsageError for a day, in which hours cannot be counted."""
    if isinstance(given, datetime):
        return given
    raise UsageError(f"{option} {given} has no time, and a breach is counted in hours. Write {given}T16:20, say.")


def _end_of(given: date) -> datetime:
    """The moment given, or the last of the day given: what is not done by then is late."""
    return given if isinstance(given, datetime) else datetime.combine(given, time.max, tzinfo=LONDON)
