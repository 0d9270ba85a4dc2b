"""Whether an item that also relates to another person is disclosed, edited or withheld, step by step.

It bears on the right of access alone; information about another person is not kept back from any other right by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import codes_of, questions, refuse_unknown, said
from muniment.core.values import Decision, Fact, Question, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.exemptions import Balance, ItemClass, Presumption, Presumptions
from muniment.law.rules.rights import Entitlement


class ThirdPartyOutcome(StrEnum):
    """What is done with the item, as far as the other person is concerned."""

    DISCLOSE = "disclose"
    REDACT = "redact"  # edit so that the other cannot be identified, and disclose the rest
    WITHHOLD = "withhold"
    ASK = "ask"
    NOT_AVAILABLE = "not-available"  # the right is one that the balance does not lift


@dataclass(frozen=True, slots=True, kw_only=True)
class Professional:
    """The other person as a professional in an item of a class; `in_capacity` answers the condition of the presumption.

    `role` is a code of the provision professional_presumption.
    """

    item_class: ItemClass
    role: str
    in_capacity: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPerson:
    """What is known of one other person in one item; None is a step that has not been answered.

    `weighed` are the factors of which the findings are on record, and `reasonable` what follows from them.
    """

    decided_on: date
    right: Entitlement = Entitlement.ACCESS
    identifiable: bool | None = None
    editable: bool | None = None
    consented: bool | None = None
    professional: Professional | None = None
    weighed: frozenset[str] = frozenset()
    reasonable: bool | None = None


def weigh(other: OtherPerson) -> Decision[ThirdPartyOutcome]:
    """What is done with the item: the first step that settles it decides, and an unanswered step stops there."""
    version = governing("dpa_2018/third_party_balance", Balance, decided_on=other.decided_on)
    refuse_unknown("factor of the balance", other.weighed, codes_of(version.rule.factors))
    presumed = governing("dpa_2018/professional_presumption", Presumptions, decided_on=other.decided_on)
    presumption = _presumption(presumed.rule, other.professional)
    outcome, answer, asked = _follow(version.rule, presumption, other)
    return Decision(
        outcome=outcome,
        questions=_questions(version, presumed, presumption, asked),
        receipt=receipt(
            question="Is the item disclosed, although it also relates to another person?",
            answer=answer,
            reasons=(*reasons_of(version), *(reasons_of(presumed) if other.professional else ())),
            facts=_facts(other),
            law_as_at=other.decided_on,
        ),
    )


def _presumption(rule: Presumptions, professional: Professional | None) -> Presumption | None:
    """The presumption that could cover the professional; UsageError for a role that none of them names."""
    if professional is None:
        return None
    refuse_unknown(
        "role of a professional", (professional.role,), (role for one in rule.presumptions for role in one.roles)
    )
    for one in rule.presumptions:
        if one.item_class is professional.item_class and professional.role in one.roles:
            return one
    raise UsageError(
        f"No presumption covers the role '{professional.role}' in data of the class '{professional.item_class.value}'. "
        "Correct the role or the class; if both are right, leave the professional out and weigh the factors."
    )


class _Step(NamedTuple):
    """One step: it settles the matter when it is answered so, and else leads to the next."""

    code: str
    answer: bool | None
    settles: bool
    outcome: ThirdPartyOutcome
    says: str
    asks: str


def _follow(
    rule: Balance, presumption: Presumption | None, other: OtherPerson
) -> tuple[ThirdPartyOutcome, str, tuple[str, ...]]:
    """The outcome, why, and the codes of what is asked next."""
    if other.right not in rule.rights:
        return ThirdPartyOutcome.NOT_AVAILABLE, "This bears on the right of access only.", ()
    for step in _steps(presumption, other):
        if step.answer is None:
            return ThirdPartyOutcome.ASK, f"Not settled: {step.asks}", (step.code,)
        if step.answer is step.settles:
            return step.outcome, step.says, ()
    return _weighed(rule, other)


def _steps(presumption: Presumption | None, other: OtherPerson) -> Iterator[_Step]:
    disclose, redact = ThirdPartyOutcome.DISCLOSE, ThirdPartyOutcome.REDACT
    says = "Yes: nobody else can be identified from it."
    yield _Step("identifiable", other.identifiable, False, disclose, says, "can anybody else be identified?")
    says = "Edit out the other person, and disclose the rest."
    yield _Step("editable", other.editable, True, redact, says, "can the item be edited?")
    says = "Yes: the other person has consented."
    yield _Step("consented", other.consented, True, disclose, says, "has the other person consented?")
    if presumption is not None and other.professional is not None:
        says = "Yes: it is presumed reasonable for a professional."
        in_capacity = other.professional.in_capacity
        yield _Step("in-capacity", in_capacity, True, disclose, says, "does the presumption apply?")


def _weighed(rule: Balance, other: OtherPerson) -> tuple[ThirdPartyOutcome, str, tuple[str, ...]]:
    """What the factors come to, once each is weighed and on record."""
    unweighed = tuple(factor.code for factor in rule.factors if factor.code not in other.weighed)
    if unweighed:
        return ThirdPartyOutcome.ASK, "Not settled: not every factor is weighed and on record.", unweighed
    if other.reasonable is None:
        return ThirdPartyOutcome.ASK, "Not settled: the factors are on record, their weight is not.", ("reasonable",)
    if other.reasonable:
        return ThirdPartyOutcome.DISCLOSE, "Yes: with all factors weighed, it is reasonable without consent.", ()
    return ThirdPartyOutcome.WITHHOLD, "No: with all factors weighed, it is not reasonable without consent.", ()


def _questions(
    version: Version[Balance],
    presumed: Version[Presumptions],
    presumption: Presumption | None,
    asked: tuple[str, ...],
) -> tuple[Question, ...]:
    if presumption is not None and "in-capacity" in asked:
        return (Question(code="in-capacity", text=presumption.condition, cite=presumed.cite),)
    tests = (*version.rule.steps, *version.rule.factors)
    return questions(version, (test for test in tests if test.code in asked))


def _facts(other: OtherPerson) -> Iterator[Fact]:
    yield Fact(name="right", value=other.right.value)
    steps = (("identifiable", other.identifiable), ("editable", other.editable), ("consented", other.consented))
    for name, answer in (*steps, ("reasonable", other.reasonable)):
        yield from said(name, answer)
    if other.professional is not None:
        yield Fact(name="professional", value=f"{other.professional.item_class.value}: {other.professional.role}")
        yield from said("in-capacity", other.professional.in_capacity)
    yield Fact(name="factors weighed", value=", ".join(sorted(other.weighed)) or "none")
    yield Fact(name="decided", value=other.decided_on.isoformat())
