"""`muniment deadline`: when a request must be answered or a duty done, and by which law."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import TypedDict, Unpack

import click

from muniment.cli.dates import DAY, DAY_OR_MOMENT, AskedAndReceived, Pairs, one_of, today
from muniment.cli.duties import Duty, DutyFacts, duty_clock
from muniment.cli.requests import RequestFacts, request_clock
from muniment.cli.terminal import wrapped
from muniment.core.clocks.breaches import BreachRegime
from muniment.core.clocks.calendars import Calendar, calendar
from muniment.core.clocks.duty import DutyClock
from muniment.core.clocks.events import Awaited, ExtensionReason
from muniment.core.clocks.explain import Explained
from muniment.core.clocks.response import Status
from muniment.core.errors import UsageError
from muniment.core.values import Nation, Receipt, Regime, Right, day_in_words
from muniment.core.writing.provisions import CHECKED
from muniment.law.provisions import Confidence


class Options(TypedDict):
    """What the command line gives, by the names of its options."""

    right: str | None
    duty: str | None
    received: date | None
    began: date | None
    id_asked: tuple[date, ...]
    id_received: tuple[date, ...]
    authority_asked: tuple[date, ...]
    authority_received: tuple[date, ...]
    fee_asked: tuple[date, ...]
    fee_paid: tuple[date, ...]
    clarification: Pairs
    extended_on: date | None
    extension_reason: str | None
    acknowledged: date | None
    first_communication: date | None
    disclosure: date | None
    information: Pairs
    regime: str | None
    nation: str
    holiday: tuple[date, ...]
    answered: date | None
    today: date | None
    as_json: bool


OF_REQUESTS = (
    *("received", "id_asked", "id_received", "authority_asked", "authority_received", "fee_asked", "fee_paid"),
    *("clarification", "extension_reason"),
)
OF_DUTIES = ("began", "acknowledged", "first_communication", "disclosure", "information")
SPELLED = {"began": "from"}
"""Options that are called otherwise than their value, because a word of Python is in the way."""


@click.command()
@click.option("--right", type=one_of(Right), help="The right under which a request is made.")
@click.option("--duty", type=one_of(Duty), help="Instead of a right: the duty whose clock is asked for.")
@click.option("--received", type=DAY, help="The day the request reached the council.")
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
@click.option("--extended-on", type=DAY, help="The day it was told that the answer, or the advice, takes longer.")
@click.option("--extension-reason", type=one_of(ExtensionReason), help="The reason the person was given.")
@click.option(
    "--from",
    "began",
    type=DAY_OR_MOMENT,
    help="When the duty began: the complaint or consultation came, the data were obtained, the breach was known of.",
)
@click.option("--acknowledged", type=DAY, help="The day the complaint was acknowledged.")
@click.option("--first-communication", type=DAY, help="The day the data are first used to write to the people.")
@click.option("--disclosure", type=DAY, help="The day the data are first disclosed to somebody else.")
@click.option(
    "--information",
    type=AskedAndReceived(),
    multiple=True,
    help="The Commissioner asked for information and, after a colon, received it. May repeat.",
)
@click.option("--regime", type=one_of(Regime, BreachRegime), help="The law it falls under. [default: uk-gdpr]")
@click.option("--nation", type=one_of(Nation), default="england-and-wales", help="Whose bank holidays count.")
@click.option("--holiday", type=DAY, multiple=True, help="A local or one-off holiday of the council. May repeat.")
@click.option(
    "--answered",
    type=DAY_OR_MOMENT,
    help="When the answer or refusal was given, or the duty done: outcome sent, breach reported, people told.",
)
@click.option(
    "--today", type=DAY_OR_MOMENT, help="The day to answer as at, for past and planned cases. [default: today]"
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def deadline(**given: Unpack[Options]) -> None:
    """Say when a request must be answered or a duty done, and by which law.

    Dates are written YYYY-MM-DD, moments YYYY-MM-DDTHH:MM. Give what has happened so far; the answer names the law
    that applied, and says why.
    """
    kept = calendar(Nation(given["nation"]), given["holiday"])
    _refuse_mixed(given)
    clock: Explained | DutyClock
    if given["duty"] and given["began"]:
        clock = _duty(Duty(given["duty"]), given["began"], given, kept)
        text = answer(clock)
    elif given["right"] and given["received"]:
        on = _plain_day(given["today"], "--today") or today()
        clock = _request(Right(given["right"]), given["received"], given, kept, on)
        text = [*answer(clock), *(line for one in working_dates(clock, on) for line in wrapped(one))]
    else:
        option = "--from" if given["duty"] else "--received"
        raise UsageError(f"{option} is missing: it is what the clock starts from. Give that date.")
    click.echo(as_json_text(clock) if given["as_json"] else "\n".join([*text, *why(clock.receipts)]))


def _refuse_mixed(given: Options) -> None:
    """Refuses a right and a duty at once, neither, and options that belong to the other."""
    if bool(given["right"]) == bool(given["duty"]):
        raise UsageError("Give --right for a request, or --duty for a duty of the council: one of them.")
    others, kind = (OF_REQUESTS, "--duty") if given["duty"] else (OF_DUTIES, "--right")
    values = dict(given)
    for name in others:
        if values[name]:
            option = SPELLED.get(name, name).replace("_", "-")
            raise UsageError(f"--{option} does not go with {kind}. Leave it out, or ask for the other clock.")


def _request(right: Right, received: date, given: Options, kept: Calendar, on: date) -> Explained:
    if given["regime"] and given["regime"] not in [*Regime]:
        raise UsageError(f"--regime {given['regime']} sets no time for requests. Leave it out, or give part-3.")
    return request_clock(
        RequestFacts(
            right=right,
            regime=Regime(given["regime"] or Regime.UK_GDPR),
            received=received,
            asked={
                Awaited.IDENTITY: (given["id_asked"], given["id_received"]),
                Awaited.AUTHORITY: (given["authority_asked"], given["authority_received"]),
                Awaited.FEE: (given["fee_asked"], given["fee_paid"]),
            },
            clarification=given["clarification"],
            extended_on=given["extended_on"],
            extension_reason=given["extension_reason"],
            answered=_plain_day(given["answered"], "--answered"),
            calendar=kept,
        ),
        on,
    )


def _duty(duty: Duty, began: date, given: Options, kept: Calendar) -> DutyClock:
    return duty_clock(
        duty,
        DutyFacts(
            began=began,
            today=given["today"],
            done=given["answered"],
            acknowledged=given["acknowledged"],
            first_communication=given["first_communication"],
            disclosure=given["disclosure"],
            extended_on=given["extended_on"],
            information=given["information"],
            regime=BreachRegime(given["regime"]) if given["regime"] else None,
            calendar=kept,
        ),
    )


def _plain_day(value: date | None, option: str) -> date | None:
    """A day that may not be a moment: requests are counted in days."""
    if isinstance(value, datetime):
        raise UsageError(f"{option} of a request is a day without a time. Write it as YYYY-MM-DD.")
    return value


def as_json_text(clock: Explained | DutyClock) -> str:
    """The dates and the receipts, as JSON."""
    receipts = [asdict(receipt) for receipt in clock.receipts]
    return json.dumps(asdict(clock.dates) | {"receipts": receipts}, default=_iso, indent=2, ensure_ascii=False)


def _iso(value: date) -> str:
    return value.isoformat()


def answer(clock: Explained | DutyClock) -> list[str]:
    """The first answer, in lines that fit the terminal."""
    return [click.style(line, bold=True) for line in wrapped(clock.receipts[0].answer)]


def working_dates(explained: Explained, today: date) -> Iterator[str]:
    """The dates of a request still ahead that an officer works by."""
    dates = explained.dates
    if dates.status is Status.CLOSED:
        return
    if dates.target_on and dates.target_on >= today and not dates.extension_valid:
        yield f"Aim to answer by {day_in_words(dates.target_on)}."
    if dates.safe_on and dates.safe_on != dates.due_on and dates.safe_on >= today:
        yield f"By {day_in_words(dates.safe_on)} it is in time even if the day the clarification came is held to count."
    if dates.notice_by and dates.notice_by >= today and not dates.extension_valid:
        yield f"If it must take longer, tell the person so, with the reason, by {day_in_words(dates.notice_by)}."


def why(receipts: tuple[Receipt, ...]) -> Iterator[str]:
    """The reasons of each receipt; the first has been answered above."""
    yield from ("", "Why", *reasons(receipts[0]))
    for receipt in receipts[1:]:
        yield from ("", *wrapped(f"{receipt.question} {receipt.answer}"), *reasons(receipt))


def reasons(receipt: Receipt) -> Iterator[str]:
    """The reasons of a receipt, each with where it is written and whether that is still to be verified."""
    for reason in receipt.reasons:
        mark = Confidence(reason.confidence)
        yield from wrapped(reason.text, "- ")
        yield from wrapped(reason.cite if mark is Confidence.READ else f"{reason.cite} [{CHECKED[mark]}]", "  ")
        yield f"  {reason.url}"
