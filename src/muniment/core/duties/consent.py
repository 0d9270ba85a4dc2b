"""Consent: what is recorded of it, whether it is valid, and what its withdrawal sets going."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import NO_ANSWERS, answered, codes_of, questions, refuse_unknown, said, settle
from muniment.core.values import Decision, Regime, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import NOTHING
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Criteria

EXPLICIT = "explicit"
"""The word by which the law files mark what only explicit consent needs."""


RULES = {
    Regime.UK_GDPR: "uk_gdpr/consent_validity",
    Regime.LAW_ENFORCEMENT: "dpa_2018/part_3/consent_validity",
}


class Validity(StrEnum):
    """Whether consent counts as consent."""

    VALID = "valid"
    INVALID = "invalid"
    ASK = "ask"


def valid(
    *,
    explicit: bool,
    answers: Mapping[str, bool],
    regime: Regime = Regime.UK_GDPR,
    processed_on: date,
    commenced: Mapping[str, date] = NOTHING,
) -> Decision[Validity]:
    """Whether consent is valid: each criterion must be met; `explicit` where special category data rest on it.

    In law enforcement its rules are uncertain in their commencement, which the council switches on by `commenced`.
    """
    version = governing(RULES[regime], Criteria, commenced=commenced, processed_on=processed_on)
    refuse_unknown(f"question of {version.cite}", answers, codes_of(version.rule.criteria))
    settled = settle(version.rule.criteria, answers, (EXPLICIT,) if explicit else ())
    if settled.failed:
        outcome, answer = Validity.INVALID, f"No: {'; '.join(codes_of(settled.failed))} answered no."
    elif settled.open:
        outcome, answer = Validity.ASK, "Not settled: an officer must answer the open questions."
    else:
        outcome, answer = Validity.VALID, "Yes."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the consent valid?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(*said(EXPLICIT, explicit), *answered(answers)),
            law_as_at=processed_on,
            commenced=commenced,
        ),
        questions=questions(version, settled.open),
    )


def check_consent_record(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, processed_on: date
) -> ContentsCheck:
    """What is missing from the record that the council keeps of a consent."""
    version = governing("uk_gdpr/consent_record", Contents, processed_on=processed_on)
    return check(version, of="the record of the consent", present=present, answers=answers, on=processed_on)


def check_withdrawal(*, done: Collection[str], withdrawn_on: date) -> ContentsCheck:
    """What the council has still to do after a person withdrew consent."""
    version = governing("uk_gdpr/consent_withdrawal", Contents, processed_on=withdrawn_on)
    return check(version, of="what was done after the withdrawal", present=done, on=withdrawn_on)
