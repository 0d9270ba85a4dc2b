"""When people must be told of data about them that were obtained from others: the earliest of three days."""

from datetime import date

from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.duty import DayDuty, DutyClock, End, Happened, clock_of, end, happened
from muniment.core.clocks.wording import Words
from muniment.core.values import Fact, day_in_words
from muniment.law.load import governing
from muniment.law.rules.clocks import Period

WORDS = Words(do="Tell the people concerned", done="They were told")


def indirect_notice_clock(
    *,
    obtained_on: date,
    first_communication_on: date | None = None,
    first_disclosure_on: date | None = None,
    given_on: date | None = None,
    calendar: Calendar,
    today: date,
) -> DutyClock:
    """When people must be told: at most a month on, or on the day they are first written to or the data disclosed.

    The days of the first communication and disclosure may be planned ones, still ahead.
    """
    version = governing("uk_gdpr/indirect_notice", Period, obtained_on=obtained_on)
    obtained = Happened("the data were obtained", obtained_on)
    earlier = happened(
        ("the first communication was sent", first_communication_on),
        ("the data were first disclosed", first_disclosure_on),
        after=obtained,
    )
    duty = DayDuty(
        question="When must people be told of data obtained from others?",
        words=WORDS,
        began=obtained,
        done=Happened("they were told", given_on) if given_on else None,
        end=_earliest(end(version.rule, obtained_on, calendar), earlier),
    )
    facts = tuple(Fact(name=what, value=on.isoformat()) for what, on in earlier)
    return clock_of(duty, version, calendar=calendar, today=today, facts=facts)


def _earliest(long_stop: End, earlier: tuple[Happened, ...]) -> End:
    first = min(earlier, key=lambda one: one.on, default=None)
    if first is None or long_stop.due_on is None or first.on >= long_stop.due_on:
        return long_stop
    return End(first.on, f"{long_stop.how} Before that, on {day_in_words(first.on)}, {first.what}: they are told then.")
