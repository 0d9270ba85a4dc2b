"""Whether a lawful basis of article 6(1) can be relied on, and what must be recorded for it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from muniment.core.duties.councils import Authority, public_authority, public_task_question
from muniment.core.judgement.contents import Completeness, ContentsCheck, check, facts_of
from muniment.core.judgement.criteria import (
    answered,
    called,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    said,
    settle,
)
from muniment.core.values import Decision, Fact, Question, Reason, Receipt, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import processing as rules
from muniment.law.rules.contents import Contents, Item
from muniment.law.rules.criteria import Conditions
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
    AS_BEFORE = "as-before"  # an older one, which stands as it stood before: how that was, an officer says
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
    relied_on = _condition(held.get(activity.basis), activity, processed_on)
    record = _record(activity, processed_on)
    outcome = _standing(bar, relied_on, record)
    reasons = (*reasons_of(version), *bar.reasons, *relied_on.reasons, *record.receipt.reasons)
    return BasisCheck(
        outcome=outcome,
        missing=record.missing,
        receipt=receipt(
            question="Can the processing rely on this basis?",
            answer=_answer(outcome, bar, relied_on, record),
            reasons=reasons,
            facts=_facts(activity),
            law_as_at=processed_on,
        ),
        questions=() if outcome is Standing.REFUSED else (*bar.questions, *relied_on.questions),
    )


def overrides(*, passed_on: date, expressly: bool | None, processed_on: date) -> Decision[Override]:
    """Whether an enactment passed on that day overrides data protection law; `expressly` says that it says so.

    An older one stands as it stood before: how that was, is put to an officer.
    """
    version: Version[Any] = governing("dpa_2018/earlier_enactments", rules.EarlierEnactments, processed_on=processed_on)
    if passed_on >= version.rule.passed_before:
        version = governing("dpa_2018/no_override", rules.NewEnactments, processed_on=processed_on)
        outcome, answer = _override(expressly)
    else:
        outcome, answer = Override.AS_BEFORE, "Not decided: it is an older one, which stands as it stood before."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Does the enactment override data protection law?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(Fact(name="passed", value=passed_on.isoformat()), *said("says so expressly", expressly)),
            law_as_at=processed_on,
        ),
        questions=questions_of(version, "override") if outcome in {Override.ASK, Override.AS_BEFORE} else (),
    )


def check_request_to_holder(*, present: Collection[str], answers: Mapping[str, bool], sent_on: date) -> ContentsCheck:
    """What is missing from a council's letter that asks another controller for data it needs for a public task."""
    version = governing("ico/public_task_request", Contents, sent_on=sent_on)
    return check(version, of="the request to the holder", present=present, answers=answers, on=sent_on)


def _override(expressly: bool | None) -> tuple[Override, str]:
    if expressly is None:
        return Override.ASK, "Not settled: an officer must answer the open question."
    if expressly:
        return Override.OVERRIDES, "Yes: it says so expressly."
    return Override.DOES_NOT_OVERRIDE, "No: the whole of data protection law is applied besides."


class _Found(NamedTuple):
    """One part of the answer: whether it refuses or lacks something, why, and what is open."""

    refused: str = ""
    lacks: str = ""
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()


def _bar(basis: rules.LawfulBasis | None, activity: Activity, on: date) -> _Found:
    """Whether the law bars this council from this basis for what it does here, as far as that is known."""
    if basis is None:
        return _Found(refused=f"'{activity.basis}' was no lawful basis on that day.")
    if activity.basis is Basis.PUBLIC_TASK and activity.public_task is False:
        return _Found(refused="the processing is said not to be for a public task.")
    if activity.basis is Basis.PUBLIC_TASK and activity.public_task is None:
        return _Found(questions=public_task_question(processed_on=on))
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
        refuse_unknown(
            f"condition of {basis.cite}", (activity.condition,) if activity.condition is not None else (), ()
        )
        refuse_unknown(f"question of {basis.cite}", activity.answers, ())
        return _Found(lacks="the condition that is relied on" if basis.conditions else "")
    version = governing(listed, Conditions, processed_on=on)
    condition = called(f"condition of {version.cite}", activity.condition, version.rule.conditions)
    refuse_unknown(f"question of the condition '{condition.code}'", activity.answers, codes_of(condition.needs))
    settled = settle(condition.needs, activity.answers)
    return _Found(
        refused="; ".join(f"answered no: {one.text}" for one in settled.failed),
        reasons=(*reasons_of(version), reason(version, condition.text, condition.cite)),
        questions=questions(version, settled.open),
    )


def _record(activity: Activity, on: date) -> ContentsCheck:
    version = governing("uk_gdpr/lawful_basis_record", Contents, processed_on=on)
    is_so = {code: code == activity.basis for code in facts_of(version.rule.items)}
    return check(version, of="the record of the basis", present=activity.recorded, answers=is_so, on=on)


def _standing(bar: _Found, relied_on: _Found, record: ContentsCheck) -> Standing:
    if bar.refused or relied_on.refused:
        return Standing.REFUSED
    if bar.questions or relied_on.questions:
        return Standing.ASK
    incomplete = relied_on.lacks or record.outcome is not Completeness.COMPLETE
    return Standing.INCOMPLETE if incomplete else Standing.STANDS


def _answer(outcome: Standing, bar: _Found, relied_on: _Found, record: ContentsCheck) -> str:
    if outcome is Standing.REFUSED:
        return f"No: {bar.refused or relied_on.refused}"
    if outcome is Standing.ASK:
        return "Not settled: an officer must answer the open questions."
    if outcome is Standing.STANDS:
        return "Yes."
    lacking = [*([relied_on.lacks] if relied_on.lacks else []), *(item.code for item in record.missing)]
    return f"Not yet: these are not recorded: {', '.join(lacking)}."


def _facts(activity: Activity) -> Iterator[Fact]:
    yield Fact(name="basis", value=activity.basis.value)
    yield Fact(name="council", value=activity.council.value)
    yield from said("public task", activity.public_task)
    yield from said("named by freedom of information law", activity.foi_authority)
    if activity.condition is not None:
        yield Fact(name="condition", value=activity.condition)
    yield from (Fact(name="recorded", value=code) for code in sorted(activity.recorded))
    yield from answered(activity.answers)


PUBLIC_TASKS = "dpa_2018/public_tasks"
"""The tasks that section 8 names: an open list, so a task beside it is not refused."""
