"""Whether a lawful basis of article 6(1) can be relied on, and what must be recorded for it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muniment.core.duties.completeness import Completeness, ContentsCheck, check, conditions_of
from muniment.core.duties.councils import Authority, public_authority
from muniment.core.duties.criteria import (
    answered,
    condition_called,
    questions,
    reason,
    refuse_unknown,
    said,
    weigh,
)
from muniment.core.values import Decision, Fact, Question, Reason, Receipt, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import contents
from muniment.law.rules import processing as rules
from muniment.law.rules.contents import Item
from muniment.law.rules.processing import Basis, CouncilKind


class Standing(StrEnum):
    """Whether a basis carries the processing."""

    STANDS = "stands"
    INCOMPLETE = "incomplete"  # it may be used, but what must be recorded for it is not all there
    REFUSED = "refused"
    ASK = "ask"


class Override(StrEnum):
    """Whether an enactment that requires or permits processing overrides data protection law."""

    DOES_NOT_OVERRIDE = "does-not-override"
    OVERRIDES = "overrides"
    NOT_HELD = "not-held"  # passed before the rule: how it stands to data protection law is not held here
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What is known of a piece of processing: its basis, the council, whether it is a public task, what is recorded.

    `condition` is that of Annex 1 for a recognised legitimate interest, or the kind of public task of section 8.
    `answers` meet the criteria of the condition. `foi_authority` is as for `public_authority`.
    """

    basis: Basis
    council: CouncilKind
    public_task: bool | None = None
    condition: str | None = None
    recorded: frozenset[str] = frozenset()
    answers: Mapping[str, bool] = field(default_factory=dict)
    foi_authority: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisCheck:
    """Whether a basis carries the processing; `missing` is what must still be recorded for it."""

    outcome: Standing
    missing: tuple[Item, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()


def check_basis(activity: Activity, *, processed_on: date) -> BasisCheck:
    """Whether the basis carries the processing; refused to a public authority where it is barred for its tasks."""
    version = governing("uk_gdpr/lawful_bases", rules.LawfulBases, processed_on=processed_on)
    held = {one.code: one for one in version.rule.bases}
    bar = _bar(held.get(activity.basis), activity, processed_on)
    called = _condition(held.get(activity.basis), activity, processed_on)
    record = _record(activity, processed_on)
    outcome = _standing(bar, called, record)
    reasons = (*reasons_of(version), *bar.reasons, *called.reasons, *record.receipt.reasons)
    return BasisCheck(
        outcome=outcome,
        missing=record.missing,
        receipt=receipt(
            question="Can the processing rely on this basis?",
            answer=_answer(outcome, bar, called, record),
            reasons=reasons,
            facts=_facts(activity),
            law_as_at=processed_on,
        ),
        questions=() if outcome is Standing.REFUSED else (*bar.questions, *called.questions),
    )


def overrides(*, passed_on: date, expressly: bool | None, processed_on: date) -> Decision[Override]:
    """Whether an enactment passed on that day overrides data protection law; `expressly` says that it says so."""
    version = governing("dpa_2018/no_override", rules.NewEnactments, processed_on=processed_on)
    asked = questions_of(version, "override")
    if passed_on < version.rule.passed_from:
        outcome, answer = Override.NOT_HELD, "Not decided: it was passed before the rule, so take advice."
    elif expressly is None:
        outcome, answer = Override.ASK, "Not settled: an officer must answer the open question."
    elif expressly:
        outcome, answer = Override.OVERRIDES, "Yes: it says so expressly."
    else:
        outcome, answer = Override.DOES_NOT_OVERRIDE, "No: the whole of data protection law is applied besides."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Does the enactment override data protection law?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(Fact(name="passed", value=passed_on.isoformat()), *said("says so expressly", expressly)),
            law_as_at=processed_on,
        ),
        questions=asked if outcome is Override.ASK else (),
    )


