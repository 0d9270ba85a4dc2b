"""Whether processing needs a data protection impact assessment: the screening, kept whatever comes out of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import codes_of, refuse_unknown
from muniment.core.values import Decision, Fact, Question, Reason, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.criteria import Criterion
from muniment.law.rules.risks import ScreeningCriteria, Trigger, Triggers

ALWAYS, LISTED, CRITERIA = "uk_gdpr/dpia_always", "ico/dpia_list", "ico/dpia_criteria"


class Screened(StrEnum):
    """What a screening comes to."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    NOT_REQUIRED = "not-required"
    ASK = "ask"


IN_WORDS = {
    Screened.REQUIRED: "Yes: it is required.",
    Screened.RECOMMENDED: "It is recommended: something points to a high risk, though not enough to require it.",
    Screened.NOT_REQUIRED: "No. The screening is kept all the same.",
    Screened.ASK: "Not known yet: questions are unanswered, or answered without a reason.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to a question of the screening; it counts only with a reason."""

    yes: bool
    reason: str


class Form(NamedTuple):
    """The questions of the screening: three of the Article, ten of the regulator's list, nine criteria."""

    always: Version[Triggers]
    listed: Version[Triggers]
    criteria: Version[ScreeningCriteria]

    def questions(self) -> Iterator[Question]:
        """All questions, in order."""
        asked: tuple[tuple[Version[Triggers] | Version[ScreeningCriteria], Iterable[Trigger | Criterion]], ...] = (
            (self.always, self.always.rule.triggers),
            (self.listed, self.listed.rule.triggers),
            (self.criteria, self.criteria.rule.criteria),
        )
        for version, questions in asked:
            for one in questions:
                yield Question(code=one.code, text=one.text, cite=version.cite)


def form(*, decided_on: date) -> Form:
    """The questions that a screening puts, by the law and guidance of that day."""
    return Form(
        always=governing(ALWAYS, Triggers, decided_on=decided_on),
        listed=governing(LISTED, Triggers, decided_on=decided_on),
        criteria=governing(CRITERIA, ScreeningCriteria, decided_on=decided_on),
    )


def screen(answers: Mapping[str, Answer], *, decided_on: date, signed_off_on: date | None = None) -> Decision[Screened]:
    """What the answers come to; the Data Protection Officer's sign-off stays an open question until it is given.

    UsageError for an answer to a question that the screening does not have, or a sign-off before the screening.
    """
    if signed_off_on is not None and signed_off_on < decided_on:
        raise UsageError(f"Signed off on {signed_off_on}, before the screening on {decided_on}. Check both dates.")
    asked = form(decided_on=decided_on)
    questions = tuple(asked.questions())
    refuse_unknown("question of the screening", answers, codes_of(questions))
    said = {code: answer.yes for code, answer in answers.items() if answer.reason.strip()}
    unanswered = tuple(one for one in questions if one.code not in said)
    yes = {code for code, answer in said.items() if answer}
    outcome = _outcome(asked, yes, whole=not unanswered)
    facts = [Fact(name=one.code, value=_in_words(said.get(one.code))) for one in questions]
    if signed_off_on is not None:
        facts.append(Fact(name="signed off", value=signed_off_on.isoformat()))
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Does the processing need a data protection impact assessment?",
            answer=IN_WORDS[outcome],
            reasons=_reasons(asked, yes),
            facts=facts,
            law_as_at=decided_on,
        ),
        questions=unanswered if signed_off_on else (*unanswered, _sign_off(asked)),
    )


def _outcome(asked: Form, yes: set[str], *, whole: bool) -> Screened:
    """Required as soon as the answers so far require it; anything less only when the form is whole."""
    met = _criteria_met(asked, yes)
    required = len(met) >= asked.criteria.rule.enough or any(
        one.code in yes and (one.alone or met - {one.same_as})
        for one in chain(asked.always.rule.triggers, asked.listed.rule.triggers)
    )
    if required:
        return Screened.REQUIRED
    if not whole:
        return Screened.ASK
    return Screened.RECOMMENDED if yes else Screened.NOT_REQUIRED


def _criteria_met(asked: Form, yes: set[str]) -> set[str]:
    return {one.code for one in asked.criteria.rule.criteria} & yes


def _reasons(asked: Form, yes: set[str]) -> Iterator[Reason]:
    triggers = [one.code for one in chain(asked.always.rule.triggers, asked.listed.rule.triggers)]
    for version in (asked.always, asked.listed):
        of_this_case = [one.code for one in version.rule.triggers if one.code in yes]
        yield from reasons_of(version, _answered_yes(of_this_case))
    yield from reasons_of(asked.criteria, _answered_yes([code for code in sorted(yes) if code not in triggers]))


def _answered_yes(codes: list[str]) -> str:
    return f"Answered yes: {', '.join(codes)}." if codes else "Nothing of it was answered yes."


def _in_words(answer: bool | None) -> str:
    return "not answered" if answer is None else "yes" if answer else "no"


def _sign_off(asked: Form) -> Question:
    return Question(
        code="dpo-sign-off",
        text="Does the Data Protection Officer agree with the screening, and sign it?",
        cite=asked.always.cite,
    )
