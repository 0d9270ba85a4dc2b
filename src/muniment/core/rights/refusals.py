"""On what grounds a request can be refused besides exemptions, and what the letter that refuses it contains."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import called, reason, said
from muniment.core.values import Decision, Fact, Question, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import rights as rules
from muniment.law.rules.contents import Contents
from muniment.law.rules.rights import Entitlement


class Refusing(StrEnum):
    """Whether a request can be refused on a ground."""

    MAY_REFUSE = "may-refuse"
    MAY_NOT_REFUSE = "may-not-refuse"
    ASK = "ask"


LETTER_FACTS = {
    "confirming-prejudices": "Would confirming that data is held, or that none is, itself cause the harm?",
    "reasons-may-be-told": "Can the reasons be told without causing the harm that the exemption guards against?",
    "exemption-may-be-named": "Can the exemption be named without causing that harm?",
}
"""What the contents of a refusal letter hang on, with the question that settles it."""

ALL_IS_TOLD = {
    "confirming-is-harmless": True,
    "confirming-prejudices": False,
    "reasons-may-be-told": True,
    "exemption-may-be-named": False,  # there is none to name
}
"""What the contents hang on where no exemption is relied on."""

OPPOSITES = {"confirming-is-harmless": "confirming-prejudices"}
"""A fact that is asked for by its opposite."""

NOT_ASKED_FOR = frozenset({Entitlement.INFORMATION, Entitlement.WITHDRAWAL, Entitlement.BREACH_NOTICE})
"""What is owed, or done, without a request that could be refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What an officer has settled about a refusal: None while it is open.

    Only an exemption lets the council keep silent: without one, all is told.
    """

    exemption_relied_on: bool
    confirming_prejudices: bool | None = None
    reasons_may_be_told: bool | None = None
    exemption_may_be_named: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalLetter:
    """What a refusal letter contains; where `neither_confirm_nor_deny`, no page or list may show what is held.

    That is marked, too, while it is not settled whether confirming does harm; the letter then waits.
    """

    contents: ContentsCheck
    neither_confirm_nor_deny: bool


def grounds(*, right: Entitlement, decided_on: date) -> tuple[rules.Coded, ...]:
    """The grounds on which that right can be refused besides exemptions and abuse; none where it is absolute."""
    return governing(_file(right), rules.ClosedList, decided_on=decided_on).rule.entries


def may_refuse(*, right: Entitlement, ground: str, assessed: bool | None, decided_on: date) -> Decision[Refusing]:
    """Whether a right may be refused on a ground; `assessed` is whether an officer found, with reasons, that it holds.

    UsageError for a ground that the law does not list for that right, as for any ground where the right is absolute.
    """
    version = governing(_file(right), rules.ClosedList, decided_on=decided_on)
    entry = called(f"ground to refuse {right.value}", ground, version.rule.entries)
    cite = entry.cite or version.cite
    questions: tuple[Question, ...] = ()
    if assessed is None:
        outcome, answer = Refusing.ASK, "Not settled: an officer assesses whether the ground holds, with reasons."
        questions = (Question(code=ground, text=f"Does this ground hold, and why? {entry.text}", cite=cite),)
    elif assessed:
        outcome, answer = Refusing.MAY_REFUSE, "Yes, as far as the ground reaches."
    else:
        outcome, answer = Refusing.MAY_NOT_REFUSE, "No: the ground does not hold."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May the request be refused on this ground?",
            answer=answer,
            reasons=(reason(version, entry.text, cite), *reasons_of(version)),
            facts=(
                Fact(name="right", value=right.value),
                Fact(name="ground", value=ground),
                *said("found to hold", assessed),
            ),
            law_as_at=decided_on,
        ),
        questions=questions,
    )


def refusal_letter(*, telling: Telling, sent_on: date, present: Collection[str] = ()) -> RefusalLetter:
    """What a letter that refuses a request contains and must not say, by the law of the day it is sent.

    UsageError when something is to be kept silent though no exemption is relied on.
    """
    facts = _settled(telling)
    contents = check(
        governing("uk_gdpr/refusal_letter", Contents, sent_on=sent_on),
        of="the refusal",
        on=sent_on,
        present=present,
        answers=facts,
        worded=LETTER_FACTS,
        told=(Fact(name="sent", value=sent_on.isoformat()),),
        nothing_else=True,
    )
    return RefusalLetter(
        contents=_asked_once(contents), neither_confirm_nor_deny=facts.get("confirming-prejudices", True)
    )


def _settled(telling: Telling) -> Mapping[str, bool]:
    """What the letter may tell, as far as it is settled."""
    silent = (
        telling.confirming_prejudices,
        telling.reasons_may_be_told is False,
        telling.exemption_may_be_named is False,
    )
    if not telling.exemption_relied_on:
        if any(silent):
            raise UsageError(
                "Something is to be kept silent, but no exemption is relied on, and only an exemption allows that. "
                "Say which is relied on, or tell the person."
            )
        return ALL_IS_TOLD
    given = {
        "confirming-prejudices": telling.confirming_prejudices,
        "reasons-may-be-told": telling.reasons_may_be_told,
        "exemption-may-be-named": telling.exemption_may_be_named,
    }
    settled = {name: value for name, value in given.items() if value is not None}
    if telling.confirming_prejudices is not None:
        settled["confirming-is-harmless"] = not telling.confirming_prejudices
    return settled


def _asked_once(contents: ContentsCheck) -> ContentsCheck:
    """Whether confirming is harmless is not asked beside whether it prejudices: the one answers the other."""
    questions = {OPPOSITES.get(one.code, one.code): one for one in contents.questions}
    asked = (replace(one, code=code, text=LETTER_FACTS[code]) for code, one in questions.items())
    return replace(contents, questions=tuple(asked))


def _file(right: Entitlement) -> str:
    if right in NOT_ASKED_FOR:
        raise UsageError(f"'{right.value}' is not asked for, so there is nothing to refuse. Give another right.")
    return f"uk_gdpr/refusals/{right.file}"
