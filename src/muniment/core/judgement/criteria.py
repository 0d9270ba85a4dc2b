"""Criteria that the law sets and an officer answers: met, not met, or open while an answer is wanting."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from muniment.core.errors import UsageError
from muniment.core.values import Fact, Question, Reason
from muniment.law.provisions import Version
from muniment.law.rules.criteria import Criterion

NO_ANSWERS: Mapping[str, bool] = MappingProxyType({})
"""An officer has answered nothing yet."""


class Coded(Protocol):
    """Anything that the law lists under a code."""

    @property
    def code(self) -> str:
        """The code, which never changes its meaning."""


class Way(Coded, Protocol):
    """One way in which a rule is met: all its `needs` are."""

    @property
    def needs(self) -> tuple[Criterion, ...]:
        """What must be so."""


C = TypeVar("C", bound=Coded)
W_co = TypeVar("W_co", bound=Way, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Whether criteria are all met; None while that hangs on those that are `open`.

    One that `failed` settles it, and then nothing is open.
    """

    holds: bool | None
    failed: tuple[Criterion, ...] = ()
    open: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(Generic[W_co]):
    """Which of several ways are met, of which any one is enough; `open` are criteria that could bring the first in."""

    met: tuple[W_co, ...]
    open: tuple[Criterion, ...] = ()

    @property
    def holds(self) -> bool | None:
        """Whether any one is met; None while that hangs on open criteria."""
        return True if self.met else None if self.open else False


def asked(criteria: Iterable[Criterion], facts: Collection[str] = ()) -> tuple[Criterion, ...]:
    """The criteria that are asked where the facts are so, which are all of them that a criterion can hang on."""
    return tuple(one for one in criteria if not one.when or set(one.when) & set(facts))


def unanswered(criteria: Iterable[Criterion], answers: Mapping[str, bool]) -> tuple[Criterion, ...]:
    """The criteria that are not answered."""
    return tuple(one for one in criteria if one.code not in answers)


def settle(criteria: Iterable[Criterion], answers: Mapping[str, bool], facts: Collection[str] = ()) -> Settled:
    """Whether all criteria that are asked are answered as they need to be."""
    called_for = asked(criteria, facts)
    failed = tuple(one for one in called_for if answers.get(one.code, one.needed) != one.needed)
    if failed:
        return Settled(holds=False, failed=failed)
    still_open = unanswered(called_for, answers)
    return Settled(holds=None if still_open else True, open=still_open)


def standing(ways: Iterable[W_co], answers: Mapping[str, bool]) -> Standing[W_co]:
    """Which ways are met by these answers."""
    settled = [(way, settle(way.needs, answers)) for way in ways]
    if met := tuple(way for way, one in settled if one.holds):
        return Standing(met=met)
    return Standing(met=(), open=tuple(criterion for _, one in settled for criterion in one.open))


def codes_of(*several: Iterable[Coded]) -> tuple[str, ...]:
    """The codes of what the law lists, in its order."""
    return tuple(one.code for listed in several for one in listed)


def refuse_unknown(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raises UsageError for a code that is not known: it would count for nothing, and nobody would see it.

    `what` names a thing of that kind, and where it stands: "question of UK GDPR art 34".
    """
    listed = tuple(dict.fromkeys(known))
    if unknown := sorted(set(given).difference(listed)):
        raise UsageError(
            f"'{', '.join(unknown)}' is no {what}, as held for that day, so nothing can be decided from it. "
            f"Known: {', '.join(listed) or 'none'}. Give one of these codes."
        )


def called(what: str, code: str, listed: Iterable[C]) -> C:
    """What is listed under that code; UsageError where nothing is, which calls it `what`."""
    held = {one.code: one for one in listed}
    refuse_unknown(what, (code,), held)
    return held[code]


def questions(version: Version[Any], criteria: Iterable[Criterion]) -> tuple[Question, ...]:
    """The criteria as questions to an officer, under their own codes."""
    return tuple(Question(code=one.code, text=one.text, cite=one.cite or version.cite) for one in criteria)


def answered(answers: Mapping[str, bool]) -> tuple[Fact, ...]:
    """The answers given, as facts of a receipt, sorted."""
    return tuple(fact for code in sorted(answers) for fact in said(code, answers[code]))


def said(name: str, answer: bool | None) -> tuple[Fact, ...]:
    """One answer as a fact; nothing while it is not given."""
    return () if answer is None else (Fact(name=name, value="yes" if answer else "no"),)


def reason(version: Version[Any], text: str, cite: str | None = None) -> Reason:
    """One reason out of a version: a criterion, a condition or an item of it that met the case."""
    return Reason(text=text, cite=cite or version.cite, url=version.url, confidence=version.confidence.value)
