"""The conditions of Schedule 1: what must be recorded for one, and whether it needs an appropriate policy document."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.criteria import answered, called, questions, reason, refuse_unknown
from muniment.core.values import Decision, Fact, Question, Reason, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.criteria import Criterion
from muniment.law.rules.special_categories import Element, Paragraph, PolicyDocument, Schedule1


class PolicyNeed(StrEnum):
    """Whether a condition needs an appropriate policy document here."""

    NEEDED = "needed"
    NOT_NEEDED = "not-needed"
    ASK = "ask"


def schedule_1(processed_on: date) -> Version[Schedule1]:
    """Schedule 1 as it stood on that day."""
    return governing("dpa_2018/schedule_1", Schedule1, processed_on=processed_on)


def paragraph_called(version: Version[Schedule1], code: str) -> Paragraph:
    """The paragraph of that number; UsageError when Schedule 1 has no such condition."""
    return called("paragraph of Schedule 1", code, version.rule.paragraphs)


def invoked_by(version: Version[Schedule1], paragraph: Paragraph, invoked: str | None) -> Paragraph | None:
    """The paragraph that `paragraph` builds on, which must be of the part that it invokes; None while not given."""
    if invoked is None:
        return None
    allowed = [one.code for one in version.rule.paragraphs if paragraph.invokes in (one.part, one.code)]
    refuse_unknown(f"paragraph on which paragraph {paragraph.code} of Schedule 1 builds", (invoked,), allowed)
    return paragraph_called(version, invoked)


def which_invoked(paragraph: Paragraph) -> Criterion:
    """The question on which paragraph this one builds."""
    return Criterion(code="invoked", text=f"On which paragraph does paragraph {paragraph.code} build here?")


def key_elements(version: Version[Schedule1], paragraph: Paragraph, invoked: Paragraph | None) -> tuple[Element, ...]:
    """What must be recorded for a condition: with its own elements, those of the paragraph that it builds on."""
    codes = [*paragraph.record, *(code for code in (invoked.record if invoked else ()) if code not in paragraph.drops)]
    return tuple(one for one in version.rule.elements if one.code in codes)


def policy_document_needed(
    *, paragraph: str, invoked: str | None = None, answers: Mapping[str, bool], processed_on: date
) -> Decision[PolicyNeed]:
    """Whether a condition needs an appropriate policy document; `answers` say if the exception of its paragraph is met.

    `invoked` is the paragraph that it builds on, for those that invoke another part.
    """
    version = schedule_1(processed_on)
    relied_on = paragraph_called(version, paragraph)
    built_on = invoked_by(version, relied_on, invoked)
    governs = built_on if relied_on.policy_document is PolicyDocument.AS_INVOKED and built_on else relied_on
    asked = (governs.unless.code,) if governs.unless else ()
    refuse_unknown(f"question of paragraph {governs.code} of Schedule 1", answers, asked)
    need = _need(governs, answers)
    return Decision(
        outcome=need,
        receipt=receipt(
            question="Does the condition need an appropriate policy document?",
            answer=NEED_ANSWERS[need],
            reasons=(*reasons_of(version), reason_of(version, relied_on), *_built_on_reasons(version, built_on)),
            facts=(
                Fact(name="paragraph", value=paragraph),
                *((Fact(name="builds on", value=invoked),) if invoked else ()),
                *answered(answers),
            ),
            law_as_at=processed_on,
        ),
        questions=_asked(version, governs) if need is PolicyNeed.ASK else (),
    )


def reason_of(version: Version[Schedule1], paragraph: Paragraph) -> Reason:
    """A paragraph as a reason."""
    return reason(version, paragraph.text, f"Data Protection Act 2018 Sch 1 para {paragraph.code}")


NEED_ANSWERS = {
    PolicyNeed.NEEDED: "Yes.",
    PolicyNeed.NOT_NEEDED: "No.",
    PolicyNeed.ASK: "Not settled: an officer must answer the open question.",
}


def _need(paragraph: Paragraph, answers: Mapping[str, bool]) -> PolicyNeed:
    """What a paragraph needs; one that builds on another, which is not given, is not settled."""
    if paragraph.policy_document is PolicyDocument.REQUIRED:
        return PolicyNeed.NEEDED
    if paragraph.policy_document is PolicyDocument.NOT_REQUIRED:
        return PolicyNeed.NOT_NEEDED
    if paragraph.unless is None or paragraph.unless.code not in answers:
        return PolicyNeed.ASK
    return PolicyNeed.NOT_NEEDED if answers[paragraph.unless.code] else PolicyNeed.NEEDED


def _built_on_reasons(version: Version[Schedule1], built_on: Paragraph | None) -> tuple[Reason, ...]:
    return (reason_of(version, built_on),) if built_on else ()


def _asked(version: Version[Schedule1], paragraph: Paragraph) -> tuple[Question, ...]:
    return questions(version, (paragraph.unless or which_invoked(paragraph),))
