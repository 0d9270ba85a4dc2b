"""When a request must be answered, and why: the dates of core/clocks/response.py with receipts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from muniment.core.clocks.calendars import Calendar, calendar
from muniment.core.clocks.counting import add_months
from muniment.core.clocks.events import Awaited, Event, Received, Wait
from muniment.core.clocks.response import Course, ResponseDates, Status, course
from muniment.core.values import Fact, Nation, Reason, Receipt, Right, day_in_words, reasons_of, receipt
from muniment.law.provisions import Version
from muniment.law.rules import clocks as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The dates of a request's clock, and a receipt for each question that was decided."""

    dates: ResponseDates
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBy:
    """The last day to answer a request of which only the day of receipt is known, with its receipt."""

    due_on: date
    receipt: Receipt


def answer_by(*, right: Right, received_on: date, nation: Nation, extra_holidays: Iterable[date] = ()) -> AnswerBy:
    """When a request received on that day must be answered, if nothing else happens.

    >>> answer_by(right=Right.ACCESS, received_on=date(2026, 11, 21), nation=Nation.SCOTLAND).receipt.answer
    'Answer by Monday 21 December 2026.'
    """
    followed = course(
        (Received(on=received_on),), right=right, calendar=calendar(nation, extra_holidays), today=received_on
    )
    due_on = followed.dates.due_on
    assert due_on is not None  # nothing is awaited and nothing pauses, so the end is settled
    return AnswerBy(due_on=due_on, receipt=_due_receipt(followed, today=received_on))


def explain(events: Iterable[Event], *, right: Right, calendar: Calendar, today: date) -> Explained:
    """The dates that `response.dates` gives, with a receipt for the due date and one for an extension."""
    followed = course(events, right=right, calendar=calendar, today=today)
    receipts = [_due_receipt(followed, today)]
    if followed.law.extension:
        receipts.append(_extension_receipt(followed, followed.law.extension))
    return Explained(dates=followed.dates, receipts=tuple(receipts))


def _due_receipt(followed: Course, today: date) -> Receipt:
    return _receipt(
        followed,
        question="When must the request be answered?",
        answer=_due_answer(followed, today),
        reasons=tuple(_due_reasons(followed)),
    )


def _extension_receipt(followed: Course, version: Version[rules.Extension]) -> Receipt:
    dates = followed.dates
    notice_by = f"by {day_in_words(dates.notice_by)}" if dates.notice_by else "before the first period ends"
    if dates.extension_valid:
        answer = f"Yes: the person was told of it, with a reason, {notice_by}."
    else:
        known = " or ".join(version.rule.reasons)
        answer = f"No: the person must be told {notice_by}, with a reason of the law ({known}). The first limit stands."
    return _receipt(
        followed,
        question="Was the time to answer extended?",
        answer=answer,
        reasons=tuple(reasons_of(version)),
    )


def _receipt(followed: Course, *, question: str, answer: str, reasons: tuple[Reason, ...]) -> Receipt:
    return receipt(
        question=question,
        answer=answer,
        reasons=reasons,
        facts=_facts(followed),
        law_as_at=followed.told.received_on,
        holidays=followed.calendar.extra,
    )


def _due_answer(followed: Course, today: date) -> str:
    """One clear sentence with the date, or with what has to come before there can be one."""
    dates, answered_on = followed.dates, followed.told.answered_on
    if dates.due_on is None:
        if answered_on is not None:
            return f"It was answered on {day_in_words(answered_on)}, before a date by which it was due was settled."
        waits = [wait for wait in followed.told.waits if wait.supplied_on is None and _holds_up(wait, dates.status)]
        awaited = " and ".join(f"{wait.what.in_words} (asked for on {day_in_words(wait.asked_on)})" for wait in waits)
        held_up = "the time to answer has not begun" if dates.status is Status.AWAITING else "the clock is paused"
        return f"No date yet: {held_up} until the council has {awaited}."
    due = day_in_words(dates.due_on)
    late = f"{_days(dates.days_late)} late"
    if answered_on is not None:
        when = late if dates.days_late else "in time"
        return f"It was answered on {day_in_words(answered_on)}, {when}: it was due by {due}."
    return f"The answer was due by {due}: it is {late}." if dates.days_late else f"Answer by {due}."


def _holds_up(wait: Wait, status: Status) -> bool:
    return (wait.what is Awaited.CLARIFICATION) == (status is Status.PAUSED)


def _due_reasons(followed: Course) -> Iterator[Reason]:
    law, dates = followed.law, followed.dates
    yield from reasons_of(law.limit)
    for wait, restart in law.restarts:
        yield from reasons_of(restart, _what_came(wait))
    for wait, pause in law.clarifications:
        no_pause = "" if followed.right in pause.rule.rights else " It pauses nothing, because this is another right."
        yield from reasons_of(pause, _what_came(wait) + no_pause)
    if law.extension and dates.extension_valid:
        yield from reasons_of(law.extension)
    if dates.relevant_on and dates.due_on and followed.last_day:
        yield from reasons_of(law.counting, _how_counted(followed, dates.relevant_on, followed.last_day, dates.due_on))


def _what_came(wait: Wait) -> str:
    came = f"came on {day_in_words(wait.supplied_on)}" if wait.supplied_on else "has not come"
    return f"{wait.what.in_words.capitalize()} was asked for on {day_in_words(wait.asked_on)} and {came}."


def _how_counted(followed: Course, start: date, last_day: date, due_on: date) -> str:
    """From which day the period was counted, which days were left out, and why it was rolled."""
    length = "1 month ends" if followed.months == 1 else f"{followed.months} months end"
    counted = f"Counted from {day_in_words(start)}, {length} on {day_in_words(add_months(start, followed.months))}"
    if days := followed.dates.days_paused:
        counted += f"; with {_days(days)} left out, on {day_in_words(last_day)}"
    if due_on == last_day:
        return f"{counted}."
    off = [last_day + timedelta(days=number) for number in range((due_on - last_day).days)]
    named = ", ".join(f"{day_in_words(day)}{_title(followed.calendar, day)}" for day in off)
    kept = f"no working {'days' if len(off) > 1 else 'day'} in {followed.calendar.nation.in_words}"
    return f"{counted}. {named}: {kept}, so the end is {day_in_words(due_on)}."


def _title(calendar: Calendar, day: date) -> str:
    return f" ({calendar.holidays[day]})" if day in calendar.holidays else ""


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _facts(followed: Course) -> Iterator[Fact]:
    told = followed.told
    yield Fact(name="right", value=followed.right.value)
    yield Fact(name="nation", value=followed.calendar.nation.value)
    yield Fact(name="received", value=told.received_on.isoformat())
    for wait in told.waits:
        yield Fact(name=f"{wait.what.value} asked", value=wait.asked_on.isoformat())
        if wait.supplied_on:
            yield Fact(name=f"{wait.what.value} received", value=wait.supplied_on.isoformat())
    for extension in told.extensions:
        yield Fact(name="extended", value=extension.on.isoformat())
        yield Fact(name="extension reason", value=extension.reason.value if extension.reason else "none recorded")
    if told.answered_on:
        yield Fact(name="answered", value=told.answered_on.isoformat())
    for day in followed.calendar.extra:
        yield Fact(name="local holiday", value=day.isoformat())
