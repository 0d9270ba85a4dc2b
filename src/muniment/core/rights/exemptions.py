"""Whether an exemption of the register holds for one item, one right and one purpose.

Never for a whole file: what is withheld is decided item by item, on answers and a record that are complete.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import called_for, missing_items
from muniment.core.judgement.criteria import (
    Settled,
    answered,
    asked,
    codes_of,
    questions,
    refuse_unknown,
    said,
    settle,
)
from muniment.core.rights.gates import GateOutcome
from muniment.core.rights.register import age_limit, exemption, why_closed
from muniment.core.rights.third_parties import ThirdPartyOutcome
from muniment.core.rights.unfounded import Abuse
from muniment.core.values import Decision, Fact, Nation, Question, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item
from muniment.law.rules.exemptions import AskedBy, Effect, Exemption, RestsOn
from muniment.law.rules.rights import Entitlement

RECORD = "dpa_2018/exemption_record"
BLANKET = frozenset({"", "*", "all"})
STATED_BY_THE_USE = frozenset({"exemption", "items", "rights", "decided-on"})
"""The entries of the record that a Use itself states."""

Finding = Abuse | GateOutcome | ThirdPartyOutcome
"""What another function of this room found: of the request, at a gate, or in the balance with another person."""

HOLD_ON: Mapping[str, tuple[Finding, ...]] = {
    "UNFOUNDED": (Abuse.UNFOUNDED,),
    "EXCESSIVE": (Abuse.EXCESSIVE,),
    "THIRD-PARTY": (ThirdPartyOutcome.REDACT, ThirdPartyOutcome.WITHHOLD),
    "HEALTH-HARM": (GateOutcome.WITHHOLD,),
    "HEALTH-GATE": (GateOutcome.WITHHOLD, GateOutcome.BLOCKED),
    "SW-REPORTER": (GateOutcome.WITHHOLD,),
    "ED-REPORTER": (GateOutcome.WITHHOLD,),
}
"""The exemptions whose tests are decided by a function of their own, and the findings on which they hold."""

UNSETTLED = frozenset({None, Abuse.ASK, GateOutcome.BLOCKED, ThirdPartyOutcome.ASK, ThirdPartyOutcome.NOT_AVAILABLE})
"""Findings that settle nothing, unless the exemption holds on them."""


class Outcome(StrEnum):
    """What follows for the item from one exemption; others may lead elsewhere."""

    WITHHOLD = "withhold"
    RELEASE = "release"  # this exemption withholds nothing of it
    ASK = "ask"  # something is not answered or not written down: nothing is withheld or released yet
    NOT_AVAILABLE = "not-available"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An exemption as an officer would use it on one item, for one right and, where it names purposes, one of them.

    `item` says which, in the council's own key, and never enters a receipt. `answers` are those to the tests of the
    exemption; `recorded` the codes of what is written down (exemption_record, and `records` of the exemption).
    `age_years` is the age of the child for whom a parent asks. `found` is the outcome of `unfounded.judge`,
    `third_parties.weigh`, `gates.health_gate` or `gates.reporter_gate`, for an exemption whose tests are decided
    there: nothing else answers them.
    """

    code: str
    right: Entitlement
    nation: Nation
    item: str
    decided_on: date
    purpose: str | None = None
    asked_by: AskedBy | None = None
    age_years: int | None = None
    ends_on: date | None = None
    found: Finding | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()


def decide(use: Use) -> Decision[Outcome]:
    """Whether the exemption holds for the item; withheld only when every test and the whole record are there."""
    if use.item.strip().casefold() in BLANKET:
        raise UsageError("An exemption is used on one item, and none is named. Name the item; never a whole file.")
    version = exemption(use.code, decided_on=use.decided_on)
    _refuse_unknown(version.rule, use)
    settled = _settled(version.rule, use)
    why_not = why_closed(
        version.rule, right=use.right, nation=use.nation, asked_by=use.asked_by, age_years=use.age_years
    )
    outcome, answer, still_open = _follow(version, use, settled, why_not)
    return Decision(
        outcome=outcome,
        questions=still_open,
        receipt=receipt(
            question=f"Does the exemption {use.code} keep this item from the right '{use.right.value}'?",
            answer=answer,
            reasons=reasons_of(version, f"The test: {version.rule.test}"),
            facts=_facts(version.rule, use),
            law_as_at=use.decided_on,
        ),
    )


def missing_from_record(use: Use) -> tuple[Item, ...]:
    """What must still be written down of this use, in the order of the record."""
    version = exemption(use.code, decided_on=use.decided_on)
    record = governing(RECORD, Contents, decided_on=use.decided_on).rule
    listed = called_for(record.items, {kind.value: kind in version.rule.rests_on for kind in RestsOn})
    own = (Item(code=code, text=f"the {code.replace('-', ' ')}") for code in version.rule.records)
    return tuple(item for item in (*listed, *own) if item.code not in use.recorded | STATED_BY_THE_USE)


