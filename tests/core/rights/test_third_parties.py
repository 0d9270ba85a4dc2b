"""The balance with another person stops at the first step that is not answered, and never discloses past it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.third_parties import OtherPerson, Professional, ThirdPartyOutcome, weigh
from muniment.law import load
from muniment.law.rules.exemptions import Balance, ItemClass, Presumptions

TODAY = date(2026, 11, 21)
RULE = load.provision("dpa_2018/third_party_balance", Balance).versions[0].rule
FACTORS = [factor.code for factor in RULE.factors]
OTHER = OtherPerson(decided_on=TODAY, identifiable=True, editable=False, consented=False)
ANSWER = st.sampled_from([True, False, None])


def test_the_steps_are_those_that_the_core_takes() -> None:
    assert [step.code for step in RULE.steps] == ["identifiable", "editable", "consented", "reasonable"]


def test_there_is_a_presumption_for_each_class_of_item() -> None:
    rule = load.provision("dpa_2018/professional_presumption", Presumptions).versions[0].rule
    assert {one.item_class for one in rule.presumptions} == set(ItemClass)


@given(
    identifiable=ANSWER,
    editable=ANSWER,
    consented=ANSWER,
    reasonable=ANSWER,
    weighed=st.sets(st.sampled_from(FACTORS)),
    capacity=ANSWER,
)
def test_no_item_is_disclosed_or_withheld_past_a_step_that_is_open(
    *,
    identifiable: bool | None,
    editable: bool | None,
    consented: bool | None,
    reasonable: bool | None,
    weighed: set[str],
    capacity: bool | None,
) -> None:
    teacher = Professional(item_class=ItemClass.EDUCATION, role="education-worker", in_capacity=capacity)
    decision = weigh(
        OtherPerson(
            decided_on=TODAY,
            identifiable=identifiable,
            editable=editable,
            consented=consented,
            professional=teacher,
            weighed=frozenset(weighed),
            reasonable=reasonable,
        )
    )
    assert bool(decision.questions) == (decision.outcome is ThirdPartyOutcome.ASK)
    if decision.outcome is ThirdPartyOutcome.DISCLOSE and identifiable:
        assert consented or capacity or (reasonable and weighed == set(FACTORS))
        assert editable is False
    if decision.outcome is ThirdPartyOutcome.WITHHOLD:
        assert (editable, consented, capacity, reasonable) == (False, False, False, False)
        assert weighed == set(FACTORS)


def test_a_role_that_no_presumption_names_is_refused() -> None:
    with pytest.raises(UsageError, match="'housing-officer' is no role"):
        weigh(replace(OTHER, professional=Professional(item_class=ItemClass.SOCIAL_WORK, role="housing-officer")))


def test_a_teacher_is_not_presumed_in_a_health_record() -> None:
    with pytest.raises(UsageError, match="leave the professional out and weigh the factors"):
        weigh(replace(OTHER, professional=Professional(item_class=ItemClass.HEALTH, role="education-worker")))


def test_an_unknown_factor_is_refused() -> None:
    with pytest.raises(UsageError, match="'embarrassment' is no factor"):
        weigh(replace(OTHER, weighed=frozenset({"embarrassment"})))


def test_the_receipt_cites_the_presumption_only_where_there_is_a_professional() -> None:
    doctor = Professional(item_class=ItemClass.HEALTH, role="health-professional", in_capacity=True)
    cites = [reason.cite for reason in weigh(replace(OTHER, professional=doctor)).receipt.reasons]
    assert [cite[-7:] for cite in cites] == ["para 16", "para 17"]
    assert len(weigh(OTHER).receipt.reasons) == 1
