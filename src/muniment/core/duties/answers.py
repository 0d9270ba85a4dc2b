"""Whether the criteria of the law are met by an officer's answers: yes, no, or open while an answer is wanting."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from muniment.core.duties.criteria import questions, weigh
from muniment.core.values import Question
from muniment.law.provisions import Version
from muniment.law.rules.processing import Condition, Criterion


class Judged(NamedTuple):
    """Whether criteria are met; None while that hangs on the questions."""

    met: bool | None
    questions: tuple[Question, ...]


class Met(NamedTuple):
    """Whether one of several conditions is met, and the first that is; None while that hangs on the questions."""

    met: bool | None
    by: Condition | None
    questions: tuple[Question, ...]


def judge(
    version: Version[Any], criteria: Iterable[Criterion], answers: Mapping[str, bool], facts: Collection[str] = ()
) -> Judged:
    """Whether all criteria are met that the facts call for; one answered no settles it, whatever is open."""
    weighed = weigh(criteria, answers, facts)
    if weighed.failed:
        return Judged(met=False, questions=())
    return Judged(met=None if weighed.open else True, questions=questions(version, weighed.open))


def judge_any(version: Version[Any], conditions: Iterable[Condition], answers: Mapping[str, bool]) -> Met:
    """Whether any one of the conditions is met, all its needs being so."""
    wanting: list[Question] = []
    for condition in conditions:
        judged = judge(version, condition.needs, answers)
        if judged.met:
            return Met(met=True, by=condition, questions=())
        wanting += judged.questions
    return Met(met=None if wanting else False, by=None, questions=tuple(wanting))


def codes_of(*several: Iterable[Criterion]) -> tuple[str, ...]:
    """The codes of criteria, in their order."""
    return tuple(one.code for criteria in several for one in criteria)
