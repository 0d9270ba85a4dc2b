"""The register of exemptions: which may be open, and whether one holds for one item, one right and one purpose.

Never for a whole file: what is withheld is decided item by item, on answers and a record that are complete. The
register is law/uk/dpa_2018/exemptions, one file for each code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.rights.grounds import Settled, answered, questions, refuse_unknown, settle
from muniment.core.values import Decision, Fact, Nation, Question, reasons_of, receipt
from muniment.law import load
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item
from muniment.law.rules.exemptions import AskedBy, Criterion, Effect, Exemption, LiftedRight

REGISTER = "dpa_2018/exemptions/"
RECORD = "dpa_2018/exemption_record"
BLANKET = frozenset({"", "*", "all"})
STATED_BY_THE_USE = frozenset({"exemption", "items", "rights", "decided-on"})
"""The entries of the record that a Use itself states."""


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
    `age_years` is the age of the child for whom a parent asks.
    """

    code: str
    right: LiftedRight
    nation: Nation
    item: str
    decided_on: date
    purpose: str | None = None
    asked_by: AskedBy | None = None
    age_years: int | None = None
    ends_on: date | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The exemptions that may be open, and the codes of those for which no law is held for the day."""

    exemptions: tuple[Version[Exemption], ...]
    not_held: tuple[str, ...]


@cache
def codes() -> tuple[str, ...]:
    """The codes of all exemptions in the register, sorted."""
    names = (name for name in load.names() if name.startswith(REGISTER))
    return tuple(sorted(load.provision(name, Exemption).versions[0].rule.code for name in names))


def exemption(code: str, *, decided_on: date) -> Version[Exemption]:
    """The exemption of that code on that day; UsageError for a code that is not in the register."""
    if code not in codes():
        raise UsageError(f"No exemption has the code '{code}'. Known: {', '.join(codes())}.")
    return governing(_name(code), Exemption, decided_on=decided_on)


def may_apply(*, right: LiftedRight, nation: Nation, decided_on: date) -> Register:
    """The exemptions that may be open to a council of that nation for a right, on a day.

    `LiftedRight.BREACH_NOTICE` gives those that excuse a council from telling people of a breach.
    """
    held, gaps = [], []
    for code in codes():
        try:
            version = exemption(code, decided_on=decided_on)
        except NoLawInForce:
            gaps.append(code)
            continue
        if why_closed(version.rule, right=right, nation=nation, asked_by=None, age_years=None) is None:
            held.append(version)
    return Register(exemptions=tuple(held), not_held=tuple(gaps))


def decide(use: Use) -> Decision[Outcome]:
    """Whether the exemption holds for the item; withheld only when every test and the whole record are there."""
    if use.item.strip() in BLANKET:
        raise UsageError("An exemption is used on one item, and none is named. Name the item; never a whole file.")
    version = exemption(use.code, decided_on=use.decided_on)
    tests = _tests(version.rule, use.right)
    _refuse_unknown(version.rule, use, tests)
    settled = settle(tests, use.answers)
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


def why_closed(
    rule: Exemption, *, right: LiftedRight, nation: Nation, asked_by: AskedBy | None, age_years: int | None
) -> str | None:
    """Why an exemption is not open in these circumstances; None where it is, or where it is not yet known to be not."""
    under = _age_limit(rule, nation, asked_by)
    closed = (
        (not rule.councils, rule.why_not or "councils cannot use it."),
        (rule.rights_listed and right not in rule.rights, f"it does not lift the right '{right.value}'."),
        (rule.effect is Effect.DELAYS, "it moves the time to answer, and lets nothing be withheld."),
        (bool(rule.nations) and nation not in rule.nations, f"it is not law in {nation.in_words}."),
        (
            bool(rule.asked_by) and asked_by is not None and asked_by not in rule.asked_by,
            f"it is open only against {' or '.join(rule.asked_by)}.",
        ),
        (
            under is not None and age_years is not None and age_years >= under,
            f"it covers children under {under} only.",
        ),
    )
    return next((why for applies, why in closed if applies), None)


def missing_from_record(use: Use) -> tuple[Item, ...]:
    """What must still be written down of this use, in the order of the record."""
    version = exemption(use.code, decided_on=use.decided_on)
    record = governing(RECORD, Contents, decided_on=use.decided_on).rule
    facts = {kind.value for kind in version.rule.rests_on}
    called_for = [item for item in record.items if not item.when or facts & set(item.when)]
    called_for += [Item(code=code, text=f"the {code.replace('-', ' ')}") for code in version.rule.records]
    return tuple(item for item in called_for if item.code not in use.recorded | STATED_BY_THE_USE)


def missing_from_privilege_record(recorded: frozenset[str], *, decided_on: date) -> tuple[Item, ...]:
    """What must still be written down where privilege is relied on in law-enforcement processing."""
    record = governing("dpa_2018/part_3/privilege_record", Contents, decided_on=decided_on).rule
    refuse_unknown("entry of the record", recorded, (item.code for item in record.items))
    return tuple(item for item in record.items if item.code not in recorded)


def _name(code: str) -> str:
    return REGISTER + code.lower().replace("-", "_")


def _tests(rule: Exemption, right: LiftedRight) -> tuple[Criterion, ...]:
    return tuple(test for test in rule.tests if not test.only_for or right in test.only_for)


def _refuse_unknown(rule: Exemption, use: Use, tests: tuple[Criterion, ...]) -> None:
    refuse_unknown("question", use.answers, (test.code for test in tests))
    record = governing(RECORD, Contents, decided_on=use.decided_on).rule
    refuse_unknown("entry of the record", use.recorded, (*(item.code for item in record.items), *rule.records))
    if use.purpose is not None:
        refuse_unknown("purpose", (use.purpose,), rule.purposes)


def _follow(
    version: Version[Exemption], use: Use, settled: Settled, why_not: str | None
) -> tuple[Outcome, str, tuple[Question, ...]]:
    """The outcome, in one sentence, and what an officer must still answer or write down."""
    if why_not is not None:
        return Outcome.NOT_AVAILABLE, f"No, it is not open: {why_not}", ()
    if settled.holds is False:
        return Outcome.RELEASE, "No: a test is not met, so this exemption withholds nothing of the item.", ()
    if settled.holds and version.rule.effect is Effect.HOLDS_BACK:
        held_back = "Held back: it may be neither given nor withheld until one of the tests is answered otherwise."
        return Outcome.ASK, held_back, questions(_tests(version.rule, use.right), version.cite)
    still_open = (*_circumstances(version, use), *questions(settled.open, version.cite))
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


def _age_limit(rule: Exemption, nation: Nation, asked_by: AskedBy | None) -> int | None:
    """The age under which a child must be, where a parent asks; None where there is no such limit."""
    limits = {limit.nation: limit.under for limit in rule.ages}
    return limits.get(nation) if asked_by is AskedBy.PARENT else None


def _circumstances(version: Version[Exemption], use: Use) -> Iterator[Question]:
    """What the use itself leaves open: its purpose, who asks, the child's age, the day on which it ends."""
    rule, cite = version.rule, version.cite
    if rule.purposes and use.purpose is None:
        listed = ", ".join(rule.purposes)
        yield Question(code="purpose", text=f"For which one of these purposes is it used: {listed}?", cite=cite)
    if rule.asked_by and use.asked_by is None:
        yield Question(code="asked-by", text="Who asks: the person, a parent, or an appointee of a court?", cite=cite)
    if _age_limit(rule, use.nation, use.asked_by) is not None and use.age_years is None:
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
    under = _age_limit(rule, use.nation, use.asked_by)
    if under is not None and use.age_years is not None:
        yield Fact(name=f"child under {under}", value="yes" if use.age_years < under else "no")
    if use.ends_on is not None:
        yield Fact(name="ends", value=use.ends_on.isoformat())
    yield from answered(use.answers)
    yield Fact(name="recorded", value=", ".join(sorted(use.recorded)) or "nothing")
    yield Fact(name="decided", value=use.decided_on.isoformat())
