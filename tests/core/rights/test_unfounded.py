"""No request is held to be an abuse, and no fee charged, without what the law wants for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.fees import Charge, Costs, charge, within
from muniment.core.rights.unfounded import Abuse, Consideration, consequences, judge
from muniment.core.values import Regime
from muniment.law.load import governing
from muniment.law.rules.rights import Factors, FeeCap, Limb

DAY = date(2026, 7, 1)
KNOWN = governing("ico/unfounded_factors", Factors, decided_on=DAY).rule
LIMBS = {factor.code: factor.limb for factor in KNOWN.factors}
CODES = [*LIMBS, *(one.code for one in KNOWN.not_enough)]
CONSIDERATIONS = st.builds(
    Consideration,
    factors=st.lists(st.sampled_from(CODES), unique=True).map(tuple),
    concluded=st.sampled_from([None, Abuse.UNFOUNDED, Abuse.EXCESSIVE, Abuse.NEITHER]),
)


@given(CONSIDERATIONS, st.sampled_from(Regime))
def test_an_abuse_is_found_only_on_an_officers_conclusion_with_a_factor_of_its_kind_and_a_whole_record(
    consideration: Consideration, regime: Regime
) -> None:
    found = judge(consideration=consideration, regime=regime, decided_on=DAY)
    if found.outcome in {Abuse.UNFOUNDED, Abuse.EXCESSIVE}:
        assert found.outcome is consideration.concluded
        assert Limb(found.outcome) in {LIMBS.get(code) for code in consideration.factors}
        assert consideration.evidence_noted
        assert consideration.decision_maker_recorded
        assert consideration.alternatives_considered
    else:
        assert consequences(abuse=found.outcome, regime=regime, decided_on=DAY) == ()
    assert bool(found.questions) is (found.outcome is Abuse.ASK)


def test_a_factor_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="'dislike' is no factor"):
        judge(consideration=Consideration(factors=("dislike",)), regime=Regime.UK_GDPR, decided_on=DAY)


@pytest.mark.parametrize("concluded", [Abuse.ASK, Abuse.NOT_ENOUGH])
def test_what_only_the_law_can_answer_is_no_conclusion(concluded: Abuse) -> None:
    with pytest.raises(UsageError, match="is no conclusion"):
        judge(consideration=Consideration(concluded=concluded), regime=Regime.UK_GDPR, decided_on=DAY)


def test_the_receipt_names_the_factors_and_what_is_on_record() -> None:
    consideration = Consideration(factors=("campaign",), evidence_noted=True, concluded=Abuse.UNFOUNDED)
    receipt = judge(consideration=consideration, regime=Regime.UK_GDPR, decided_on=DAY).receipt
    assert [(fact.name, fact.value) for fact in receipt.facts] == [
        ("regime", "uk-gdpr"),
        ("factor", "campaign"),
        ("recorded", "factors, evidence"),
        ("concluded", "manifestly-unfounded"),
    ]
    assert [reason.cite.split(",")[0] for reason in receipt.reasons] == [
        "UK GDPR art 12(5)",
        "ICO",
        "UK GDPR art 12(5); ICO",
    ]


COSTS = st.builds(
    Costs,
    pence=st.integers(min_value=1),
    parts=st.sampled_from([("copying",), ("postage", "media")]),
    criteria_published=st.booleans(),
)


@given(st.sampled_from(Abuse), st.booleans(), st.none() | COSTS)
def test_a_fee_has_a_ground_a_reckoning_and_published_criteria(
    abuse: Abuse, further_copies: bool, costs: Costs | None
) -> None:
    decision = charge(abuse=abuse, further_copies=further_copies, costs=costs, decided_on=DAY)
    outcome = decision.outcome
    grounded = further_copies or abuse in {Abuse.UNFOUNDED, Abuse.EXCESSIVE}
    assert (outcome is Charge.REASONABLE_FEE) is (grounded and costs is not None and costs.criteria_published)
    assert (outcome is Charge.FREE) is (not grounded and abuse is not Abuse.ASK)
    assert bool(decision.questions) is (outcome is Charge.ASK)


@pytest.mark.parametrize(
    ("costs", "why"),
    [
        (Costs(pence=500, parts=("deciding",), criteria_published=True), "'deciding' is no part of a fee"),
        (Costs(pence=0, parts=("copying",), criteria_published=True), "A fee of nothing"),
        (Costs(pence=100, parts=(), criteria_published=True), "A fee of nothing, or for nothing"),
    ],
)
def test_a_fee_for_what_may_not_be_charged_is_refused(costs: Costs, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        charge(abuse=Abuse.NEITHER, further_copies=True, costs=costs, decided_on=DAY)


@pytest.mark.parametrize(
    ("cap_pence", "pence", "is_within"), [(None, 10**9, True), (1000, 1000, True), (1000, 1001, False)]
)
def test_a_fee_stays_within_the_cap_where_there_is_one(cap_pence: int | None, pence: int, is_within: bool) -> None:
    assert within(FeeCap(cap_pence=cap_pence), pence) is is_within
