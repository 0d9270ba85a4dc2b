"""`muniment deadline`: when a request must be answered, and by which law."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

import click

from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.events import (
    Answered,
    Asked,
    Awaited,
    Event,
    Extended,
    ExtensionReason,
    Received,
    Supplied,
)
from muniment.core.clocks.explain import Explained, explain
from muniment.core.clocks.response import Status
from muniment.core.errors import UsageError
from muniment.core.values import Nation, Receipt, Right, day_in_words

UNVERIFIED = {"secondary": "known from what others wrote; verify", "from-memory": "written from memory; verify"}


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD, and no other way: 03/04 is two different days to two different people."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(f"'{value}' is not a date. Write it as YYYY-MM-DD, for example 2026-11-21.", param, ctx)
        return day


class AskedAndReceived(click.ParamType[tuple[date, date | None]]):
    """The day something was asked for and, after a colon, the day it came."""

    name = "asked[:received]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date | None]:
        if isinstance(value, tuple):
            return value
        asked, colon, received = str(value).partition(":")
        return DAY.convert(asked, param, ctx), DAY.convert(received, param, ctx) if colon else None


DAY = Day()


def one_of(choices: type[Right] | type[Nation] | type[ExtensionReason]) -> click.Choice[str]:
    return click.Choice([choice.value for choice in choices])


@click.command()
@click.option("--right", "right_name", type=one_of(Right), required=True, help="The right that is used.")
@click.option("--received", type=DAY, required=True, help="The day the request reached the council.")
@click.option("--id-asked", type=DAY, multiple=True, help="Proof of identity was asked for. May repeat.")
@click.option("--id-received", type=DAY, multiple=True, help="It came; paired with --id-asked in order.")
@click.option("--authority-asked", type=DAY, multiple=True, help="Evidence of authority was asked for. May repeat.")
@click.option("--authority-received", type=DAY, multiple=True, help="It came; paired in order.")
@click.option("--fee-asked", type=DAY, multiple=True, help="A fee was asked for. May repeat.")
@click.option("--fee-paid", type=DAY, multiple=True, help="It was paid; paired in order.")
@click.option(
    "--clarification",
    type=AskedAndReceived(),
    multiple=True,
    help="Clarification, reasonably required, was asked for and, after a colon, received. May repeat.",
)
@click.option("--extended-on", type=DAY, help="The day the person was told that the answer takes longer.")
@click.option("--extension-reason", type=one_of(ExtensionReason), help="The reason they were given.")
@click.option(
    "--nation", "nation_name", type=one_of(Nation), default="england-and-wales", help="Whose bank holidays count."
)
@click.option("--answered", type=DAY, help="The day the answer, or the refusal, was given.")
@click.option(
    "--today", "as_at", type=DAY, help="The day to answer as at, for past and planned cases. [default: today]"
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def deadline(
    *,
    right_name: str,
    received: date,
    id_asked: tuple[date, ...],
    id_received: tuple[date, ...],
    authority_asked: tuple[date, ...],
    authority_received: tuple[date, ...],
    fee_asked: tuple[date, ...],
    fee_paid: tuple[date, ...],
    clarification: tuple[tuple[date, date | None], ...],
    extended_on: date | None,
    extension_reason: str | None,
    nation_name: str,
    answered: date | None,
    as_at: date | None,
    as_json: bool,
) -> None:
    """Say when a request must be answered, and by which law.

    Dates are written YYYY-MM-DD. Give what has happened so far; the answer names the law that applied on the day of
    receipt, and says why.
    """
    if extension_reason and not extended_on:
        raise UsageError("--extension-reason is given without --extended-on, the day the person was told.")
    events: list[Event] = [
        Received(on=received),
        *waits(Awaited.IDENTITY, zip_longest(id_asked, id_received)),
        *waits(Awaited.AUTHORITY, zip_longest(authority_asked, authority_received)),
        *waits(Awaited.FEE, zip_longest(fee_asked, fee_paid)),
        *waits(Awaited.CLARIFICATION, clarification),
    ]
    if extended_on:
        reason = ExtensionReason(extension_reason) if extension_reason else None
        events.append(Extended(on=extended_on, reason=reason))
    if answered:
        events.append(Answered(on=answered))
    on = as_at or today()
    explained = explain(events, right=Right(right_name), calendar=calendar(Nation(nation_name)), today=on)
    click.echo(as_json_text(explained) if as_json else as_text(explained, on))


def today() -> date:
    """The day it is where the council is."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def waits(what: Awaited, pairs: Iterable[tuple[date | None, date | None]]) -> Iterator[Event]:
    """The events of what was asked for and what came, each pair under its own number."""
    for number, (asked, received) in enumerate(pairs, start=1):
        if asked:
            yield Asked(what=what, on=asked, number=number)
        if received:
            yield Supplied(what=what, on=received, number=number)


def as_json_text(explained: Explained) -> str:
    dates = asdict(explained.dates)
    receipts = [asdict(receipt) for receipt in explained.receipts]
    return json.dumps(dates | {"receipts": receipts}, default=date.isoformat, indent=2, ensure_ascii=False)


def as_text(explained: Explained, today: date) -> str:
    """The answer in one sentence, the dates to work by, then why."""
    due, *others = explained.receipts
    lines = [click.style(due.answer, bold=True), *working_dates(explained, today)]
    lines += ["", "Why", *reasons(due)]
    for receipt in others:
        lines += ["", f"{receipt.question} {receipt.answer}", *reasons(receipt)]
    return "\n".join(lines)


def working_dates(explained: Explained, today: date) -> Iterator[str]:
    """The dates still ahead that an officer works by."""
    dates = explained.dates
    if dates.status is Status.CLOSED:
        return
    if dates.target_on and dates.target_on >= today and not dates.extended:
        yield f"Aim to answer by {day_in_words(dates.target_on)}."
    if dates.safe_on and dates.safe_on != dates.due_on and dates.safe_on >= today:
        yield f"By {day_in_words(dates.safe_on)} it is in time even if the day the clarification came is held to count."
    if dates.notice_by and dates.notice_by >= today and not dates.extended:
        yield f"If it must take longer, tell the person so, with the reason, by {day_in_words(dates.notice_by)}."


def reasons(receipt: Receipt) -> Iterator[str]:
    for reason in receipt.reasons:
        yield from textwrap.wrap(reason.text, width=96, initial_indent="- ", subsequent_indent="  ")
        mark = UNVERIFIED.get(reason.confidence)
        yield f"  {reason.cite}{f' [{mark}]' if mark else ''}"
        yield f"  {reason.url}"
