"""Manual unstructured data carry few rights, and access to them has a limit of cost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.manual import ManualOutcome, ManualRequest, decide, too_dear
from muniment.core.values import Nation
from muniment.law import load
from muniment.law.rules.exemptions import CostLimits, ManualData
from muniment.law.rules.rights import Entitlement

TODAY = date(2026, 11, 21)
LIMITS = load.provision("foi/appropriate_limit", CostLimits).versions[0].rule.limits


def test_every_nation_has_a_limit() -> None:
    assert {limit.nation for limit in LIMITS} == set(Nation)


def test_the_questions_are_those_that_the_core_asks() -> None:
    rule = load.provision("dpa_2018/manual_data", ManualData).versions[0].rule
    assert [test.code for test in rule.tests] == ["personnel", "described", "minutes", "confirm-minutes"]


def test_the_limit_is_18_hours_and_in_scotland_40() -> None:
    for limit in LIMITS:
        minutes = (40 if limit.nation == Nation.SCOTLAND else 18) * 60
        assert not too_dear(minutes, limit)
        assert too_dear(minutes + 1, limit)


@given(
    right=st.sampled_from(Entitlement),
    personnel=st.sampled_from([True, False, None]),
    described=st.sampled_from([True, False, None]),
    minutes=st.sampled_from([None, 0, 1080, 1081]),
    confirm=st.sampled_from([None, 0, 1080, 1081]),
)
def test_what_is_not_answered_is_asked_and_lifts_nothing(
    right: Entitlement, personnel: bool | None, described: bool | None, minutes: int | None, confirm: int | None
) -> None:
    decision = decide(
        ManualRequest(
            right=right,
            nation=Nation.ENGLAND_AND_WALES,
            decided_on=TODAY,
            personnel=personnel,
            described=described,
            minutes=minutes,
            confirm_minutes=confirm,
        )
    )
    assert bool(decision.questions) == (decision.outcome is ManualOutcome.ASK)
    if decision.outcome is ManualOutcome.CONFIRM_ONLY:
        assert right is Entitlement.ACCESS
        assert (minutes, described) == (1081, True)
    if right in {Entitlement.INFORMATION, Entitlement.PORTABILITY, Entitlement.OBJECTION}:
        assert decision.outcome is ManualOutcome.LIFTED


def test_a_negative_estimate_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be negative"):
        decide(ManualRequest(right=Entitlement.ACCESS, nation=Nation.SCOTLAND, decided_on=TODAY, minutes=-1))
