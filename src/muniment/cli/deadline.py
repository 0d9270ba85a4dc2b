"""`muniment deadline`: when a request must be answered or a duty done, and by which law."""

from collections.abc import Iterator
from importlib import import_module
from typing import Unpack

import click

from muniment.cli.dates import DAY, DAY_OR_MOMENT, AskedAndReceived, one_of
from muniment.cli.options import Answer, Duty, Options
from muniment.cli.terminal import json_text, wrapped
from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.events import ExtensionReason
from muniment.core.errors import UsageError
from muniment.core.values import BreachRegime, Nation, Receipt, Regime, Right
from muniment.core.writing.provisions import CHECKED
from muniment.law.provisions import Confidence

OF_REQUESTS = (
    *("received", "id_asked", "id_received", "authority_asked", "authority_received", "fee_asked", "fee_paid"),
    *("clarification", "extension_reason"),
)
OF_DUTIES = ("began", "acknowledged", "first_communication", "disclosure", "information")
SPELLED = {"began": "from"}
"""Options that are called otherwise than their value, because a word of Python is in the way."""

CLOCKS = {"right": "muniment.cli.requests", "duty": "muniment.cli.duties"}
"""Where each kind of clock is asked; only the one that is wanted is loaded."""


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
    kind, asked = ("duty", given["duty"]) if given["duty"] else ("right", given["right"])
    answer: Answer = import_module(CLOCKS[kind]).answer(asked, given, kept)
    if given["as_json"]:
        click.echo(json_text({**answer.dates, "receipts": answer.receipts}))
    else:
        click.echo("\n".join(_in_words(answer)))


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


def _in_words(answer: Answer) -> Iterator[str]:
    """The first answer, the dates to work by, and the reasons of each receipt."""
    due, *others = answer.receipts
    yield from (click.style(line, bold=True) for line in wrapped(due.answer))
    for line in answer.working:
        yield from wrapped(line)
    yield from ("", "Why", *_reasons(due))
    for receipt in others:
        yield from ("", *wrapped(f"{receipt.question} {receipt.answer}"), *_reasons(receipt))


def _reasons(receipt: Receipt) -> Iterator[str]:
    """The reasons of a receipt, each with where it is written and whether that is still to be verified."""
    for reason in receipt.reasons:
        mark = Confidence(reason.confidence)
        yield from wrapped(reason.text, "- ")
        yield from wrapped(reason.cite if mark is Confidence.READ else f"{reason.cite} [{CHECKED[mark]}]", "  ")
        yield f"  {reason.url}"
