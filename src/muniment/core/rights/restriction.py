"""Restricting the use of data: when it must be done, when it comes by itself, what stays allowed, how it is lifted."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import (
    answered,
    called,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    said,
    standing,
)
from muniment.core.values import Decision, Fact, Right, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.contents import Contents
from muniment.law.rules.grounds import Grounds, Restricted


class RestrictionOutcome(StrEnum):
    """Whether the use of the data is restricted."""

    RESTRICT = "restrict"
    REFUSE = "refuse"  # no ground is made out
    ASK = "ask"


class Act(StrEnum):
    """What somebody would do with restricted data."""

    STORAGE = "storage"
    READING = "reading"
    USE = "use"
    DISCLOSURE = "disclosure"
    AUTOMATIC_DELETION = "automatic-deletion"


class ActOutcome(StrEnum):
    """Whether an act on restricted data is allowed."""

    ALLOW = "allow"
    BLOCK = "block"
    RECORD_FIRST = "record-first"  # allowed once the use and its ground are on record


class LiftOutcome(StrEnum):
    """Whether a restriction may be lifted."""

    LIFT = "lift"
    TELL_FIRST = "tell-first"


def decide(*, answers: Mapping[str, bool], decided_on: date) -> Decision[RestrictionOutcome]:
    """Whether the person can have the use of the data restricted."""
    version = governing("uk_gdpr/restriction_grounds", Grounds, decided_on=decided_on)
    known = codes_of(*(ground.needs for ground in version.rule.grounds))
    refuse_unknown("question about restriction", answers, known)
    found = standing(version.rule.grounds, answers)
    if found.met:
        outcome, answer = RestrictionOutcome.RESTRICT, f"Yes: {found.met[0].text}"
    elif found.open:
        outcome, answer = RestrictionOutcome.ASK, "Not settled: no ground is made out yet."
    else:
        outcome, answer = RestrictionOutcome.REFUSE, "No: none of the grounds is made out."
    return Decision(
        outcome=outcome,
        questions=questions(version, found.open),
        receipt=receipt(
            question="Is the use of the data restricted?",
            answer=answer,
            reasons=(*(reason(version, ground.text, ground.cite) for ground in found.met), *reasons_of(version)),
            facts=answered(answers),
            law_as_at=decided_on,
        ),
    )


def by_itself(*, right: Right, pending: bool, decided_on: date) -> Decision[RestrictionOutcome]:
    """Whether a request that is open restricts the data without being asked to: accuracy contested, or an objection."""
    version = governing("uk_gdpr/restriction_grounds", Grounds, decided_on=decided_on)
    grounds = [ground for ground in version.rule.grounds if ground.automatic_for == right.value]
    if grounds and pending:
        outcome, answer = RestrictionOutcome.RESTRICT, f"Yes, while the request is open: {grounds[0].text}"
    else:
        outcome, answer = RestrictionOutcome.REFUSE, "No, not by itself."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Are the data restricted while the request is open?",
            answer=answer,
            reasons=(*(reason(version, ground.text, ground.cite) for ground in grounds), *reasons_of(version)),
            facts=(Fact(name="right", value=right.value), *said("request open", pending)),
            law_as_at=decided_on,
        ),
    )


def may_do(*, act: Act, ground: str | None, recorded: bool, processed_on: date) -> Decision[ActOutcome]:
    """Whether an act on restricted data is allowed, on the ground given; each such use is put on record.

    UsageError for a ground that the law does not know.
    """
    version = governing("uk_gdpr/restricted_data", Restricted, processed_on=processed_on)
    rule = version.rule
    if ground is not None:
        called("ground for using restricted data", ground, rule.grounds)
    outcome, answer = _follow(rule, act, ground, recorded=recorded)
    return Decision(
        outcome=outcome,
        questions=questions(version, rule.grounds) if ground is None and outcome is ActOutcome.BLOCK else (),
        receipt=receipt(
            question=f"Is {act.value.replace('-', ' ')} of the restricted data allowed?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(
                Fact(name="ground", value=ground or "none"),
                *said("recorded", recorded),
                Fact(name="processed", value=processed_on.isoformat()),
            ),
            law_as_at=processed_on,
        ),
    )


def may_lift(*, told_on: date | None, lifted_on: date) -> Decision[LiftOutcome]:
    """Whether a restriction may be lifted on a day: only once the person has been told."""
    version = governing("uk_gdpr/lifting_restriction", Contents, decided_on=lifted_on)
    if told_on is not None and told_on > lifted_on:
        raise UsageError(f"The person was told on {told_on}, after {lifted_on}. Tell them before it is lifted.")
    told = told_on is not None
    return Decision(
        outcome=LiftOutcome.LIFT if told else LiftOutcome.TELL_FIRST,
        receipt=receipt(
            question="May the restriction be lifted?",
            answer="Yes: the person has been told." if told else "Not yet: tell the person first.",
            reasons=reasons_of(version),
            facts=(
                Fact(name="told", value=told_on.isoformat() if told_on else "no"),
                Fact(name="lifted", value=lifted_on.isoformat()),
            ),
            law_as_at=lifted_on,
        ),
    )


def _follow(rule: Restricted, act: Act, ground: str | None, *, recorded: bool) -> tuple[ActOutcome, str]:
    if act in rule.free:
        return ActOutcome.ALLOW, "Yes: it needs no ground."
    if act in rule.blocked:
        return ActOutcome.BLOCK, "No: restricted data are never deleted by a schedule."
    if ground is None:
        return ActOutcome.BLOCK, "No: none of the grounds is given."
    if not recorded:
        return ActOutcome.RECORD_FIRST, "Not yet: put the use and its ground on record first."
    return ActOutcome.ALLOW, "Yes, for this use only."
