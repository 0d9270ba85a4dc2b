"""Health, education and social work data: of which class an item is, and the gates that it passes before it is given.

A gate that is not open holds the item back both ways: it is neither given nor withheld until what is missing is there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.clocks.opinions import OpinionAge, opinion_counts
from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import answered, questions, refuse_unknown, said
from muniment.core.rights.register import exemption, why_closed
from muniment.core.values import Decision, Fact, Nation, Question, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.exemptions import AskedBy, GateOrder, ItemClass, OpinionGivers, Precedence
from muniment.law.rules.rights import Entitlement


class Classified(StrEnum):
    """The class of an item, if that is settled."""

    HEALTH = ItemClass.HEALTH.value
    EDUCATION = ItemClass.EDUCATION.value
    SOCIAL_WORK = ItemClass.SOCIAL_WORK.value
    NONE = "none"
    ASK = "ask"


class GateOutcome(StrEnum):
    """Whether a gate lets an item through; other exemptions may still stand in its way."""

    RELEASE = "release"
    WITHHOLD = "withhold"
    BLOCKED = "blocked"  # it may be neither given nor withheld yet


CLASSIFIED = {
    Classified.HEALTH: "It is health data.",
    Classified.EDUCATION: "It is education data.",
    Classified.SOCIAL_WORK: "It is social work data.",
    Classified.NONE: "It is none of them.",
    Classified.ASK: "Not settled: an officer has to say.",
}

REPORTER_GATES = {ItemClass.SOCIAL_WORK: "SW-REPORTER", ItemClass.EDUCATION: "ED-REPORTER"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthOpinion:
    """The opinion of a health professional on one item, and why that professional was asked.

    `giver` is a code of the provision health_professional; `choice_recorded` says that the reason for the choice is
    written down; `ask_again` is whether it is reasonable to consult again, None while nobody has said.
    """

    opinion_on: date
    harm_likely: bool
    giver: str
    choice_recorded: bool
    ask_again: bool | None = None


def classify(*, answers: Mapping[str, bool], decided_on: date) -> Decision[Classified]:
    """The one class of an item, by the answers so far: the first class in the order of the law that is so."""
    version = governing("dpa_2018/item_classes", Precedence, decided_on=decided_on)
    refuse_unknown("class of an item", answers, version.rule.order)
    found = next((one for one in version.rule.order if answers.get(one) is not False), None)
    outcome = Classified.NONE if found is None else Classified(found) if found in answers else Classified.ASK
    still_open = (test for test in version.rule.tests if outcome is Classified.ASK and test.code == found)
    return Decision(
        outcome=outcome,
        questions=questions(version, still_open),
        receipt=receipt(
            question="Is the item health, education or social work data?",
            answer=CLASSIFIED[outcome],
            reasons=reasons_of(version),
            facts=answered(answers),
            law_as_at=decided_on,
        ),
    )


def gates_for(
    *,
    item_class: Classified,
    right: Entitlement,
    nation: Nation,
    decided_on: date,
    asked_by: AskedBy | None = None,
    age_years: int | None = None,
) -> tuple[str, ...]:
    """The exemptions to be worked through for an item before it is given, in order; UsageError before it is classed.

    One that depends on who asks, or on a child's age, is among them until that is known.
    """
    if item_class is Classified.ASK:
        raise UsageError(
            "The item is not classed yet. Settle first whether it is health, education or social work data."
        )
    order = governing("dpa_2018/gates_in_order", GateOrder, decided_on=decided_on).rule
    listed = (gate.exemption for gate in order.gates if not gate.classes or item_class.value in gate.classes)
    return tuple(
        code
        for code in listed
        if why_closed(
            exemption(code, decided_on=decided_on).rule,
            right=right,
            nation=nation,
            asked_by=asked_by,
            age_years=age_years,
        )
        is None
    )


def health_gate(
    *, opinion: HealthOpinion | None, already_known: bool | None, decided_on: date
) -> Decision[GateOutcome]:
    """Whether health data may be given or withheld under the right of access; without an opinion that counts, neither.

    `already_known` is whether the council is satisfied that the person has seen the item or knows what it says.
    """
    harm = exemption("HEALTH-HARM", decided_on=decided_on)
    gate = exemption("HEALTH-GATE", decided_on=decided_on)
    givers = governing("dpa_2018/health_professional", OpinionGivers, decided_on=decided_on)
    missing: tuple[Question, ...] = (Question(code="opinion", text=_get_opinion(givers), cite=gate.cite),)
    reasons, age = (*reasons_of(gate), *reasons_of(harm)), None
    if opinion is not None:
        refuse_unknown("health professional", (opinion.giver,), givers.rule.givers)
        age = opinion_counts(opinion_on=opinion.opinion_on, relied_on=decided_on)
        missing = tuple(_lacking(opinion, age, givers, missing[0]))
        reasons += (*reasons_of(givers), *age.receipt.reasons)
    outcome, answer = _through_health_gate(opinion, age, missing, already_known)
    if outcome is GateOutcome.BLOCKED and already_known is None:
        missing += questions(gate, (test for test in gate.rule.tests if test.code == "already-known"))
    return Decision(
        outcome=outcome,
        questions=missing if outcome is GateOutcome.BLOCKED else (),
        receipt=receipt(
            question="May the health data be given?",
            answer=answer,
            reasons=reasons,
            facts=_health_facts(opinion, already_known, decided_on),
            law_as_at=decided_on,
        ),
    )


def reporter_gate(
    *,
    item_class: ItemClass,
    nation: Nation,
    from_reporter: bool | None,
    reporter_finds_harm: bool | None,
    decided_on: date,
) -> Decision[GateOutcome]:
    """Whether data that came from the Principal Reporter may be given; not before the Reporter has said they may.

    By when the Reporter is told is counted in core/clocks/opinions.py. UsageError for health data, which have a gate
    of their own.
    """
    if item_class not in REPORTER_GATES:
        raise UsageError("Health data have no gate of the Reporter. Use the health gate for them.")
    version = exemption(REPORTER_GATES[item_class], decided_on=decided_on)
    outcome, answer, asked = _through_reporter_gate(nation, from_reporter, reporter_finds_harm)
    return Decision(
        outcome=outcome,
        questions=questions(version, (test for test in version.rule.tests if test.code == asked)),
        receipt=receipt(
            question="May the data from the Principal Reporter be given?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(
                Fact(name="nation", value=nation.value),
                *said("from-reporter", from_reporter),
                *said("reporter-finds-harm", reporter_finds_harm),
            ),
            law_as_at=decided_on,
        ),
    )


def _get_opinion(givers: Version[OpinionGivers]) -> str:
    return f"What does the appropriate health professional say of serious harm? {givers.text}"


def _lacking(
    opinion: HealthOpinion, age: OpinionAge, givers: Version[OpinionGivers], get_opinion: Question
) -> Iterator[Question]:
    """What keeps an opinion from counting."""
    if not age.counts or opinion.ask_again:
        yield get_opinion
    elif opinion.ask_again is None:
        yield from age.questions
    if not opinion.choice_recorded:
        yield from questions_of(givers, "health-professional")


def _through_health_gate(
    opinion: HealthOpinion | None, age: OpinionAge | None, missing: tuple[Question, ...], already_known: bool | None
) -> tuple[GateOutcome, str]:
    """The outcome, and why; an opinion of harm that may still come to count keeps back even what is known."""
    if opinion is not None and not missing:
        if opinion.harm_likely:
            return GateOutcome.WITHHOLD, "No: the opinion says that serious harm is likely, so it may be withheld."
        return GateOutcome.RELEASE, "Yes, as far as this gate goes: the opinion says that serious harm is not likely."
    if opinion is not None and opinion.harm_likely and age is not None and age.counts and not opinion.ask_again:
        return GateOutcome.BLOCKED, "Not yet: an opinion says that serious harm is likely; settle whether it counts."
    if already_known:
        return GateOutcome.RELEASE, "Yes, as far as this gate goes: the person has seen it already, or knows it."
    return GateOutcome.BLOCKED, "Not yet: without an opinion that counts, it may be neither given nor withheld."


def _through_reporter_gate(
    nation: Nation, from_reporter: bool | None, finds_harm: bool | None
) -> tuple[GateOutcome, str, str | None]:
    """The outcome, why, and the code of what is asked next: the first line that is so decides."""
    release, blocked = GateOutcome.RELEASE, GateOutcome.BLOCKED
    lines: tuple[tuple[bool, GateOutcome, str, str | None], ...] = (
        (nation is not Nation.SCOTLAND, release, "Yes, as far as this gate goes: it stands in Scotland only.", None),
        (from_reporter is None, blocked, "Not yet: it is not settled whether they came from there.", "from-reporter"),
        (not from_reporter, release, "Yes, as far as this gate goes: they did not come from the Reporter.", None),
        (finds_harm is None, blocked, "Not yet: tell the Reporter, and wait for the opinion.", "reporter-clears"),
        (bool(finds_harm), GateOutcome.WITHHOLD, "No: the Reporter has not cleared them of serious harm.", None),
        (True, release, "Yes, as far as this gate goes: the Reporter says that serious harm is not likely.", None),
    )
    return next((outcome, answer, asked) for so, outcome, answer, asked in lines if so)


def _health_facts(opinion: HealthOpinion | None, already_known: bool | None, decided_on: date) -> Iterator[Fact]:
    if opinion is None:
        yield Fact(name="opinion", value="none")
    else:
        yield Fact(name="opinion", value=opinion.opinion_on.isoformat())
        yield Fact(name="opinion given by", value=opinion.giver)
        yield from said("serious harm likely", opinion.harm_likely)
        yield from said("choice recorded", opinion.choice_recorded)
        yield from said("reasonable to ask again", opinion.ask_again)
    yield from said("already known", already_known)
    yield Fact(name="decided", value=decided_on.isoformat())
