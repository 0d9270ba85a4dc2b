"""Whether the people concerned are told of a breach, and what the letter to them must contain."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import (
    answered,
    asked,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    said,
    standing,
)
from muniment.core.values import Decision, Fact, Question, Reason, questions_of, reasons_of, receipt
from muniment.law import register
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Condition, Conditions
from muniment.law.rules.exemptions import Effect, Exemption
from muniment.law.rules.rights import Entitlement


class Telling(StrEnum):
    """Whether the people concerned are told of a breach."""

    TELL = "tell"
    TELL_PUBLICLY = "tell-publicly"
    NEED_NOT = "need-not"
    ASK = "ask"


PUBLICLY = "disproportionate-effort"
"""The exception under which people are still told, all at once."""

IN_WORDS = {
    Telling.TELL: "Yes, without undue delay and in plain language.",
    Telling.TELL_PUBLICLY: "Yes, by a public communication or something as effective.",
    Telling.NEED_NOT: "No. The reason is recorded.",
    Telling.ASK: "Not known yet: questions are unanswered.",
}


def telling_people(
    *,
    answers: Mapping[str, bool],
    high_risk: bool | None,
    required_by_commissioner: bool = False,
    aware_on: date,
    decided_on: date,
) -> Decision[Telling]:
    """Whether the people concerned are told, by the risk and by the answers to what the exceptions turn on.

    When the Commissioner requires it, only the exemptions of the Act lift the duty, not the exceptions of the Article.
    The duty is that of the day the council became aware, the exemptions those of the day on which it relies on them.
    The answers to the tests of an exemption go by its code and theirs (`crime-prejudice-likely`); what must be written
    down of its use is decided in core/rights/exemptions.
    """
    duty = governing("uk_gdpr/breach_telling", Conditions, aware_on=aware_on)
    exemptions = tuple(_exemptions(decided_on))
    exceptions = duty.rule.conditions
    known = (*codes_of(*(one.needs for one in exceptions)), *codes_of(*(one.way.needs for one in exemptions)))
    refuse_unknown(f"question of {duty.cite}, or of an exemption from it", answers, known)
    if (owed := required_by_commissioner or high_risk) is True:
        found = _follow(duty, () if required_by_commissioner else exceptions, exemptions, answers)
    else:
        found = _Found(Telling.ASK, questions=questions_of(duty, "high-risk")) if owed is None else NOT_OWED
    return Decision(
        outcome=found.outcome,
        receipt=receipt(
            question="Must the people concerned be told of the breach?",
            answer=IN_WORDS[found.outcome],
            reasons=(*reasons_of(duty), *found.reasons),
            facts=(
                Fact(name="risk to people", value={True: "high", False: "not high", None: "not assessed"}[high_risk]),
                *said("required by the Commissioner", required_by_commissioner),
                Fact(name="decided", value=decided_on.isoformat()),
                *answered(answers),
            ),
            law_as_at=aware_on,
        ),
        questions=found.questions,
    )


def check_telling(*, present: Collection[str], sent_on: date) -> ContentsCheck:
    """What a letter lacks that tells people of a breach."""
    version = governing("uk_gdpr/breach_telling_contents", Contents, sent_on=sent_on)
    return check(version, of="the letter to the people concerned", present=present, on=sent_on)


class _Lifting(NamedTuple):
    """An exemption of the register, and the way in which it lifts the duty to tell people."""

    version: Version[Exemption]
    way: Condition


class _Found(NamedTuple):
    """What follows, by which exception or exemption, and what is open."""

    outcome: Telling
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()


NOT_OWED = _Found(Telling.NEED_NOT)


def _follow(
    duty: Version[Conditions],
    exceptions: tuple[Condition, ...],
    exemptions: tuple[_Lifting, ...],
    answers: Mapping[str, bool],
) -> _Found:
    """What follows where the duty is owed; what keeps people from being told at all goes before telling all at once."""
    lifted = standing((one.way for one in exemptions), answers)
    silent = standing((one for one in exceptions if one.code != PUBLICLY), answers)
    public = standing((one for one in exceptions if one.code == PUBLICLY), answers)
    if lifted.met:
        relied_on = next(one.version for one in exemptions if one.way is lifted.met[0])
        return _Found(Telling.NEED_NOT, reasons_of(relied_on))
    if silent.met:
        return _Found(Telling.NEED_NOT, _why(duty, silent.met[0]))
    if still_open := (*lifted.open, *silent.open, *public.open):
        return _Found(Telling.ASK, questions=questions(duty, still_open))
    return _Found(Telling.TELL_PUBLICLY, _why(duty, public.met[0])) if public.met else _Found(Telling.TELL)


def _why(duty: Version[Conditions], condition: Condition) -> tuple[Reason, ...]:
    return (reason(duty, condition.text, condition.cite),)


def _exemptions(decided_on: date) -> Iterator[_Lifting]:
    """The exemptions of the register that can lift the duty on that day."""
    for code, provision in register.exemptions().items():
        if any(_can_lift(version.rule) for version in provision.versions):
            version = register.exemption(code, decided_on=decided_on)
            if _can_lift(version.rule):
                yield _Lifting(version, _way(version))


def _can_lift(rule: Exemption) -> bool:
    tests = asked(rule.tests, (Entitlement.BREACH_NOTICE,))
    return (
        rule.councils and rule.effect is Effect.WITHHOLDS and rule.may_lift(Entitlement.BREACH_NOTICE) and bool(tests)
    )


def _way(version: Version[Exemption]) -> Condition:
    """An exemption as one way, in which all its tests are met, each under a code that names the exemption."""
    code, tests = version.rule.code, asked(version.rule.tests, (Entitlement.BREACH_NOTICE,))
    needs = (replace(test, code=f"{code.lower()}-{test.code}", cite=version.cite, when=()) for test in tests)
    return Condition(code=code, text=version.rule.test, cite=version.cite, needs=tuple(needs))