def check_request_to_holder(*, present: Collection[str], answers: Mapping[str, bool], sent_on: date) -> ContentsCheck:
    """What is missing from a council's letter that asks another controller for data it needs for a public task."""
    version = governing("ico/public_task_request", contents.Contents, sent_on=sent_on)
    return check(version, of="the request to the holder", present=present, answers=answers, on=sent_on)


class _Found(NamedTuple):
    """One part of the answer: whether it refuses or lacks something, why, and what is open."""

    refused: str = ""
    lacks: str = ""
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()


def _bar(basis: rules.LawfulBasis | None, activity: Activity, on: date) -> _Found:
    """Whether the law bars this council from this basis for what it does here."""
    if basis is None:
        return _Found(refused=f"'{activity.basis}' was no lawful basis on that day.")
    if activity.basis is Basis.PUBLIC_TASK and activity.public_task is False:
        return _Found(refused="the processing is said not to be for a public task.")
    if not basis.barred_for_public_tasks:
        return _Found()
    authority = public_authority(
        council=activity.council,
        public_task=activity.public_task,
        processed_on=on,
        foi_authority=activity.foi_authority,
    )
    why = authority.receipt.reasons
    if authority.outcome is Authority.YES:
        return _Found(refused="a public authority may not use it in the performance of its tasks.", reasons=why)
    return _Found(reasons=why, questions=authority.questions)


def _condition(basis: rules.LawfulBasis | None, activity: Activity, on: date) -> _Found:
    """How the condition that is relied on stands: a basis whose conditions are exhaustive needs one of them."""
    if basis is None:
        return _Found()
    listed = basis.conditions or (PUBLIC_TASKS if activity.basis is Basis.PUBLIC_TASK else None)
    if activity.condition is None or listed is None:
        refuse_unknown(() if activity.condition is None else (activity.condition,), (), of=basis.cite)
        refuse_unknown(activity.answers, (), of=basis.cite)
        return _Found(lacks="the condition that is relied on" if basis.conditions else "")
    version = governing(listed, rules.Conditions, processed_on=on)
    condition = condition_called(activity.condition, version, version.rule.conditions)
    refuse_unknown(activity.answers, [one.code for one in condition.needs], of=condition.code)
    weighed = weigh(condition.needs, activity.answers)
    return _Found(
        refused="; ".join(f"answered no: {one.text}" for one in weighed.failed),
        reasons=(*reasons_of(version), reason(version, condition.text, condition.cite)),
        questions=() if weighed.failed else questions(version, weighed.open),
    )


def _record(activity: Activity, on: date) -> ContentsCheck:
    version = governing("uk_gdpr/lawful_basis_record", contents.Contents, processed_on=on)
    is_so = {code: code == activity.basis for code in conditions_of(version)}
    return check(version, of="the record of the basis", present=activity.recorded, answers=is_so, on=on)


def _standing(bar: _Found, called: _Found, record: ContentsCheck) -> Standing:
    if bar.refused or called.refused:
        return Standing.REFUSED
    if bar.questions or called.questions:
        return Standing.ASK
    incomplete = called.lacks or record.outcome is not Completeness.COMPLETE
    return Standing.INCOMPLETE if incomplete else Standing.STANDS


def _answer(outcome: Standing, bar: _Found, called: _Found, record: ContentsCheck) -> str:
    if outcome is Standing.REFUSED:
        return f"No: {bar.refused or called.refused}"
    if outcome is Standing.ASK:
        return "Not settled: an officer must answer the open questions."
    if outcome is Standing.STANDS:
        return "Yes."
    lacking = [*([called.lacks] if called.lacks else []), *(item.code for item in record.missing)]
    return f"Not yet: these are not recorded: {', '.join(lacking)}."


def _facts(activity: Activity) -> Iterator[Fact]:
    yield Fact(name="basis", value=activity.basis.value)
    yield Fact(name="council", value=activity.council.value)
    yield from said("public task", activity.public_task)
    if activity.condition is not None:
        yield Fact(name="condition", value=activity.condition)
    yield from answered(activity.answers)


PUBLIC_TASKS = "dpa_2018/public_tasks"
"""The tasks that section 8 names: an open list, so a task beside it is not refused."""
