"""When the Commissioner must advise on processing of high risk, on which a council consults before it starts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from muniment.core.clocks.calendars import DAY, Calendar
from muniment.core.clocks.counting import Pause, end_of, without_pauses
from muniment.core.clocks.duty import DayDuty, DutyClock, End, Happened, clock_of
from muniment.core.clocks.order import refuse_before
from muniment.core.clocks.wording import Words, counted, length_in_words
from muniment.core.values import Fact, day_in_words
from muniment.law.load import governing
from muniment.law.rules.clocks import Period, Periods

WORDS = Words(do="The Commissioner is to advise", done="The advice was given")


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationRequest:
    """Information that the Commissioner asked the council for; `supplied_on` is None while it is outstanding."""

    asked_on: date
    supplied_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The consultation from its receipt on, with the days that do not count."""

    received_on: date
    pauses: tuple[Pause, ...]
    calendar: Calendar
    today: date

    def end(self, period: Period) -> tuple[End, int]:
        """The end of a period without the paused days, and how many they are."""
        unpaused = end_of(period, self.received_on)
        last_day, paused = without_pauses(self.received_on, unpaused, self.pauses, self.today)
        if last_day is None:
            return End(None, "No date yet: information that the Commissioner asked for is outstanding."), paused
        due_on = self.calendar.roll(last_day)
        how = counted(
            length_in_words(period),
            start=self.received_on,
            unpaused=unpaused,
            last_day=last_day,
            due_on=due_on,
            calendar=self.calendar,
        )
        return End(due_on, how), paused


def consultation_clock(
    *,
    received_on: date,
    extension_told_on: date | None = None,
    information: Iterable[InformationRequest] = (),
    advised_on: date | None = None,
    calendar: Calendar,
    today: date,
) -> DutyClock:
    """When the Commissioner's advice is due; not settled while information is outstanding.

    An extension counts when the council was told of it by `notice_by`.
    """
    version = governing("uk_gdpr/prior_consultation", Periods, received_on=received_on)
    received = Happened("the request for consultation was received", received_on)
    asked = sorted(information, key=lambda one: (one.asked_on, one.supplied_on or date.max))
    _refuse_impossible(received, asked, extension_told_on)
    run = _Run(
        received_on=received_on,
        pauses=tuple((one.asked_on + DAY, one.supplied_on) for one in asked),
        calendar=calendar,
        today=today,
    )
    advice, further = version.rule.named("advice"), version.rule.named("extension")
    notice_by = run.end(version.rule.named("notice"))[0].due_on
    valid = extension_told_on is not None and (notice_by is None or extension_told_on <= notice_by)
    end, paused = run.end(replace(advice, amount=advice.amount + further.amount) if valid else advice)
    if extension_told_on and notice_by and not valid:
        end = end._replace(how=f"{end.how} {_too_late(extension_told_on, notice_by)}")
    duty = DayDuty(
        question="When is the Commissioner's advice due?",
        words=WORDS,
        began=received,
        done=Happened("the advice was given", advised_on) if advised_on else None,
        end=end,
    )
    clock = clock_of(duty, version, calendar=calendar, today=today, facts=_facts(asked, extension_told_on))
    dates = replace(
        clock.dates,
        notice_by=notice_by,
        extended=extension_told_on is not None,
        extension_valid=valid,
        days_paused=paused,
    )
    return replace(clock, dates=dates)


def _refuse_impossible(received: Happened, asked: list[InformationRequest], extension_told_on: date | None) -> None:
    for one in asked:
        wanted = Happened("the information was asked for", one.asked_on)
        refuse_before(wanted, received)
        if one.supplied_on is not None:
            refuse_before(Happened("the information was supplied", one.supplied_on), wanted)
    if extension_told_on is not None:
        refuse_before(Happened("the extension was told of", extension_told_on), received)


def _too_late(extension_told_on: date, notice_by: date) -> str:
    return (
        f"The extension was told of on {day_in_words(extension_told_on)}, after {day_in_words(notice_by)}, so it does "
        "not count."
    )


def _facts(asked: list[InformationRequest], extension_told_on: date | None) -> tuple[Fact, ...]:
    days = [("information asked", one.asked_on) for one in asked]
    days += [("information supplied", one.supplied_on) for one in asked if one.supplied_on]
    days += [("extension told", extension_told_on)] if extension_told_on else []
    return tuple(Fact(name=name, value=day.isoformat()) for name, day in days)