def missing_from_privilege_record(*, recorded: Collection[str], decided_on: date) -> tuple[Item, ...]:
    """What must still be written down where privilege is relied on in law-enforcement processing."""
    record = governing("dpa_2018/part_3/privilege_record", Contents, decided_on=decided_on).rule
    return missing_items("entry of the record", record.items, recorded)


def _refuse_unknown(rule: Exemption, use: Use) -> None:
    tests = () if rule.code in HOLD_ON else asked(rule.tests, (use.right,))
    refuse_unknown(f"question of the exemption {rule.code}", use.answers, codes_of(tests))
    record = governing(RECORD, Contents, decided_on=use.decided_on).rule
    refuse_unknown("entry of the record", use.recorded, (*codes_of(record.items), *rule.records))
    if use.purpose is not None:
        refuse_unknown(f"purpose of the exemption {rule.code}", (use.purpose,), rule.purposes)
    if use.found is not None and not isinstance(use.found, tuple({type(one) for one in HOLD_ON.get(rule.code, ())})):
        raise UsageError(
            f"What was found does not bear on the exemption {rule.code}. Give the finding that decides it, or none."
        )


def _settled(rule: Exemption, use: Use) -> Settled:
    """Whether the tests are met: by an officer's answers, or by what was found elsewhere."""
    if rule.code not in HOLD_ON:
        return settle(rule.tests, use.answers, (use.right,))
    if use.found in HOLD_ON[rule.code]:
        return Settled(holds=True)
    if use.found in UNSETTLED:
        return Settled(holds=None, open=asked(rule.tests, (use.right,)))
    return Settled(holds=False)


def _follow(
    version: Version[Exemption], use: Use, settled: Settled, why_not: str | None
) -> tuple[Outcome, str, tuple[Question, ...]]:
    """The outcome, in one sentence, and what an officer must still answer or write down."""
    if why_not is not None:
        return Outcome.NOT_AVAILABLE, f"No, it is not open: {why_not}", ()
    if settled.holds is False:
        return Outcome.RELEASE, "No: a test is not met, so this exemption withholds nothing of the item.", ()
    if version.rule.effect is Effect.HOLDS_BACK and use.found is GateOutcome.BLOCKED:
        held_back = "Held back: it may be neither given nor withheld until the gate is passed."
        return Outcome.ASK, held_back, questions(version, asked(version.rule.tests, (use.right,)))
    still_open = (*_circumstances(version, use), *questions(version, settled.open))
    if still_open:
        return (
            Outcome.ASK,
            "Not settled: questions are still open, so the item is neither withheld nor released.",
            still_open,
        )
    unwritten = tuple(
        Question(code=f"record-{item.code}", text=f"Write down {item.text}.", cite=item.cite or version.cite)
        for item in missing_from_record(use)
    )
    if unwritten:
        return Outcome.ASK, "Not settled: the record is not complete, so it cannot be relied on yet.", unwritten
    return Outcome.WITHHOLD, "Yes: this item may be withheld from this right, to the extent that the test is met.", ()


def _circumstances(version: Version[Exemption], use: Use) -> Iterator[Question]:
    """What the use itself leaves open: its purpose, who asks, the child's age, the day on which it ends."""
    rule, cite = version.rule, version.cite
    if rule.purposes and use.purpose is None:
        listed = ", ".join(rule.purposes)
        yield Question(code="purpose", text=f"For which one of these purposes is it used: {listed}?", cite=cite)
    if rule.asked_by and use.asked_by is None:
        yield Question(code="asked-by", text="Who asks: the person, a parent, or an appointee of a court?", cite=cite)
    if age_limit(rule, use.nation, use.asked_by) is not None and use.age_years is None:
        yield Question(code="age", text="How old is the child, in whole years?", cite=cite)
    if rule.expires and use.ends_on is None:
        yield Question(code="ends-on", text="On what day does this use end?", cite=cite)
    if rule.expires and use.ends_on is not None and use.ends_on < use.decided_on:
        yield Question(code="ended", text="The use has ended. Does the test still hold, and until when?", cite=cite)


def _facts(rule: Exemption, use: Use) -> Iterator[Fact]:
    yield Fact(name="exemption", value=use.code)
    yield Fact(name="rests on", value=", ".join(rule.rests_on))
    yield Fact(name="right", value=use.right.value)
    yield Fact(name="nation", value=use.nation.value)
    if use.purpose is not None:
        yield Fact(name="purpose", value=use.purpose)
    if use.asked_by is not None:
        yield Fact(name="asked by", value=use.asked_by.value)
    under = age_limit(rule, use.nation, use.asked_by)
    if under is not None and use.age_years is not None:
        yield from said(f"child under {under}", use.age_years < under)
    if use.ends_on is not None:
        yield Fact(name="ends", value=use.ends_on.isoformat())
    yield from answered(use.answers)
    if use.found is not None:
        yield Fact(name="found", value=use.found.value)
    yield Fact(name="recorded", value=", ".join(sorted(use.recorded)) or "nothing")
    yield Fact(name="decided", value=use.decided_on.isoformat())
