"""Decisions by automated means alone: whether the rules cover one, what bars it, and the safeguards that it needs."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import missing_items
from muniment.core.judgement.criteria import (
    answered,
    codes_of,
    questions,
    refuse_unknown,
    said,
    settle,
    standing,
)
from muniment.core.values import Decision, Fact, Question, Regime, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item
from muniment.law.rules.grounds import AutomatedDecisions
from muniment.law.rules.processing import Basis

RULES = {
    Regime.UK_GDPR: "uk_gdpr/automated_decisions",
    Regime.LAW_ENFORCEMENT: "dpa_2018/part_3/automated_decisions",
}

SAFEGUARDS = {
    Regime.UK_GDPR: "uk_gdpr/automated_safeguards",
    Regime.LAW_ENFORCEMENT: "dpa_2018/part_3/automated_safeguards",
}


class AutomatedOutcome(StrEnum):
    """Whether a decision may be taken by automated means alone."""

    NOT_COVERED = "not-covered"  # a human being is involved, or it has no such effect: the rules do not bear on it
    ALLOWED = "allowed"
    ADD_SAFEGUARDS = "add-safeguards"  # it may not be taken until the safeguards named are there
    RECONSIDER = "reconsider"  # allowed without safeguards, if a human being promptly reconsiders it
    BARRED = "barred"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomatedDecision:
    """A kind of decision as it would be taken; None is what has not been answered.

    `answers` are those to the tests of the law; `safeguards` the codes of those that are in place. `basis` is needed
    under the UK GDPR only.
    """

    decided_on: date
    regime: Regime = Regime.UK_GDPR
    answers: Mapping[str, bool] = field(default_factory=dict)
    basis: Basis | None = None
    special_category: bool | None = None
    safeguards: frozenset[str] = frozenset()


def decide(case: AutomatedDecision) -> Decision[AutomatedOutcome]:
    """Whether a decision of that kind may be taken by automated means alone; NoLawInForce before the rules began."""
    version = governing(RULES[case.regime], AutomatedDecisions, decided_on=case.decided_on)
    safeguards = governing(SAFEGUARDS[case.regime], Contents, decided_on=case.decided_on)
    rule = version.rule
    ways = (*rule.special_category, *rule.exceptions)
    known = codes_of(rule.covered, *(way.needs for way in ways))
    refuse_unknown("question of the rules on automated decisions", case.answers, known)
    lacking = missing_items("safeguard", safeguards.rule.items, case.safeguards)
    outcome, answer, still_open = _follow(version, case, lacking)
    return Decision(
        outcome=outcome,
        questions=still_open,
        receipt=receipt(
            question="May the decision be taken by automated means alone?",
            answer=answer,
            reasons=(*reasons_of(version), *reasons_of(safeguards)),
            facts=_facts(case),
            law_as_at=case.decided_on,
        ),
    )


def missing_from_review(*, met: Collection[str], decided_on: date) -> tuple[Item, ...]:
    """What a human review lacks to be meaningful, by the draft guidance of the regulator."""
    rule = governing("ico/human_review", Contents, decided_on=decided_on).rule
    return missing_items("mark of a review", rule.items, met, practice=True)


def _follow(
    version: Version[AutomatedDecisions], case: AutomatedDecision, lacking: tuple[Item, ...]
) -> tuple[AutomatedOutcome, str, tuple[Question, ...]]:
    covered = settle(version.rule.covered, case.answers)
    if covered.holds is False:
        return (
            AutomatedOutcome.NOT_COVERED,
            "The rules do not bear on it: it is not solely automated, or not significant.",
            (),
        )
    barred = _barred(version, case)
    if covered.holds and barred is not None:
        return AutomatedOutcome.BARRED, barred, ()
    still_open = (*questions(version, covered.open), *_open(version, case))
    if still_open:
        return AutomatedOutcome.ASK, "Not settled: until it is, the decision is not taken so.", still_open
    if standing(version.rule.exceptions, case.answers).met:
        return AutomatedOutcome.RECONSIDER, "Yes, without the safeguards: a human being promptly reconsiders it.", ()
    if lacking:
        named = ", ".join(codes_of(lacking))
        return AutomatedOutcome.ADD_SAFEGUARDS, f"Not yet: it lacks safeguards ({named}).", ()
    return AutomatedOutcome.ALLOWED, "Yes: nothing bars it, and all safeguards are in place.", ()


def _barred(version: Version[AutomatedDecisions], case: AutomatedDecision) -> str | None:
    if case.basis is not None and case.basis.value in version.rule.barred_bases:
        return "No: it may not rest on this lawful basis."
    ways = version.rule.special_category
    if case.special_category and ways and standing(ways, case.answers).holds is False:
        return "No: it uses special category data, and neither of the two cases allows that."
    return None


def _open(version: Version[AutomatedDecisions], case: AutomatedDecision) -> Iterator[Question]:
    """What must be settled besides whether the rules cover the decision."""
    rule, cite = version.rule, version.cite
    if case.regime is Regime.UK_GDPR and case.basis is None:
        yield Question(code="basis", text="On which lawful basis does the processing rest?", cite=cite)
    if case.special_category is None:
        yield Question(code="special-category", text="Does it use special category data, wholly or partly?", cite=cite)
    if case.special_category and not rule.special_category:
        yield Question(code="sensitive", text="Do the sections allow it? Their rule is not held here.", cite=cite)
    if case.special_category and rule.special_category:
        yield from questions(version, standing(rule.special_category, case.answers).open)


def _facts(case: AutomatedDecision) -> Iterator[Fact]:
    yield Fact(name="regime", value=case.regime.value)
    if case.basis is not None:
        yield Fact(name="lawful basis", value=case.basis.value)
    yield from said("special category data", case.special_category)
    yield from answered(case.answers)
    yield Fact(name="safeguards", value=", ".join(sorted(case.safeguards)) or "none")
    yield Fact(name="decided", value=case.decided_on.isoformat())
