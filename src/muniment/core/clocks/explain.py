"""When a request must be answered, and why: the dates of core/clocks/response.py with receipts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from muniment.core.clocks.calendars import Calendar, calendar
from muniment.core.clocks.counting import add_months
from muniment.core.clocks.events import Awaited, Event, Received, Wait
from muniment.core.clocks.response import Course, ResponseDates, Status, course
from muniment.core.clocks.wording import counted, number
from muniment.core.values import Fact, Nation, Reason, Receipt, Regime, Right, day_in_words, reasons_of, receipt
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


def answer_by(
    *,
    right: Right,
    received_on: date,
    nation: Nation,
    extra_holidays: Iterable[date] = (),
    regime: Regime = Regime.UK_GDPR,
) -> AnswerBy:
    """When a request received on that day must be answered, if nothing else happens.

    >>> answer_by(right=Right.ACCESS, received_on=date(2026, 11, 21), nation=Nation.SCOTLAND).receipt.answer
    'Answer by Monday 21 December 2026.'
    """
    known = calendar(nation, extra_holidays)
    followed = course((Received(on=received_on),), right=right, calendar=known, today=received_on, regime=regime)
    due_on = followed.dates.due_on
    assert due_on is not None  # nothing is awaited and nothing pauses, so the end is settled
    return AnswerBy(due_on=due_on, receipt=_due_receipt(followed, _facts(followed, received_on), today=received_on))


def explain(
    events: Iterable[Event], *, right: Right, calendar: Calendar, today: date, regime: Regime = Regime.UK_GDPR
) -> Explained:
    """The dates that `response.dates` gives, with a receipt for the due date and one for an extension."""
    followed = course(events, right=right, calendar=calendar, today=today, regime=regime)
    facts = _facts(followed, today)
    receipts = [_due_receipt(followed, facts, today)]
    if followed.law.extension:
        receipts.append(_extension_receipt(followed, facts, followed.law.extension))
    return Explained(dates=followed.dates, receipts=tuple(receipts))


def _due_receipt(followed: Course, facts: tuple[Fact, ...], today: date) -> Receipt:
    return _receipt(
        followed,
        facts,
        question="When must the request be answered?",
        answer=_due_answer(followed, today),
        reasons=tuple(_due_reasons(followed)),
    )


def _extension_receipt(followed: Course, facts: tuple[Fact, ...], version: Version[rules.Extension]) -> Receipt:
    dates = followed.dates
    notice_by = f"by {day_in_words(dates.notice_by)}" if dates.notice_by else "before the first period ends"
    if dates.extension_valid:
        answer = f"Yes: the person was told of it, with a reason, {notice_by}."
    else:
        known = " or ".join(version.rule.reasons)
        answer = f"No: the person must be told {notice_by}, with a reason of the law ({known}). The first limit stands."
    return _receipt(
        followed,
        facts,
        question="Was the time to answer extended?",
        answer=answer,
        reasons=reasons_of(version),
    )


def _receipt(
    followed: Course, facts: tuple[Fact, ...], *, question: str, answer: str, reasons: tuple[Reason, ...]
) -> Receipt:
    return receipt(
        question=question,
        answer=answer,
        reasons=reasons,
        facts=facts,
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
    late = f"{number(dates.days_late, 'day')} late"
    if answered_on is not None:
        when = late if dates.days_late else "in time"
        return f"It was answered on {day_in_words(answered_on)}, {when}: it was due by {due}."
    return f"The answer was due by {due}: it is {late}." if dates.days_late else f"Answer by {due}."


def _holds_up(wait: Wait, status: Status) -> bool:
    return (wait.what is Awaited.CLARIFICATION) == (status is Status.PAUSED)


def _due_reasons(followed: Course) -> Iterator[Reason]:
    law, dates, waits = followed.law, followed.dates, followed.told.waits
    yield from reasons_of(law.limit)
    for wait in waits:
        if wait.what in law.restarts:
            yield from reasons_of(law.restarts[wait.what], _what_came(wait))
    if law.clarification:
        pauses = followed.right in law.clarification.rule.rights
        no_pause = "" if pauses else " It pauses nothing, because this is another right."
        for wait in waits:
            if wait.what is Awaited.CLARIFICATION:
                yield from reasons_of(law.clarification, _what_came(wait) + no_pause)
    if law.extension and dates.extension_valid:
        yield from reasons_of(law.extension)
    if dates.relevant_on and dates.due_on and followed.last_day:
        yield from reasons_of(law.counting, _how_counted(followed, dates.relevant_on, followed.last_day, dates.due_on))


def _what_came(wait: Wait) -> str:
    came = f"came on {day_in_words(wait.supplied_on)}" if wait.supplied_on else "has not come"
    return f"{wait.what.in_words.capitalize()} was asked for on {day_in_words(wait.asked_on)} and {came}."


def _how_counted(followed: Course, start: date, last_day: date, due_on: date) -> str:
    return counted(
        number(followed.months, "month"),
        start=start,
        unpaused=add_months(start, followed.months),
        last_day=last_day,
        due_on=due_on,
        calendar=followed.calendar,
    )


def _facts(followed: Course, today: date) -> tuple[Fact, ...]:
    """What the receipts of a request rest on: dates and categories, whichever of its questions is answered.

    How late it is, while it is not answered, rests on the day that is asked as at.
    """
    told = followed.told
    facts = [
        _fact("right", followed.right),
        _fact("regime", followed.regime),
        _fact("nation", followed.calendar.nation),
        _fact("received", told.received_on),
    ]
    for wait in told.waits:
        facts.append(_fact(f"{wait.what} asked", wait.asked_on))
        if wait.supplied_on:
            facts.append(_fact(f"{wait.what} received", wait.supplied_on))
    for extension in told.extensions:
        facts.append(_fact("extended", extension.on))
        facts.append(_fact("extension reason", extension.reason or "none recorded"))
    if told.answered_on:
        facts.append(_fact("answered", told.answered_on))
    elif followed.dates.days_late:
        facts.append(_fact("asked as at", today))
    facts += [_fact("local holiday", day) for day in followed.calendar.extra]
    return tuple(facts)


@lru_cache(maxsize=2**15)  # the days of a backlog of years, under each name
def _fact(name: str, value: date | str) -> Fact:
    return Fact(name=name, value=str(value))
