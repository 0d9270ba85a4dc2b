"""Whether a parent may use a child's rights, and what is checked, in order, before the child's data is given."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import missing_items, to_record
from muniment.core.rights.children import Competent, competent
from muniment.core.values import Decision, Fact, Nation, Question, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import rights as rules


class Parental(StrEnum):
    """What follows when a parent asks for a child's data."""

    FOR_THE_CHILD = "for-the-child"  # the child is not competent: the parent uses the child's right
    CHILD_AUTHORISED = "child-authorised"
    BEST_INTERESTS = "best-interests"  # plainly so, and recorded
    BARRED = "barred"  # by an order of a court, a restriction of contact or an alert
    NOT_AUTHORISED = "not-authorised"
    ADULT = "adult"  # no child's data: whoever asks needs the authority that anybody else would
    ASK = "ask"


MAY_ASK = frozenset({Parental.FOR_THE_CHILD, Parental.CHILD_AUTHORISED, Parental.BEST_INTERESTS})
MAY_NOT_ASK = frozenset({Parental.BARRED, Parental.NOT_AUTHORISED, Parental.ADULT})

ANSWERS = {
    Parental.FOR_THE_CHILD: "Yes, in the child's interests.",
    Parental.CHILD_AUTHORISED: "Yes, on the child's authority.",
    Parental.BEST_INTERESTS: "Yes, because it is plainly in the child's best interests, as recorded.",
    Parental.BARRED: "No: an order, a restriction or an alert stands in the way.",
    Parental.NOT_AUTHORISED: "No: the child is competent and has not authorised it.",
    Parental.ADULT: "No: it is no child, so it takes the person's authority.",
    Parental.ASK: "Not settled: an officer finds or records what is open.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """The child whose data a parent asks for, and what an officer found; None while that is open.

    `barred`: an order, a restriction of contact or an alert stands in the way. `understands` what it means to use the
    right; `authorised` the parent; `best_interests`: it is plainly in the child's best interests that the parent has
    access, with the reasons recorded.
    """

    age_years: int
    nation: Nation
    barred: bool | None = None
    understands: bool | None = None
    authorised: bool | None = None
    best_interests: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentalDecision:
    """Whether a parent may ask, and the checks of content that then follow, in this order; none where they may not."""

    decision: Decision[Parental]
    further_checks: tuple[rules.FurtherCheck, ...]


def parental_request(*, child: Child, recorded: Collection[str], decided_on: date) -> ParentalDecision:
    """Whether a parent may use a child's right, once all evidence and factors are recorded (codes of the law file).

    UsageError for a code that is not known.
    """
    version = governing("ico/parental_request", rules.ParentalRequest, decided_on=decided_on)
    found = competent(
        age_years=child.age_years, nation=child.nation, understands=child.understands, decided_on=decided_on
    )
    questions = tuple(_questions(version, recorded, found, child))
    outcome = _outcome(found.outcome, child, bool(questions))
    if outcome in MAY_NOT_ASK:
        questions = ()
    decision = Decision(
        outcome=outcome,
        receipt=receipt(
            question="May the parent use the child's right?",
            answer=ANSWERS[outcome],
            reasons=(*found.receipt.reasons, *reasons_of(version)),
            facts=tuple(_facts(child, found.outcome, recorded)),
            law_as_at=decided_on,
        ),
        questions=questions,
    )
    checks = tuple(_checks(version.rule, child)) if outcome in MAY_ASK else ()
    return ParentalDecision(decision=decision, further_checks=checks)


def _outcome(found: Competent, child: Child, something_open: bool) -> Parental:
    if found is Competent.ADULT:
        return Parental.ADULT
    if child.barred:
        return Parental.BARRED
    is_competent = found in {Competent.COMPETENT, Competent.PRESUMED}
    if is_competent and child.authorised is False and child.best_interests is False:
        return Parental.NOT_AUTHORISED
    if something_open:
        return Parental.ASK
    if not is_competent:
        return Parental.FOR_THE_CHILD
    return Parental.CHILD_AUTHORISED if child.authorised else Parental.BEST_INTERESTS


def _questions(
    version: Version[rules.ParentalRequest], recorded: Collection[str], found: Decision[Competent], child: Child
) -> Iterator[Question]:
    """What is open: evidence not recorded, whether the child is competent, and what a competent child wants."""
    yield from to_record(version, missing_items("evidence of a parent", version.rule.evidence, recorded))
    bars, best_interests = questions_of(version, "parent")
    if child.barred is None:
        yield bars
    yield from found.questions
    if found.outcome in {Competent.COMPETENT, Competent.PRESUMED} and not (child.authorised or child.best_interests):
        if child.authorised is None:
            yield Question(code="child-authority", text="Does the child authorise the parent?", cite=version.cite)
        if child.best_interests is None:
            yield best_interests


def _checks(rule: rules.ParentalRequest, child: Child) -> Iterator[rules.FurtherCheck]:
    for check in rule.further_checks:
        if child.nation in check.nations and (check.below_age is None or child.age_years < check.below_age):
            yield check


def _facts(child: Child, found: Competent, recorded: Collection[str]) -> Iterator[Fact]:
    yield Fact(name="age", value=str(child.age_years))
    yield Fact(name="nation", value=child.nation.value)
    yield Fact(name="competence", value=found.value)
    found_out = {"barred": child.barred, "authorised": child.authorised, "best interests": child.best_interests}
    for name, given in found_out.items():
        yield Fact(name=name, value="not settled" if given is None else "yes" if given else "no")
    yield Fact(name="recorded", value=", ".join(sorted(recorded)) or "nothing")
