"""Consent: what is recorded of it, whether it is valid, and what its withdrawal sets going."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.duties.completeness import ContentsCheck, check
from muniment.core.duties.criteria import NO_ANSWERS, answered, questions, refuse_unknown, said, weigh
from muniment.core.values import Decision, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import contents
from muniment.law.rules import processing as rules

EXPLICIT = "explicit"
"""The word by which the law files mark what only explicit consent needs."""


class Validity(StrEnum):
    """Whether consent counts as consent."""

    VALID = "valid"
    INVALID = "invalid"
    ASK = "ask"


def valid(*, explicit: bool, answers: Mapping[str, bool], processed_on: date) -> Decision[Validity]:
    """Whether consent is valid: each criterion must be met; `explicit` where special category data rest on it."""
    version = governing("uk_gdpr/consent_validity", rules.Criteria, processed_on=processed_on)
    refuse_unknown(answers, [one.code for one in version.rule.criteria], of=version.cite)
    weighed = weigh(version.rule.criteria, answers, {EXPLICIT} if explicit else ())
    if weighed.failed:
        outcome, answer = Validity.INVALID, f"No: {'; '.join(one.code for one in weighed.failed)} answered no."
    elif weighed.open:
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
        ),
        questions=() if weighed.failed else questions(version, weighed.open),
    )


def check_consent_record(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, processed_on: date
) -> ContentsCheck:
    """What is missing from the record that the council keeps of a consent."""
    version = governing("uk_gdpr/consent_record", contents.Contents, processed_on=processed_on)
    return check(version, of="the record of the consent", present=present, answers=answers, on=processed_on)


def check_withdrawal(*, done: Collection[str], withdrawn_on: date) -> ContentsCheck:
    """What the council has still to do after a person withdrew consent."""
    version = governing("uk_gdpr/consent_withdrawal", contents.Contents, processed_on=withdrawn_on)
    return check(version, of="what was done after the withdrawal", present=done, on=withdrawn_on)
