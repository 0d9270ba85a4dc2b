"""What follows from the kind of council, which is asked at set-up: public authority, officer, yearly charge."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import called, said
from muniment.core.values import Decision, Fact, Question, Receipt, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import processing as rules
from muniment.law.rules.contents import Contents
from muniment.law.rules.processing import CouncilKind


class Authority(StrEnum):
    """Whether a council is a public authority for a piece of processing."""

    YES = "yes"
    NOT_FOR_THIS = "not-for-this"  # a public authority, but what it does here is no public task
    NO = "no"
    ASK = "ask"


class OfficerNeed(StrEnum):
    """Whether a council must have a data protection officer because it is a public authority."""

    REQUIRED = "required"
    NOT_REQUIRED = "not-required"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The yearly charge in pounds; None while the tier is not settled."""

    amount_pounds: int | None
    receipt: Receipt
    questions: tuple[Question, ...] = ()


def public_authority(
    *, council: CouncilKind, public_task: bool | None, processed_on: date, foi_authority: bool | None = None
) -> Decision[Authority]:
    """Whether the council is a public authority for processing that is, or is not, for a task in the public interest.

    `foi_authority` says whether freedom of information law names the body: it is asked only of kinds of which that
    is not plain, and counts for them alone.
    """
    version = governing("dpa_2018/public_authority", rules.PublicAuthorities, processed_on=processed_on)
    outcome = _authority(version, council, public_task, foi_authority)
    wants_foi = council in version.rule.to_confirm and foi_authority is None
    asked = questions_of(version, "public-authority")
    facts = [Fact(name="council", value=council.value), *said("public task", public_task)]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the council a public authority for this?",
            answer=AUTHORITY_ANSWERS[outcome],
            reasons=reasons_of(version),
            facts=(*facts, *said("named by freedom of information law", foi_authority)),
            law_as_at=processed_on,
        ),
        questions=() if outcome is not Authority.ASK else asked[:1] if wants_foi else asked[1:],
    )


def public_task_question(*, processed_on: date) -> tuple[Question, ...]:
    """The question whether what a council does is a public task, for whatever hangs on that alone."""
    version = governing("dpa_2018/public_authority", rules.PublicAuthorities, processed_on=processed_on)
    return questions_of(version, "public-authority")[1:]


def officer_required(
    *, council: CouncilKind, processed_on: date, foi_authority: bool | None = None
) -> Decision[OfficerNeed]:
    """Whether the council must have a data protection officer because it is a public authority."""
    version = governing("uk_gdpr/data_protection_officer", rules.OfficerDuty, processed_on=processed_on)
    authority = public_authority(
        council=council, public_task=True, processed_on=processed_on, foi_authority=foi_authority
    )
    need = OFFICER_NEEDS[authority.outcome] if version.rule.public_authorities else OfficerNeed.NOT_REQUIRED
    return Decision(
        outcome=need,
        receipt=receipt(
            question="Must the council have a data protection officer?",
            answer=OFFICER_ANSWERS[need],
            reasons=(*reasons_of(version), *authority.receipt.reasons),
            facts=authority.receipt.facts,
            law_as_at=processed_on,
        ),
        questions=authority.questions,
    )


def officer_to_name(*, council: CouncilKind, on: date) -> Mapping[str, bool]:
    """The answer, for contents that name the officer, which the law gives for councils that must have one."""
    need = officer_required(council=council, processed_on=on).outcome
    return {OFFICER: True} if need is OfficerNeed.REQUIRED else {}


def check_officer(*, present: Collection[str], on: date) -> ContentsCheck:
    """What is missing from the designation, position and tasks of the council's data protection officer."""
    version = governing("uk_gdpr/data_protection_officer_role", Contents, processed_on=on)
    return check(version, of="the role of the data protection officer", present=present, on=on)


def yearly_charge(*, tier: str | None, due_on: date) -> Charge:
    """The charge that a controller of that tier pays to the regulator for the year from `due_on`."""
    version = governing("charges/yearly_charge", rules.FeeTiers, processed_on=due_on)
    amount = called(f"tier of {version.cite}", tier, version.rule.tiers).amount_pounds if tier is not None else None
    answer = "Not settled: the tier must be known first." if amount is None else f"£{amount:,}."
    return Charge(
        amount_pounds=amount,
        receipt=receipt(
            question="What charge does the council pay for the year?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(Fact(name="tier", value=tier or "not settled"),),
            law_as_at=due_on,
        ),
        questions=questions_of(version, "charge") if amount is None else (),
    )


OFFICER = "data-protection-officer"
"""The fact, in the law files, that there is a data protection officer to name."""

AUTHORITY_ANSWERS = {
    Authority.YES: "Yes.",
    Authority.NOT_FOR_THIS: "No: it is a public authority, but not for what it does here.",
    Authority.NO: "No.",
    Authority.ASK: "Not settled: an officer must answer the open question.",
}

OFFICER_NEEDS = {
    Authority.YES: OfficerNeed.REQUIRED,
    Authority.NOT_FOR_THIS: OfficerNeed.REQUIRED,
    Authority.NO: OfficerNeed.NOT_REQUIRED,
    Authority.ASK: OfficerNeed.ASK,
}

OFFICER_ANSWERS = {
    OfficerNeed.REQUIRED: "Yes.",
    OfficerNeed.NOT_REQUIRED: "No, not as a public authority.",
    OfficerNeed.ASK: "Not settled: an officer must answer the open question.",
}


def _authority(
    version: Version[rules.PublicAuthorities], council: CouncilKind, public_task: bool | None, foi: bool | None
) -> Authority:
    if council in version.rule.never:
        return Authority.NO
    if council in version.rule.to_confirm and foi is not True:
        return Authority.ASK if foi is None else Authority.NO
    if public_task is None:
        return Authority.ASK
    return Authority.YES if public_task else Authority.NOT_FOR_THIS
