"""Criteria that the law sets and an officer answers: which fail, which are open, and what was never asked."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from muniment.core.errors import UsageError
from muniment.core.values import Fact, Question, Reason
from muniment.law.provisions import Version
from muniment.law.rules.processing import Condition, Criterion

NO_ANSWERS: Mapping[str, bool] = MappingProxyType({})
"""An officer has answered nothing yet."""


class Weighed(NamedTuple):
    """The criteria that were answered no, and those that are not answered."""

    failed: tuple[Criterion, ...]
    open: tuple[Criterion, ...]


def weigh(criteria: Iterable[Criterion], answers: Mapping[str, bool], facts: Collection[str] = ()) -> Weighed:
    """How the criteria stand by the answers; those called for `when` something is so count where it is in `facts`."""
    asked = [one for one in criteria if not one.when or set(one.when) & set(facts)]
    return Weighed(
        failed=tuple(one for one in asked if answers.get(one.code) is False),
        open=tuple(one for one in asked if one.code not in answers),
    )


def questions(version: Version[Any], criteria: Iterable[Criterion]) -> tuple[Question, ...]:
    """The criteria as questions to an officer."""
    return tuple(Question(code=one.code, text=one.text, cite=one.cite or version.cite) for one in criteria)


def condition_called(code: str, version: Version[Any], conditions: Iterable[Condition]) -> Condition:
    """The condition of that code; UsageError when the version holds none of that name."""
    held = {one.code: one for one in conditions}
    refuse_unknown((code,), held, of=version.cite)
    return held[code]


def refuse_unknown(given: Iterable[str], known: Collection[str], *, of: str) -> None:
    """Raises UsageError for a code that is not known: it would otherwise count for nothing, and nobody would see it."""
    if unknown := sorted(set(given) - set(known)):
        raise UsageError(
            f"'{', '.join(unknown)}' is not known to {of} as it stood on that day, so nothing can be decided from it. "
            f"Give codes of these: {', '.join(sorted(known)) or 'none'}."
        )


def answered(answers: Mapping[str, bool]) -> tuple[Fact, ...]:
    """The officer's answers as facts, sorted."""
    return tuple(fact for code in sorted(answers) for fact in said(code, answers[code]))


def said(name: str, answer: bool | None) -> tuple[Fact, ...]:
    """One answer as a fact; nothing while it is not given."""
    return () if answer is None else (Fact(name=name, value="yes" if answer else "no"),)


def reason(version: Version[Any], text: str, cite: str | None = None) -> Reason:
    """One reason out of a version: a criterion, an item or a condition of it that met the case."""
    return Reason(text=text, cite=cite or version.cite, url=version.url, confidence=version.confidence.value)
