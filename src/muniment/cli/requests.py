"""The clock of a request as `muniment deadline --right` asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import zip_longest

from muniment.cli.dates import today
from muniment.cli.options import Answer, Options, start
from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.clocks.explain import explain
from muniment.core.clocks.response import ResponseDates, Status
from muniment.core.errors import UsageError
from muniment.core.values import Regime, Right, day_in_words


def answer(right: str, given: Options, kept: Calendar) -> Answer:
    """What the clock of a request says; UsageError for what cannot have happened."""
    on = _plain_day(given["today"], "--today") or today()
    explained = explain(_happened(given), right=Right(right), calendar=kept, today=on, regime=_regime(given))
    return Answer(asdict(explained.dates), explained.receipts, tuple(_working_dates(explained.dates, on)))


def _happened(given: Options) -> Iterator[Event]:
    yield Received(on=start(given["received"], "--received"))
    yield from _waits(Awaited.IDENTITY, zip_longest(given["id_asked"], given["id_received"]))
    yield from _waits(Awaited.AUTHORITY, zip_longest(given["authority_asked"], given["authority_received"]))
    yield from _waits(Awaited.FEE, zip_longest(given["fee_asked"], given["fee_paid"]))
    yield from _waits(Awaited.CLARIFICATION, given["clarification"])
    reason = ExtensionReason(given["extension_reason"]) if given["extension_reason"] else None
    if given["extended_on"]:
        yield Extended(on=given["extended_on"], reason=reason)
    elif reason:
        raise UsageError(
            "--extension-reason is given without --extended-on. Give that day, on which the person was told."
        )
    if answered := _plain_day(given["answered"], "--answered"):
        yield Answered(on=answered)


def _waits(what: Awaited, pairs: Iterable[tuple[date | None, date | None]]) -> Iterator[Event]:
    """The events of what was asked for and what came, each pair under its own number."""
    for number, (asked, received) in enumerate(pairs, start=1):
        if asked:
            yield Asked(what=what, on=asked, number=number)
        if received:
            yield Supplied(what=what, on=received, number=number)


def _regime(given: Options) -> Regime:
    if given["regime"] and given["regime"] not in [*Regime]:
        raise UsageError(f"--regime {given['regime']} sets no time for requests. Leave it out, or give part-3.")
    return Regime(given["regime"] or Regime.UK_GDPR)


def _plain_day(value: date | None, option: str) -> date | None:
    """A day that may not be a moment: requests are counted in days."""
    if isinstance(value, datetime):
        raise UsageError(f"{option} of a request is a day without a time. Write it as YYYY-MM-DD.")
    return value


def _working_dates(dates: ResponseDates, today: date) -> Iterator[str]:
    """The dates of a request still ahead that an officer works by."""
    if dates.status is Status.CLOSED:
        return
    if dates.target_on and dates.target_on >= today and not dates.extension_valid:
        yield f"Aim to answer by {day_in_words(dates.target_on)}."
    if dates.safe_on and dates.safe_on != dates.due_on and dates.safe_on >= today:
        yield f"By {day_in_words(dates.safe_on)} it is in time even if the day the clarification came is held to count."
    if dates.notice_by and dates.notice_by >= today and not dates.extension_valid:
        yield f"If it must take longer, tell the person so, with the reason, by {day_in_words(dates.notice_by)}."
