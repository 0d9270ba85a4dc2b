"""Health, education and social work data pass their gates, or are neither given nor withheld."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.gates import (
    Classified,
    GateOutcome,
    HealthOpinion,
    classify,
    gates_for,
    health_gate,
    reporter_gate,
)
from muniment.core.rights.register import codes
from muniment.core.values import Nation
from muniment.law import load
from muniment.law.rules.exemptions import GateOrder, ItemClass, Precedence
from muniment.law.rules.rights import Entitlement

TODAY = date(2026, 11, 21)
ANSWER = st.sampled_from([True, False, None])


def test_every_class_has_its_place_and_its_question() -> None:
    rule = load.provision("dpa_2018/item_classes", Precedence).versions[0].rule
    assert set(rule.order) == set(ItemClass)
    assert [test.code for test in rule.tests] == list(rule.order)


def test_the_gates_are_exemptions_of_the_register() -> None:
    rule = load.provision("dpa_2018/gates_in_order", GateOrder).versions[0].rule
    assert {gate.exemption for gate in rule.gates} <= set(codes())


def test_an_item_is_passed_through_gates_only_once_it_is_classed() -> None:
    with pytest.raises(UsageError, match="Settle first whether it is"):
        gates_for(item_class=Classified.ASK, right=Entitlement.ACCESS, nation=Nation.SCOTLAND, decided_on=TODAY)


def test_an_unknown_class_is_refused() -> None:
    with pytest.raises(UsageError, match="'housing' is no class"):
        classify(answers={"housing": True}, decided_on=TODAY)


@given(
    opinion_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    harm_likely=st.booleans(),
    ask_again=ANSWER,
    choice_recorded=st.booleans(),
    known=ANSWER,
)
def test_without_an_opinion_that_counts_health_data_are_never_withheld_and_given_only_if_known(
    opinion_on: date, harm_likely: bool, ask_again: bool | None, choice_recorded: bool, known: bool | None
) -> None:
    opinion = HealthOpinion(
        opinion_on=opinion_on,
        harm_likely=harm_likely,
        giver="responsible",
        choice_recorded=choice_recorded,
        ask_again=ask_again,
    )
    decision = health_gate(opinion=opinion, already_known=known, decided_on=TODAY)
    counts = date(2026, 5, 22) <= opinion_on <= TODAY and ask_again is False and choice_recorded
    if counts:
        assert decision.outcome is (GateOutcome.WITHHOLD if harm_likely else GateOutcome.RELEASE)
    else:
        could_count = date(2026, 5, 22) <= opinion_on <= TODAY and not ask_again
        known_and_no_harm_waits = known and not (harm_likely and could_count)
        assert decision.outcome is (GateOutcome.RELEASE if known_and_no_harm_waits else GateOutcome.BLOCKED)
    assert bool(decision.questions) == (decision.outcome is GateOutcome.BLOCKED)


def test_an_opinion_of_somebody_the_law_does_not_name_is_refused() -> None:
    opinion = HealthOpinion(
        opinion_on=TODAY, harm_likely=False, giver="council-officer", choice_recorded=True, ask_again=False
    )
    with pytest.raises(UsageError, match="'council-officer' is no health professional"):
        health_gate(opinion=opinion, already_known=False, decided_on=TODAY)


def test_the_receipt_of_the_health_gate_holds_dates_and_categories_only() -> None:
    opinion = HealthOpinion(
        opinion_on=date(2026, 11, 2), harm_likely=True, giver="responsible", choice_recorded=True, ask_again=False
    )
    receipt = health_gate(opinion=opinion, already_known=None, decided_on=TODAY).receipt
    assert [(fact.name, fact.value) for fact in receipt.facts] == [
        ("opinion", "2026-11-02"),
        ("opinion given by", "responsible"),
        ("serious harm likely", "yes"),
        ("choice recorded", "yes"),
        ("reasonable to ask again", "no"),
        ("decided", "2026-11-21"),
    ]
    assert [reason.cite.removeprefix("Data Protection Act 2018 Sch 3 ") for reason in receipt.reasons[:3]] == [
        "para 6",
        "para 5",
        "para 2(1)",
    ]


def test_health_data_have_no_gate_of_the_reporter() -> None:
    with pytest.raises(UsageError, match="Use the health gate"):
        reporter_gate(
            item_class=ItemClass.HEALTH,
            nation=Nation.SCOTLAND,
            from_reporter=True,
            reporter_finds_harm=False,
            decided_on=TODAY,
        )
