"""Whether a ground holds, by the answers that an officer gave to its tests; what is not answered stays open."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from muniment.core.errors import UsageError
from muniment.core.values import Fact, Question
from muniment.law.rules.exemptions import Criterion, Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Whether something holds; None while `open` tests decide it."""

    holds: bool | None
    open: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which of several grounds hold, of which any one is enough, and the tests that could still bring another in."""

    met: tuple[Ground, ...]
    open: tuple[Criterion, ...]


def settle(tests: Iterable[Criterion], answers: Mapping[str, bool]) -> Settled:
    """Whether all tests are answered as they need to be: one that is not settles it, whatever else is open."""
    asked = tuple(tests)
    if any(answers.get(test.code, test.needed) != test.needed for test in asked):
        return Settled(holds=False)
    still_open = tuple(test for test in asked if test.code not in answers)
    return Settled(holds=None if still_open else True, open=still_open)


def standing(grounds: Iterable[Ground], answers: Mapping[str, bool]) -> Standing:
    """Which grounds hold by these answers; UsageError for an answer to what none of them asks."""
    listed = tuple(grounds)
    refuse_unknown("question", answers, (test.code for ground in listed for test in ground.tests))
    settled = [(ground, settle(ground.tests, answers)) for ground in listed]
    return Standing(
        met=tuple(ground for ground, one in settled if one.holds),
        open=tuple(test for _, one in settled for test in one.open),
    )


def refuse_unknown(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raises UsageError for a code that is not known: a slip of the pen must not pass for an answer."""
    codes = tuple(known)
    for code in given:
        if code not in codes:
            listed = ", ".join(codes) or "none"
            raise UsageError(f"'{code}' is no {what} that is asked here. Known here: {listed}. Correct the code.")


def questions(tests: Iterable[Criterion], cite: str) -> tuple[Question, ...]:
    """The tests as questions for an officer, under their own codes."""
    return tuple(Question(code=test.code, text=test.text, cite=cite) for test in tests)


def answered(answers: Mapping[str, bool]) -> Iterator[Fact]:
    """The answers given, as facts of a receipt."""
    for code, answer in sorted(answers.items()):
        yield Fact(name=code, value="yes" if answer else "no")
