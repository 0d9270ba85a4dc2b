"""Whether data may be used for a new purpose: is it compatible with the one they were collected for?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muniment.core.judgement.criteria import (
    answered,
    called,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    said,
    settle,
)
from muniment.core.values import Decision, Fact, Question, Reason, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import processing as rules
from muniment.law.rules.criteria import Condition, Conditions, Criterion
from muniment.law.rules.processing import AfterConsent, PurposeGround


class Compatible(StrEnum):
    """Whether a new purpose is compatible; a lawful basis is needed besides."""

    COMPATIBLE = "compatible"
    NOT_COMPATIBLE = "not-compatible"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPurpose:
    """What is known of a new purpose: the ground relied on, if any, and how the data were collected.

    `annex_2` is the condition of Annex 2, for the ground that builds on it. Without a ground the factors are weighed:
    `answers` then holds an answer to each, and `weighed_compatible` what the officer concluded from them.
    """

    ground: str | None
    annex_2: str | None = None
    collected_on_consent: bool
    answers: Mapping[str, bool] = field(default_factory=dict)
    weighed_compatible: bool | None = None


def compatible(purpose: NewPurpose, *, processed_on: date) -> Decision[Compatible]:
    """Whether the new purpose is compatible: by a ground of the law, or else by weighing; never past consent alone."""
    version = governing("uk_gdpr/compatibility", rules.Compatibility, processed_on=processed_on)
    if purpose.ground is None:
        found = _by_weighing(version, purpose)
    else:
        ground = called(f"ground of {version.cite}", purpose.ground, version.rule.grounds)
        found = _by_ground(version, ground, purpose, processed_on)
    return Decision(
        outcome=found.outcome,
        receipt=receipt(
            question="Is the new purpose compatible with the first?",
            answer=f"{ANSWERS[found.outcome]}{found.why_not}",
            reasons=(*reasons_of(version), *found.reasons),
            facts=_facts(purpose),
            law_as_at=processed_on,
        ),
        questions=found.questions,
    )


ANSWERS = {
    Compatible.COMPATIBLE: "Yes. A lawful basis is needed besides.",
    Compatible.NOT_COMPATIBLE: "No: ",
    Compatible.ASK: "Not settled: an officer must answer the open questions.",
}

PAST_CONSENT = "the data were collected on consent, and this does not carry them past it."

CONCLUSION = Criterion(
    code="weighed-compatible", text="Having weighed all the factors, is the new purpose compatible with the first?"
)

WHICH = Criterion(code="annex-2", text="Which condition of Annex 2 is relied on?")


class _Found(NamedTuple):
    """What follows, why not, by which law, and what is open."""

    outcome: Compatible
    why_not: str = ""
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()


def _by_weighing(version: Version[rules.Compatibility], purpose: NewPurpose) -> _Found:
    """What weighing the factors gives; data collected on consent cannot be carried further by weighing."""
    if purpose.collected_on_consent:
        return _Found(Compatible.NOT_COMPATIBLE, PAST_CONSENT)
    factors = version.rule.factors
    refuse_unknown(f"factor of {version.cite}", purpose.answers, codes_of(factors))
    not_considered = [one for one in factors if not purpose.answers.get(one.code)]
    if not_considered or purpose.weighed_compatible is None:
        return _Found(Compatible.ASK, questions=questions(version, [*not_considered, CONCLUSION]))
    if purpose.weighed_compatible:
        return _Found(Compatible.COMPATIBLE)
    return _Found(Compatible.NOT_COMPATIBLE, "the officer weighed the factors so.")


def _by_ground(version: Version[rules.Compatibility], ground: PurposeGround, purpose: NewPurpose, on: date) -> _Found:
    """What a ground gives once its criteria, and those of the condition that it builds on, are answered."""
    if purpose.collected_on_consent and ground.after_consent is AfterConsent.NEVER:
        return _Found(Compatible.NOT_COMPATIBLE, PAST_CONSENT)
    annex, condition = _condition(ground, purpose, on)
    criteria = (*ground.needs, *(condition.needs if condition else ()))
    if purpose.collected_on_consent and ground.after_consent is AfterConsent.UNOBTAINABLE:
        criteria = (*criteria, version.rule.unobtainable)
    refuse_unknown(f"question of {ground.cite}", purpose.answers, codes_of(criteria))
    settled = settle(criteria, purpose.answers)
    why = (reason(version, ground.text, ground.cite), *_annex_reasons(annex, condition))
    if settled.failed:
        failed = ", ".join(codes_of(settled.failed))
        return _Found(Compatible.NOT_COMPATIBLE, f"answered no: {failed}.", why)
    which = (WHICH,) if ground.conditions and condition is None else ()
    if asked := (*settled.open, *which):
        return _Found(Compatible.ASK, reasons=why, questions=questions(version, asked))
    return _Found(Compatible.COMPATIBLE, reasons=why)


def _condition(
    ground: PurposeGround, purpose: NewPurpose, on: date
) -> tuple[Version[Conditions] | None, Condition | None]:
    """The condition of Annex 2 that is relied on, for a ground that builds on it."""
    if ground.conditions is None or purpose.annex_2 is None:
        refuse_unknown(f"condition of {ground.cite}", (purpose.annex_2,) if purpose.annex_2 is not None else (), ())
        return None, None
    version = governing(ground.conditions, Conditions, processed_on=on)
    return version, called(f"condition of {version.cite}", purpose.annex_2, version.rule.conditions)


def _annex_reasons(annex: Version[Conditions] | None, condition: Condition | None) -> Iterator[Reason]:
    if annex and condition:
        yield from reasons_of(annex)
        yield reason(annex, condition.text, condition.cite)


def _facts(purpose: NewPurpose) -> Iterator[Fact]:
    yield Fact(name="ground", value=purpose.ground or "weighing")
    if purpose.annex_2:
        yield Fact(name="condition", value=purpose.annex_2)
    yield from said("collected on consent", purpose.collected_on_consent)
    yield from said("weighed compatible", purpose.weighed_compatible)
    yield from answered(purpose.answers)
