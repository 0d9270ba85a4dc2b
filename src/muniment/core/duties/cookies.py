"""Whether information may be stored on a person's device, or read from it, as cookies do."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.criteria import answered, called, codes_of, questions, refuse_unknown, settle
from muniment.core.values import Decision, Fact, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.criteria import Conditions


class Storing(StrEnum):
    """Whether information may be stored or read."""

    MAY = "may"
    MUST_NOT = "must-not"
    ASK = "ask"


IN_WORDS = {
    Storing.MAY: "Yes, under this exception.",
    Storing.MUST_NOT: "No, not under this exception.",
    Storing.ASK: "Not known yet: questions are unanswered.",
}


def may_store(*, exception: str, answers: Mapping[str, bool], processed_on: date) -> Decision[Storing]:
    """Whether information may be stored or read under the exception that is claimed for it.

    Each purpose is asked for by itself. UsageError for an exception that the law does not have.
    """
    rule = governing("pecr/cookies", Conditions, processed_on=processed_on)
    claimed = called(f"exception of {rule.cite}", exception, rule.rule.conditions)
    refuse_unknown(f"question of {claimed.cite or rule.cite}", answers, codes_of(claimed.needs))
    settled = settle(claimed.needs, answers)
    outcome = {True: Storing.MAY, False: Storing.MUST_NOT, None: Storing.ASK}[settled.holds]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May information be stored on the device, or read from it?",
            answer=IN_WORDS[outcome],
            reasons=reasons_of(rule, f"Claimed here ({claimed.cite}): {claimed.text}"),
            facts=(Fact(name="exception", value=exception), *answered(answers)),
            law_as_at=processed_on,
        ),
        questions=questions(rule, settled.open),
    )
