"""Whether an item that also relates to another person is disclosed, edited or withheld, step by step.

It bears on the right of access alone; information about another person is not kept back from any other right by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.rights.grounds import questions, refuse_unknown
from muniment.core.values import Decision, Fact, Question, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.exemptions import Balance, ItemClass, LiftedRight, Presumption, Presumptions


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
    right: LiftedRight = LiftedRight.ACCESS
    identifiable: bool | None = None
    editable: bool | None = None
    consented: bool | None = None
    professional: Professional | None = None
    weighed: frozenset[str] = frozenset()
    reasonable: bool | None = None


def weigh(other: OtherPerson) -> Decision[ThirdPartyOutcome]:
    """What is done with the item: the first step that settles it decides, and an unanswered step stops there."""
    version = governing("dpa_2018/third_party_balance", Balance, decided_on=other.decided_on)
    refuse_unknown("factor", other.weighed, (factor.code for factor in version.rule.factors))
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
    refuse_unknown("role", (professional.role,), (role for one in rule.presumptions for role in one.roles))
    for one in rule.presumptions:
        if one.item_class is professional.item_class and professional.role in one.roles:
            return one
    raise UsageError(
        f"No presumption covers the role '{professional.role}' in data of the class '{professional.item_class.value}'. "
        "Correct the role or the class; if both are right, leave the professional out and weigh the factors."
    )


def _follow(
    rule: Balance, presumption: Presumption | None, other: OtherPerson
) -> tuple[ThirdPartyOutcome, str, tuple[str, ...]]:
    """The outcome, why, and the codes of what is asked next: the first line that is so decides."""
    ask, disclose = ThirdPartyOutcome.ASK, ThirdPartyOutcome.DISCLOSE
    capacity = other.professional.in_capacity if other.professional else False
    unweighed = tuple(factor.code for factor in rule.factors if factor.code not in other.weighed)
    lines: tuple[tuple[bool, ThirdPartyOutcome, str, tuple[str, ...]], ...] = (
        (
            other.right not in rule.rights,
            ThirdPartyOutcome.NOT_AVAILABLE,
            "This bears on the right of access only.",
            (),
        ),
        (other.identifiable is None, ask, "Not settled: can anybody else be identified?", ("identifiable",)),
        (not other.identifiable, disclose, "Yes: nobody else can be identified from it.", ()),
        (other.editable is None, ask, "Not settled: can the item be edited?", ("editable",)),
        (bool(other.editable), ThirdPartyOutcome.REDACT, "Edit out the other person, and disclose the rest.", ()),
        (other.consented is None, ask, "Not settled: has the other person consented?", ("consented",)),
        (bool(other.consented), disclose, "Yes: the other person has consented.", ()),
        (
            presumption is not None and capacity is None,
            ask,
            "Not settled: does the presumption apply?",
            ("in-capacity",),
        ),
        (
            presumption is not None and bool(capacity),
            disclose,
            "Yes: it is presumed reasonable for a professional.",
            (),
        ),
        (bool(unweighed), ask, "Not settled: not every factor is weighed and on record.", unweighed),
        (
            other.reasonable is None,
            ask,
            "Not settled: the factors are on record, their weight is not.",
            ("reasonable",),
        ),
        (bool(other.reasonable), disclose, "Yes: with all factors weighed, it is reasonable without consent.", ()),
        (True, ThirdPartyOutcome.WITHHOLD, "No: with all factors weighed, it is not reasonable without consent.", ()),
    )
    return next((outcome, answer, asked) for so, outcome, answer, asked in lines if so)


def _questions(
    version: Version[Balance],
    presumed: Version[Presumptions],
    presumption: Presumption | None,
    asked: tuple[str, ...],
) -> tuple[Question, ...]:
    if presumption is not None and "in-capacity" in asked:
        return (Question(code="in-capacity", text=presumption.condition, cite=presumed.cite),)
    tests = (*version.rule.steps, *version.rule.factors)
    return questions((test for test in tests if test.code in asked), version.cite)


def _facts(other: OtherPerson) -> Iterator[Fact]:
    yield Fact(name="right", value=other.right.value)
    steps = (("identifiable", other.identifiable), ("editable", other.editable), ("consented", other.consented))
    for name, answer in (*steps, ("reasonable", other.reasonable)):
        if answer is not None:
            yield Fact(name=name, value="yes" if answer else "no")
    if other.professional is not None:
        yield Fact(name="professional", value=f"{other.professional.item_class.value}: {other.professional.role}")
    yield Fact(name="factors weighed", value=", ".join(sorted(other.weighed)) or "none")
    yield Fact(name="decided", value=other.decided_on.isoformat())
