"""What the answer to a request under each right must contain, by the day it is sent and the facts of the case."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import ContentsCheck, check, facts_of
from muniment.core.values import Fact
from muniment.law.load import governing
from muniment.law.rules.contents import Contents
from muniment.law.rules.rights import Entitlement


class AnswerFact(StrEnum):
    """The facts on which the contents of an answer hang."""

    DATA_HELD = "data-held"
    ANOTHER_SOURCE = "source-is-another"
    AUTOMATED_DECISIONS = "automated-decisions"
    TRANSFERS = "transfers"
    ASKED_ELECTRONICALLY = "asked-electronically"
    CHANGED = "changed"
    NOT_ALL_CHANGED = "not-all-changed"
    DISCLOSED = "disclosed"
    MADE_PUBLIC = "made-public"
    RECIPIENTS_ASKED_FOR = "recipients-asked-for"
    DIRECT_TRANSFER_ASKED_FOR = "direct-transfer-asked-for"


ASKED = {
    AnswerFact.DATA_HELD: "Does the council process personal data about the person?",
    AnswerFact.ANOTHER_SOURCE: "Did any of the data come from somebody other than the person?",
    AnswerFact.AUTOMATED_DECISIONS: "Is any significant decision about the person taken by a machine alone?",
    AnswerFact.TRANSFERS: "Does any of the data go outside the United Kingdom?",
    AnswerFact.ASKED_ELECTRONICALLY: "Was the request made electronically, without another form being asked for?",
    AnswerFact.CHANGED: "Was anything done that was asked for?",
    AnswerFact.NOT_ALL_CHANGED: "Was anything that was asked for not done?",
    AnswerFact.DISCLOSED: "Was the data disclosed to anybody?",
    AnswerFact.MADE_PUBLIC: "Did the council make the data public?",
    AnswerFact.RECIPIENTS_ASKED_FOR: "Did the person ask who the recipients are?",
    AnswerFact.DIRECT_TRANSFER_ASKED_FOR: "Did the person ask that the data be sent straight to somebody else?",
}

NO_ANSWER = {
    Entitlement.INFORMATION: "it is met by a privacy notice: check that instead",
    Entitlement.WITHDRAWAL: "withdrawing consent needs no answer of set contents: stop the processing instead",
    Entitlement.BREACH_NOTICE: "it is met by the letter that tells people of a breach: check that instead",
}


def check_answer(
    *, right: Entitlement, sent_on: date, facts: Mapping[AnswerFact, bool], present: Collection[str] = ()
) -> ContentsCheck:
    """What an answer under that right contains, and what one with the items `present` lacks.

    UsageError for a right that is not met by an answer.
    """
    if right in NO_ANSWER:
        raise UsageError(f"There is no answer under '{right.value}': {NO_ANSWER[right]}.")
    version = governing(f"uk_gdpr/answers/{right.file}", Contents, sent_on=sent_on)
    hangs_on = facts_of(version.rule.items)
    return check(
        version,
        of="the answer",
        on=sent_on,
        present=present,
        answers={fact.value: so for fact, so in facts.items() if fact in hangs_on},
        worded={fact.value: text for fact, text in ASKED.items()},
        told=(Fact(name="right", value=right.value), Fact(name="sent", value=sent_on.isoformat())),
    )
