"""What follows from an objection: direct marketing stops, anything else too unless the council can show why not.

Whether there is a right to object on the lawful basis of the processing is decided in core/rights/bases.py.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.criteria import answered, codes_of, reason, refuse_unknown
from muniment.core.rights.restriction import by_itself
from muniment.core.values import Decision, Fact, Question, Reason, Right, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.rights import ClosedList


class ObjectedTo(StrEnum):
    """The purpose that the person objects to."""

    DIRECT_MARKETING = "direct-marketing"
    RESEARCH = "research"  # scientific or historical research, or statistics
    OTHER = "other"


class ObjectionOutcome(StrEnum):
    """What follows from an objection."""

    STOP_AND_SUPPRESS = "stop-and-suppress"  # and put the person on the list of those who get no marketing
    STOP = "stop"
    GO_ON = "go-on"
    RESTRICT_MEANWHILE = "restrict-meanwhile"  # not settled: nothing is done with the data until it is


FOR_RESEARCH = frozenset({"research-public-task"})
"""The grounds on which an objection to research is overcome; any other ground overcomes any other objection."""


def decide(*, objected_to: ObjectedTo, answers: Mapping[str, bool], decided_on: date) -> Decision[ObjectionOutcome]:
    """What follows from an objection; `answers` say of each ground against it whether the council demonstrates it.

    UsageError for a ground that the law does not know for that purpose: there is none against an objection to
    direct marketing.
    """
    marketing = objected_to is ObjectedTo.DIRECT_MARKETING
    name = "uk_gdpr/refusals/direct_marketing" if marketing else "uk_gdpr/refusals/objection"
    version = governing(name, ClosedList, decided_on=decided_on)
    asked = _asked(version, objected_to)
    refuse_unknown("ground against an objection", answers, codes_of(asked))
    outcome, answer = _follow(objected_to, asked, answers)
    return Decision(
        outcome=outcome,
        questions=tuple(question for question in asked if question.code not in answers)
        if outcome is ObjectionOutcome.RESTRICT_MEANWHILE
        else (),
        receipt=receipt(
            question="Must the processing stop?",
            answer=answer,
            reasons=(*_overcome(version, answers), *reasons_of(version), *_meanwhile(outcome, decided_on)),
            facts=(Fact(name="objected to", value=objected_to.value), *answered(answers)),
            law_as_at=decided_on,
        ),
    )


def _asked(version: Version[ClosedList], objected_to: ObjectedTo) -> tuple[Question, ...]:
    """The grounds that could overcome the objection, each as a question that the council must answer."""
    research = objected_to is ObjectedTo.RESEARCH
    return tuple(
        Question(
            code=entry.code, text=f"Can the council demonstrate this? {entry.text}", cite=entry.cite or version.cite
        )
        for entry in version.rule.entries
        if (entry.code in FOR_RESEARCH) == research
    )


def _follow(
    objected_to: ObjectedTo, asked: tuple[Question, ...], answers: Mapping[str, bool]
) -> tuple[ObjectionOutcome, str]:
    if objected_to is ObjectedTo.DIRECT_MARKETING:
        return ObjectionOutcome.STOP_AND_SUPPRESS, "Yes, at once: nothing weighs against it. Suppress, and confirm."
    if any(answers.values()):
        return ObjectionOutcome.GO_ON, "No: the council demonstrates a ground that overcomes the objection."
    if all(question.code in answers for question in asked):
        return ObjectionOutcome.STOP, "Yes: nothing that could overcome the objection is demonstrated."
    return ObjectionOutcome.RESTRICT_MEANWHILE, "Not settled: until it is, the data are restricted."


def _overcome(version: Version[ClosedList], answers: Mapping[str, bool]) -> Iterator[Reason]:
    """The grounds that the council demonstrates."""
    for entry in version.rule.entries:
        if answers.get(entry.code):
            yield reason(version, entry.text, entry.cite)


def _meanwhile(outcome: ObjectionOutcome, on: date) -> tuple[Reason, ...]:
    if outcome is not ObjectionOutcome.RESTRICT_MEANWHILE:
        return ()
    return by_itself(right=Right.OBJECTION, pending=True, decided_on=on).receipt.reasons
