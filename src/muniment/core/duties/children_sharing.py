"""Information about children: when it is shared to keep a child safe, and the identifier that their records carry.

Both duties are law whose commencement a council switches on; before that NoLawInForce says what holds instead.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import answered, codes_of, questions, refuse_unknown, settle
from muniment.core.values import Decision, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import NOTHING
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Criteria


class Sharing(StrEnum):
    """Whether information must be shared to safeguard a child or promote their welfare."""

    SHARE = "share"
    NOT_CALLED_FOR = "not-called-for"  # the duty does not reach it: whether to share is the council's own decision
    ASK = "ask"


ANSWERS = {
    Sharing.SHARE: "Yes. It does not override data protection law, so the sharing is assessed in full.",
    Sharing.NOT_CALLED_FOR: "No: the duty does not reach it, so the council decides under its powers.",
    Sharing.ASK: "Not settled: an officer must answer the open questions.",
}


def must_share(
    *, answers: Mapping[str, bool], processed_on: date, commenced: Mapping[str, date] = NOTHING
) -> Decision[Sharing]:
    """Whether the duty to share reaches a piece of information; UsageError for an answer to what is not asked."""
    version = governing(
        "children_act_2004/information_sharing", Criteria, commenced=commenced, processed_on=processed_on
    )
    criteria = version.rule.criteria
    refuse_unknown("question of the duty to share", answers, codes_of(criteria))
    settled = settle(criteria, answers)
    outcome = {True: Sharing.SHARE, False: Sharing.NOT_CALLED_FOR, None: Sharing.ASK}[settled.holds]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Must the information be shared?",
            answer=ANSWERS[outcome],
            reasons=reasons_of(version),
            facts=answered(answers),
            law_as_at=processed_on,
            commenced=commenced,
        ),
        questions=questions(version, settled.open),
    )


def check_identifier(
    *, present: Collection[str], processed_on: date, commenced: Mapping[str, date] = NOTHING
) -> ContentsCheck:
    """What a child's record lacks of the consistent identifier or, where that is not included, of why it is not."""
    version = governing(
        "children_act_2004/consistent_identifier", Contents, commenced=commenced, processed_on=processed_on
    )
    included = "identifier" in present
    answers = {"included": included, "not-included": not included}
    return check(version, of="the child's record", present=present, answers=answers, on=processed_on)
