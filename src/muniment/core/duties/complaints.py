"""Complaints about data protection: what a message opens, what is recorded, who looks into it, the outcome."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import NO_ANSWERS, answered, codes_of, questions, refuse_unknown, settle
from muniment.core.values import Decision, Question, Receipt, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import NOTHING
from muniment.law.rules import processing as rules
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Criteria


class ComplaintOutcome(StrEnum):
    """What the council found of a complaint."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    NO_JURISDICTION = "no-jurisdiction"


class Investigator(StrEnum):
    """Whether a person may look into a complaint."""

    INDEPENDENT = "independent"
    NOT_INDEPENDENT = "not-independent"
    ASK = "ask"


INVESTIGATORS = {True: Investigator.INDEPENDENT, False: Investigator.NOT_INDEPENDENT, None: Investigator.ASK}
"""Who a person is as an investigator, by whether the criteria are met."""

INVESTIGATOR_ANSWERS = {
    Investigator.INDEPENDENT: "Yes.",
    Investigator.NOT_INDEPENDENT: "No: choose somebody who took no part in that decision.",
    Investigator.ASK: "Not settled: an officer must answer the open question.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """The procedures that a message opens, side by side; `questions` are open about others."""

    opens: tuple[str, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatorNamed:
    """How letters of that day name the regulator, and since when; its address and telephone are council settings."""

    name: str
    short: str
    url: str
    since_on: date
    receipt: Receipt


def route(*, answers: Mapping[str, bool], received_on: date) -> Routing:
    """Which procedures a message opens: one that complains and also asks under a right opens both, with both clocks."""
    version = governing("dpa_2018/complaint_routes", rules.Routes, received_on=received_on)
    routes = version.rule.routes
    refuse_unknown("route of a message", answers, codes_of(routes))
    opens = tuple(one.code for one in routes if answers.get(one.code))
    asked = tuple(Question(code=one.code, text=one.asks, cite=one.cite) for one in routes if one.code not in answers)
    return Routing(
        opens=opens,
        receipt=receipt(
            question="Which procedures does the message open?",
            answer=f"{', '.join(opens) or 'None'}{'; some questions are open' if asked else ''}.",
            reasons=reasons_of(version, " ".join(one.text for one in routes if one.code in opens)),
            facts=answered(answers),
            law_as_at=received_on,
        ),
        questions=asked,
    )


def check_duties(*, done: Collection[str], received_on: date) -> ContentsCheck:
    """What the law wants done with a complaint and was not: facilitating, acknowledging, steps, progress, outcome."""
    version = governing("dpa_2018/complaint_duties", Contents, received_on=received_on)
    return check(version, of="the handling of the complaint", present=done, on=received_on)


def check_complaint_record(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, received_on: date
) -> ContentsCheck:
    """What is missing from the record of a complaint."""
    version = governing("dpa_2018/complaint_record", Contents, received_on=received_on)
    return check(version, of="the record of the complaint", present=present, on=received_on, answers=answers)


def check_outcome(*, outcome: ComplaintOutcome, present: Collection[str], received_on: date) -> ContentsCheck:
    """What is missing from what the council tells the person at the end of a complaint."""
    version = governing("dpa_2018/complaint_outcome", Contents, received_on=received_on)
    answers = {one.value: one is outcome for one in (ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY_UPHELD)}
    return check(version, of="the outcome of the complaint", present=present, on=received_on, answers=answers)


def investigator(*, answers: Mapping[str, bool], received_on: date) -> Decision[Investigator]:
    """Whether a person may look into a complaint: not if they took part in the decision that it is about."""
    version = governing("dpa_2018/complaint_investigator", Criteria, received_on=received_on)
    refuse_unknown(f"question of {version.cite}", answers, codes_of(version.rule.criteria))
    settled = settle(version.rule.criteria, answers)
    outcome = INVESTIGATORS[settled.holds]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May this person look into the complaint?",
            answer=INVESTIGATOR_ANSWERS[outcome],
            reasons=reasons_of(version),
            facts=answered(answers),
            law_as_at=received_on,
        ),
        questions=questions(version, settled.open),
    )


def regulator(*, sent_on: date, commenced: Mapping[str, date] = NOTHING) -> RegulatorNamed:
    """How a letter of that day names the regulator; `commenced` are the uncertain commencements switched on."""
    version = governing("dpa_2018/regulator", rules.Regulator, sent_on=sent_on, commenced=commenced)
    named, since_on = version.rule, version.begins(commenced)
    assert since_on is not None  # a version governs only from the day it begins
    return RegulatorNamed(
        name=named.name,
        short=named.short,
        url=named.url,
        since_on=since_on,
        receipt=receipt(
            question="How is the regulator named?",
            answer=f"{named.name} ({named.short}).",
            reasons=reasons_of(version),
            facts=(),
            law_as_at=sent_on,
            commenced=commenced,
        ),
    )
