"""When a data protection complaint must be acknowledged: 30 days, which the outcome satisfies as well."""

from datetime import date

from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.duty import DayDuty, DutyClock, Happened, clock_of, end, happened
from muniment.core.clocks.wording import Words
from muniment.law.load import governing
from muniment.law.rules.clocks import Period

ACKNOWLEDGE = Words(do="Acknowledge the complaint", done="It was acknowledged")
SATISFIED = Words(do=ACKNOWLEDGE.do, done="Its outcome, which needs no acknowledgement besides, was sent")


def complaint_clock(
    *,
    received_on: date,
    acknowledged_on: date | None = None,
    outcome_on: date | None = None,
    calendar: Calendar,
    today: date,
) -> DutyClock:
    """When a complaint must be acknowledged, and whether it was, by an acknowledgement or by its outcome.

    Raises NoLawInForce for a complaint received before the duty began.
    """
    version = governing("dpa_2018/complaint_acknowledgement", Period, received_on=received_on)
    received = Happened("the complaint was received", received_on)
    done = happened(("it was acknowledged", acknowledged_on), ("its outcome was sent", outcome_on), after=received)
    first = min(done, key=lambda one: one.on, default=None)
    by_outcome = first is not None and first.on == outcome_on != acknowledged_on
    duty = DayDuty(
        question="When must the complaint be acknowledged?",
        words=SATISFIED if by_outcome else ACKNOWLEDGE,
        began=received,
        done=first,
        end=end(version.rule, received_on, calendar),
    )
    return clock_of(duty, version, calendar=calendar, today=today)
