"""Whether a council may ask for proof of identity, how much is in proportion, and when it is enough.

How much is in proportion, the law leaves to an officer; the defaults here are good practice of the house, not law.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from muniment.core.judgement.contents import missing_items, to_record
from muniment.core.judgement.criteria import said
from muniment.core.values import Decision, Fact, Question, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents


class Sensitivity(StrEnum):
    """How much harm it would do if the data came to the wrong person."""

    ORDINARY = "ordinary"
    CONFIDENTIAL = "confidential"  # money, housing, disputes
    SENSITIVE = "sensitive"  # special category or offence data, children, safety


class Channel(StrEnum):
    """How the request came."""

    SIGNED_IN = "signed-in"  # from an account whose holder was verified
    KNOWN_CONTACT = "known-contact"  # from an address or a number on record
    IN_PERSON = "in-person"
    UNKNOWN_CONTACT = "unknown-contact"


class Proof(StrEnum):
    """What confirms who somebody is, weakest first."""

    NONE = "none"
    MATCHING_DETAILS = "matching-details"  # they know what only they would know
    KNOWN_CONTACT = "known-contact"  # a code sent to an address or a number on record comes back
    DOCUMENT = "document"
    DOCUMENT_AND_LIKENESS = "document-and-likeness"  # and it is they whom the document shows


class Confirmed(StrEnum):
    """Whether it is settled who the person is."""

    ENOUGH = "enough"
    NOT_ENOUGH = "not-enough"
    ASK = "ask"


class Demanding(StrEnum):
    """Whether proof of identity may be asked for."""

    MAY_ASK = "may-ask"
    MAY_NOT_ASK = "may-not-ask"
    ASK_OFFICER = "ask-officer"


STRENGTH = tuple(Proof)
DEFAULTS: Mapping[Channel, tuple[Proof, Proof, Proof]] = MappingProxyType(
    {
        Channel.SIGNED_IN: (Proof.NONE, Proof.NONE, Proof.KNOWN_CONTACT),
        Channel.KNOWN_CONTACT: (Proof.MATCHING_DETAILS, Proof.MATCHING_DETAILS, Proof.DOCUMENT),
        Channel.IN_PERSON: (Proof.MATCHING_DETAILS, Proof.DOCUMENT, Proof.DOCUMENT_AND_LIKENESS),
        Channel.UNKNOWN_CONTACT: (Proof.KNOWN_CONTACT, Proof.DOCUMENT, Proof.DOCUMENT_AND_LIKENESS),
    }
)
"""What is in proportion where there is a doubt, by channel, for ordinary, confidential and sensitive data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Whether an officer finds a reasonable doubt who the person is, None while open, and whether they recorded why."""

    reasonable: bool | None
    reason_recorded: bool = False


def proportionate(*, sensitivity: Sensitivity, channel: Channel) -> Proof:
    """The proof that is asked for by default where there is a doubt; an officer may settle on another."""
    return DEFAULTS[channel][tuple(Sensitivity).index(sensitivity)]


def may_ask(*, doubt: Doubt, received_on: date) -> Decision[Demanding]:
    """Whether proof may be asked for: only with a reasonable doubt, whose reason is recorded."""
    version = governing("uk_gdpr/identity", Contents, received_on=received_on)
    questions: tuple[Question, ...] = ()
    if doubt.reasonable is False:
        outcome, answer = Demanding.MAY_NOT_ASK, "No: there is no reasonable doubt, so nothing is asked for."
    elif open_questions := _open(doubt, version):
        outcome, answer, questions = (
            Demanding.ASK_OFFICER,
            "Not yet: the doubt is found and recorded first.",
            open_questions,
        )
    else:
        outcome, answer = Demanding.MAY_ASK, "Yes: there is a reasonable doubt, and why is recorded."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May proof of identity be asked for?",
            answer=answer,
            reasons=reasons_of(version),
            facts=_facts(doubt),
            law_as_at=received_on,
        ),
        questions=questions,
    )


def identity_is_enough(*, doubt: Doubt, needed: Proof | None, given: Proof, received_on: date) -> Decision[Confirmed]:
    """Whether it is settled who the person is; `needed` is what an officer holds to be in proportion, None while open.

    Without a reasonable doubt no proof is needed. What is given is enough when it is as strong as what is needed.
    """
    version = governing("uk_gdpr/identity", Contents, received_on=received_on)
    outcome, answer = _confirmed(doubt, needed, given)
    asked = zip(_judgements(version), (doubt.reasonable is None, needed is None), strict=True)
    questions = tuple(question for question, is_open in asked if is_open) if outcome is Confirmed.ASK else ()
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is it settled who the person is?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(
                *_facts(doubt),
                Fact(name="needed", value=needed.value if needed else "not settled"),
                Fact(name="given", value=given.value),
            ),
            law_as_at=received_on,
        ),
        questions=questions,
    )


def _confirmed(doubt: Doubt, needed: Proof | None, given: Proof) -> tuple[Confirmed, str]:
    if doubt.reasonable is False:
        return Confirmed.ENOUGH, "Yes: there is no reasonable doubt."
    if doubt.reasonable is None or needed is None:
        return Confirmed.ASK, "Not settled: an officer says whether there is a doubt, and which proof is needed."
    if STRENGTH.index(given) >= STRENGTH.index(needed):
        return Confirmed.ENOUGH, "Yes: the proof given is in proportion to the data and the risk."
    return Confirmed.NOT_ENOUGH, f"No: {needed.value.replace('-', ' ')} is needed."


def _open(doubt: Doubt, version: Version[Contents]) -> tuple[Question, ...]:
    """What an officer must still answer, or record, before proof may be asked for."""
    if doubt.reasonable is None:
        return _judgements(version)[:1]
    recorded = ("doubt",) if doubt.reason_recorded else ()
    return to_record(version, missing_items("entry of the record", version.rule.items, recorded))


def _judgements(version: Version[Contents]) -> tuple[Question, ...]:
    """Whether there is a doubt, and which proof is in proportion."""
    return questions_of(version, "identity")


def _facts(doubt: Doubt) -> tuple[Fact, ...]:
    found = "not settled" if doubt.reasonable is None else "yes" if doubt.reasonable else "no"
    return (
        Fact(name="reasonable doubt", value=found),
        *said("reason recorded", doubt.reason_recorded),
    )
