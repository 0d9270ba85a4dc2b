"""Algorithmic transparency: which tools a record is published for, what it holds, and the register of decisions."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import NO_ANSWERS, answered, codes_of, questions, refuse_unknown, unanswered
from muniment.core.values import Decision, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.contents import Contents
from muniment.law.rules.processing import TransparencyScope


class Scope(StrEnum):
    """Whether an algorithmic transparency record is for a tool of a council."""

    MANDATORY = "mandatory"
    ENCOURAGED = "encouraged"
    OUT_OF_SCOPE = "out-of-scope"
    ASK = "ask"


def transparency_scope(*, answers: Mapping[str, bool], sent_on: date) -> Decision[Scope]:
    """Whether a council should publish a record of a tool: any one criterion is enough, none once all are no."""
    version = governing("govuk/transparency_scope", TransparencyScope, sent_on=sent_on)
    criteria = version.rule.criteria
    refuse_unknown(f"question of {version.cite}", answers, codes_of(criteria))
    still_open = unanswered(criteria, answers)
    if any(answers.values()):
        outcome = Scope.MANDATORY if version.rule.mandatory_for_councils else Scope.ENCOURAGED
    else:
        outcome = Scope.ASK if still_open else Scope.OUT_OF_SCOPE
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Should the council publish an algorithmic transparency record of the tool?",
            answer=SCOPE_ANSWERS[outcome],
            reasons=reasons_of(version),
            facts=answered(answers),
            law_as_at=sent_on,
        ),
        questions=questions(version, still_open) if outcome is Scope.ASK else (),
    )


def check_transparency_record(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, sent_on: date
) -> ContentsCheck:
    """What is missing from an algorithmic transparency record: metadata, tier 1 and tier 2."""
    version = governing("govuk/transparency_record", Contents, sent_on=sent_on)
    return check(version, of="the transparency record", present=present, on=sent_on, answers=answers)


def check_decision_register(*, present: Collection[str], processed_on: date) -> ContentsCheck:
    """What the council's register of automated decisions should hold of a system and does not."""
    version = governing("ico/decision_register", Contents, processed_on=processed_on)
    return check(version, of="the register of automated decisions", present=present, on=processed_on)


SCOPE_ANSWERS = {
    Scope.MANDATORY: "Yes: it must.",
    Scope.ENCOURAGED: "Yes: councils are encouraged to.",
    Scope.OUT_OF_SCOPE: "No: it is out of the scope of the standard.",
    Scope.ASK: "Not settled: an officer must answer the open questions.",
}
