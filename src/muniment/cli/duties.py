"""The clocks of duties as `muniment deadline --duty` asks for them."""

from dataclasses import asdict
from datetime import date, datetime, time

from muniment.cli.dates import LONDON, day_of, now, today
from muniment.cli.options import Answer, Duty, Options, start
from muniment.core.clocks.breaches import breach_clock
from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.complaints import complaint_clock
from muniment.core.clocks.consultations import InformationRequest, consultation_clock
from muniment.core.clocks.duty import DutyClock
from muniment.core.clocks.indirect_notice import indirect_notice_clock
from muniment.core.errors import UsageError
from muniment.core.values import BreachRegime

BELONGS_TO = {
    "acknowledged": Duty.COMPLAINT,
    "first_communication": Duty.INDIRECT_NOTICE,
    "disclosure": Duty.INDIRECT_NOTICE,
    "extended_on": Duty.PRIOR_CONSULTATION,
    "information": Duty.PRIOR_CONSULTATION,
    "regime": Duty.BREACH_REPORT,
}
"""The options that only one duty knows."""


def answer(asked: str, given: Options, kept: Calendar) -> Answer:
    """What the clock of a duty says; UsageError for an option that belongs to another."""
    duty, values = Duty(asked), dict(given)
    for option, owner in BELONGS_TO.items():
        if values[option] and duty is not owner:
            raise UsageError(
                f"--{option.replace('_', '-')} goes with --duty {owner.value}, not {duty.value}. "
                "Leave it out, or ask for the other duty."
            )
    clock = CLOCKS[duty](given, kept)
    return Answer(asdict(clock.dates), clock.receipts)


def _complaint(given: Options, kept: Calendar) -> DutyClock:
    return complaint_clock(
        received_on=_began_on(given),
        acknowledged_on=given["acknowledged"],
        outcome_on=_done_on(given),
        calendar=kept,
        today=_today(given),
    )


def _breach(given: Options, _: Calendar) -> DutyClock:
    return breach_clock(
        aware_at=_moment(start(given["began"], "--from"), "--from"),
        reported_at=_moment(given["answered"], "--answered") if given["answered"] else None,
        regime=BreachRegime(given["regime"] or BreachRegime.UK_GDPR),
        now=_end_of(given["today"]) if given["today"] else now(),
    )


def _indirect_notice(given: Options, kept: Calendar) -> DutyClock:
    return indirect_notice_clock(
        obtained_on=_began_on(given),
        first_communication_on=given["first_communication"],
        first_disclosure_on=given["disclosure"],
        given_on=_done_on(given),
        calendar=kept,
        today=_today(given),
    )


def _consultation(given: Options, kept: Calendar) -> DutyClock:
    return consultation_clock(
        received_on=_began_on(given),
        extension_told_on=given["extended_on"],
        information=[InformationRequest(asked_on=asked, supplied_on=came) for asked, came in given["information"]],
        advised_on=_done_on(given),
        calendar=kept,
        today=_today(given),
    )


CLOCKS = {
    Duty.COMPLAINT: _complaint,
    Duty.BREACH_REPORT: _breach,
    Duty.INDIRECT_NOTICE: _indirect_notice,
    Duty.PRIOR_CONSULTATION: _consultation,
}


def _began_on(given: Options) -> date:
    return day_of(start(given["began"], "--from"))


def _done_on(given: Options) -> date | None:
    return day_of(given["answered"]) if given["answered"] else None


def _today(given: Options) -> date:
    return day_of(given["today"]) if given["today"] else today()


def _moment(given: date, option: str) -> datetime:
    """The moment given; UsageError for a day, in which hours cannot be counted."""
    if isinstance(given, datetime):
        return given
    raise UsageError(f"{option} {given} has no time, and a breach is counted in hours. Write {given}T16:20, say.")


def _end_of(given: date) -> datetime:
    """The moment given, or the last of the day given: what is not done by then is late."""
    return given if isinstance(given, datetime) else datetime.combine(given, time.max, tzinfo=LONDON)
