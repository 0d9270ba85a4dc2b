"""A basis that is barred, unknown or unanswered carries nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.duties.compatibility import Compatible, NewPurpose, compatible
from muniment.core.duties.councils import Authority, public_authority, yearly_charge
from muniment.core.duties.lawfulness import Activity, Standing, check_basis
from muniment.core.errors import UsageError
from muniment.law.rules.processing import Basis, CouncilKind

DAY = date(2026, 11, 21)
BARRED = (Basis.LEGITIMATE_INTERESTS, Basis.RECOGNISED_LEGITIMATE_INTEREST)
EVERYTHING = frozenset(
    {
        *("consent-record", "contract", "provision", "emergency", "statute", "section", "necessity"),
        *("no-automated-decision", "interests-assessment"),
    }
)


@given(
    basis=st.sampled_from(BARRED),
    council=st.sampled_from(CouncilKind),
    public_task=st.sampled_from([True, False, None]),
    foi_authority=st.sampled_from([True, False, None]),
)
def test_a_barred_basis_never_stands_for_a_public_authority_or_while_that_is_open(
    basis: Basis, council: CouncilKind, public_task: bool | None, foi_authority: bool | None
) -> None:
    activity = Activity(
        basis=basis, council=council, public_task=public_task, foi_authority=foi_authority, recorded=EVERYTHING
    )
    if basis is Basis.RECOGNISED_LEGITIMATE_INTEREST:
        activity = replace(activity, condition="crime", answers={"necessary": True})
    authority = public_authority(
        council=council, public_task=public_task, processed_on=DAY, foi_authority=foi_authority
    ).outcome
    expected = {Authority.YES: Standing.REFUSED, Authority.ASK: Standing.ASK}.get(authority, Standing.STANDS)
    assert check_basis(activity, processed_on=DAY).outcome is expected


@pytest.mark.parametrize("basis", Basis)
def test_no_basis_stands_with_nothing_recorded(basis: Basis) -> None:
    activity = Activity(basis=basis, council=CouncilKind.PARISH, public_task=True)
    assert check_basis(activity, processed_on=DAY).outcome is Standing.INCOMPLETE


@pytest.mark.parametrize("council", CouncilKind)
def test_a_public_task_that_nobody_has_said_to_be_one_is_asked_and_does_not_stand(council: CouncilKind) -> None:
    found = check_basis(
        Activity(basis=Basis.PUBLIC_TASK, council=council, recorded=frozenset({"statute", "section"})),
        processed_on=DAY,
    )
    assert found.outcome is Standing.ASK
    assert [question.text.split(",")[0] for question in found.questions] == [
        "Is what the council does here a task in the public interest"
    ]
    assert [fact.value for fact in found.receipt.facts if fact.name == "recorded"] == ["section", "statute"]


def test_a_refusal_says_why_and_asks_nothing_more() -> None:
    found = check_basis(
        Activity(basis=Basis.LEGITIMATE_INTERESTS, council=CouncilKind.COUNTY, public_task=True), processed_on=DAY
    )
    assert found.receipt.answer == "No: a public authority may not use it in the performance of its tasks."
    assert found.questions == ()
    assert "Data Protection Act 2018 s 7" in [reason.cite for reason in found.receipt.reasons]


@pytest.mark.parametrize(
    "activity",
    [
        Activity(basis=Basis.CONTRACT, council=CouncilKind.COUNTY, condition="crime"),
        Activity(basis=Basis.CONTRACT, council=CouncilKind.COUNTY, answers={"necessary": True}),
        Activity(basis=Basis.PUBLIC_TASK, council=CouncilKind.COUNTY, recorded=frozenset({"statutes"})),
        Activity(basis=Basis.RECOGNISED_LEGITIMATE_INTEREST, council=CouncilKind.TOWN, condition="crimes"),
        Activity(
            basis=Basis.RECOGNISED_LEGITIMATE_INTEREST,
            council=CouncilKind.TOWN,
            condition="crime",
            answers={"vulnerable": True},
        ),
    ],
)
def test_what_does_not_belong_to_a_basis_is_refused_not_overlooked(activity: Activity) -> None:
    with pytest.raises(UsageError, match=r"is no .*, as held for that day"):
        check_basis(activity, processed_on=DAY)


def test_a_tier_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="tier-4"):
        yearly_charge(tier="tier-4", due_on=DAY)


@pytest.mark.parametrize("ground", ["consent", "research", "compliance", "annex-2", "public-interest", None])
def test_no_ground_that_sets_criteria_is_met_without_answers(ground: str | None) -> None:
    found = compatible(NewPurpose(ground=ground, collected_on_consent=False), processed_on=DAY)
    assert found.outcome is (Compatible.COMPATIBLE if ground == "compliance" else Compatible.ASK)
    assert bool(found.questions) == (found.outcome is Compatible.ASK)


def test_a_factor_that_was_not_considered_is_asked_though_the_officer_has_concluded() -> None:
    answers = {"link": True, "context": True, "nature": False, "consequences": True, "safeguards": True}
    found = compatible(
        NewPurpose(ground=None, collected_on_consent=False, answers=answers, weighed_compatible=True),
        processed_on=DAY,
    )
    assert found.outcome is Compatible.ASK


@pytest.mark.parametrize(
    "purpose",
    [
        NewPurpose(ground="whim", collected_on_consent=False),
        NewPurpose(ground="annex-2", annex_2="whim", collected_on_consent=False),
        NewPurpose(ground="research", annex_2="crime", collected_on_consent=False),
        NewPurpose(ground="compliance", collected_on_consent=False, answers={"necessary": True}),
        NewPurpose(ground=None, collected_on_consent=False, answers={"necessary": True}),
    ],
)
def test_a_ground_condition_or_answer_that_is_not_known_is_refused(purpose: NewPurpose) -> None:
    with pytest.raises(UsageError, match=r"is no .*, as held for that day"):
        compatible(purpose, processed_on=DAY)
