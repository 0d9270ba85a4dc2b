"""Time limits for records with a law of their own: a pupil's, a dead person's health records, exam marks."""

from collections.abc import Callable
from datetime import date, timedelta

from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.counting import school_days_period
from muniment.core.clocks.duty import DayDuty, DutyClock, End, Happened, clock_of, end
from muniment.core.clocks.order import refuse_before
from muniment.core.clocks.wording import Words, length_in_words
from muniment.core.errors import UsageError
from muniment.core.values import Fact, day_in_words
from muniment.law.load import governing
from muniment.law.rules.clocks import Period, Periods

WORDS = Words(do="Give the record", done="The record was given")
MARKS = Words(do="Answer the request for marks", done="It was answered")


def pupil_record_clock(
    *,
    received_on: date,
    given_on: date | None = None,
    is_school_day: Callable[[date], bool],
    terms_known_to: date,
    calendar: Calendar,
    today: date,
) -> DutyClock:
    """When a parent must be given a pupil's educational record: in school days, which only the school can tell.

    `terms_known_to` is the last day that `is_school_day` can speak of; SchoolDaysNotKnown where that is not enough.
    """
    version = governing("education/pupil_record", Period, received_on=received_on)
    due_on = school_days_period(received_on, version.rule.amount, is_school_day, terms_known_to)
    how = f"{length_in_words(version.rule)} after {day_in_words(received_on)} are over on {day_in_words(due_on)}."
    duty = DayDuty(
        question="When must the educational record be given?",
        words=WORDS,
        began=Happened("the request was received", received_on),
        done=Happened("the record was given", given_on) if given_on else None,
        end=End(due_on, how),
        counting=False,
    )
    return clock_of(duty, version, calendar=calendar, today=today)


def deceased_record_clock(
    *,
    received_on: date,
    last_added_to_on: date | None = None,
    given_on: date | None = None,
    calendar: Calendar,
    today: date,
) -> DutyClock:
    """When a dead person's health record must be given: sooner where it was added to shortly before.

    `last_added_to_on` is the day of its last entry, where one is known; without it the longer limit is given.
    """
    version = governing("health_records/deceased", Periods, received_on=received_on)
    periods = version.rule
    added = Happened("the record was last added to", last_added_to_on) if last_added_to_on else None
    received = Happened("the application was received", received_on)
    if added:
        refuse_before(received, added)
    shortly = timedelta(days=periods.named("added-within").amount)
    recent = added is not None and received_on - added.on <= shortly
    duty = DayDuty(
        question="When must the health record be given?",
        words=WORDS,
        began=received,
        done=Happened("the record was given", given_on) if given_on else None,
        end=end(periods.named("recent" if recent else "usual"), received_on, calendar),
        counting=False,
    )
    facts = (Fact(name=added.what, value=added.on.isoformat()),) if added else ()
    return clock_of(duty, version, calendar=calendar, today=today, facts=facts)


def exam_marks_clock(
    *,
    arose_on: date,
    announced_on: date | None = None,
    answered_on: date | None = None,
    calendar: Calendar,
    today: date,
) -> DutyClock:
    """When a request for marks must be answered that came before the results; the announcement may still lie ahead.

    Raises UsageError when the results were announced by the day the question arose: the usual limit applies then.
    """
    version = governing("dpa_2018/exam_marks", Periods, arose_on=arose_on)
    if announced_on is not None and announced_on <= arose_on:
        raise UsageError(
            f"The results were announced on {announced_on}, not after the question arose on {arose_on}, so the longer "
            "time for marks does not apply. Count the request as any other."
        )
    ends = [end(version.rule.named("question"), arose_on, calendar)]
    if announced_on is not None:
        ends.append(end(version.rule.named("announcement"), announced_on, calendar))
    duty = DayDuty(
        question="When must the request for marks be answered?",
        words=MARKS,
        began=Happened("the question arose", arose_on),
        done=Happened("the request was answered", answered_on) if answered_on else None,
        end=min(ends, key=lambda one: one.due_on or date.max),
    )
    facts = (Fact(name="results announced", value=announced_on.isoformat()),) if announced_on else ()
    return clock_of(duty, version, calendar=calendar, today=today, facts=facts)
