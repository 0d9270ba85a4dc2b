"""The codes of the law files are those that the core knows, and no others."""

from datetime import date
from typing import Any

import pytest

from muniment.core.duties.accountability import Assessed, Meets, summary
from muniment.core.duties.complaints import ComplaintOutcome, regulator
from muniment.core.duties.consent import EXPLICIT
from muniment.core.duties.councils import OFFICER
from muniment.core.duties.informing import PUBLISH, Source, check_notice
from muniment.core.duties.lawfulness import PUBLIC_TASKS
from muniment.core.errors import UsageError
from muniment.core.judgement.contents import facts_of
from muniment.law import load
from muniment.law.provisions import Version
from muniment.law.rules import processing as rules
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Conditions, Criteria
from muniment.law.rules.processing import Basis, CouncilKind

DAY = date(2026, 11, 21)
NOTICE_FACTS = {
    *("representative", OFFICER, "recipients", "transfers", "explicit-consent", "automated-decisions", "new-purpose"),
    *("direct-marketing", "joint-controllers", "special-category-or-offence-data"),
}


def versions(name: str, kind: type) -> tuple[Any, ...]:
    return load.provision(name, kind).versions


def facts(version: Version[Contents]) -> set[str]:
    return set(facts_of(version.rule.items))


def test_the_bases_of_the_law_are_those_of_the_core() -> None:
    first, second = versions("uk_gdpr/lawful_bases", rules.LawfulBases)
    added = Basis.RECOGNISED_LEGITIMATE_INTEREST
    assert [basis.code for basis in first.rule.bases] == [basis for basis in Basis if basis is not added]
    assert [basis.code for basis in second.rule.bases] == list(Basis)
    (record,) = versions("uk_gdpr/lawful_basis_record", Contents)
    assert facts(record) == set(Basis)


def test_the_conditions_that_provisions_point_to_are_held() -> None:
    pointed = [
        *(basis.conditions for basis in versions("uk_gdpr/lawful_bases", rules.LawfulBases)[-1].rule.bases),
        *(ground.conditions for ground in versions("uk_gdpr/compatibility", rules.Compatibility)[-1].rule.grounds),
        PUBLIC_TASKS,
    ]
    for name in filter(None, pointed):
        assert load.provision(name, Conditions).versions


@pytest.mark.parametrize("source", Source)
def test_notices_hang_on_facts_that_are_known(source: Source) -> None:
    for version in versions(f"uk_gdpr/privacy_notice_{source.value}", Contents):
        assert facts(version) - set(Basis) == NOTICE_FACTS
    (exceptions,) = versions(f"uk_gdpr/informing_exceptions_{source.value}", Conditions)
    assert {duty for one in exceptions.rule.conditions for duty in one.duties} <= {PUBLISH}


@pytest.mark.parametrize("source", Source)
def test_both_notices_together_have_every_code_from_1_to_21(source: Source) -> None:
    left_out = {Source.DIRECT: {7, 15}, Source.INDIRECT: {16}}[source]
    codes = [item.code for item in versions(f"uk_gdpr/privacy_notice_{source.value}", Contents)[-1].rule.items]
    assert codes == [f"N{number:02}" for number in range(1, 22) if number not in left_out]


def test_contracts_have_every_code_from_1_to_11() -> None:
    (contract,) = versions("uk_gdpr/processor_contract", Contents)
    assert [item.code for item in contract.rule.items] == [f"C{number:02}" for number in range(1, 12)]


def test_the_statuses_outcomes_and_marks_of_the_law_are_those_of_the_core() -> None:
    (framework,) = versions("ico/accountability", rules.Accountability)
    assert framework.rule.statuses == tuple(Meets)
    assert [len(one.expectations) for one in framework.rule.categories] == [
        one.count for one in framework.rule.categories
    ]
    (entry,) = versions("ico/accountability_entry", Contents)
    assert facts(entry) <= set(Meets)
    (outcome,) = versions("dpa_2018/complaint_outcome", Contents)
    assert facts(outcome) == {ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY_UPHELD}
    (validity,) = versions("uk_gdpr/consent_validity", Criteria)
    assert {code for one in validity.rule.criteria for code in one.when} == {EXPLICIT}
    (extras,) = versions("dpa_2018/register_extras", Contents)
    assert facts(extras) == {"retention-not-followed"}


def test_a_notice_without_a_lawful_basis_is_not_checked() -> None:
    with pytest.raises(UsageError, match="Settle the basis first"):
        check_notice(source=Source.DIRECT, council=CouncilKind.COUNTY, bases=(), present=(), answers={}, sent_on=DAY)


def test_what_the_basis_settles_is_not_answered_apart() -> None:
    with pytest.raises(UsageError, match="legitimate-interests"):
        check_notice(
            source=Source.DIRECT,
            council=CouncilKind.TOWN,
            bases=(Basis.LEGITIMATE_INTERESTS,),
            present=(),
            answers={"legitimate-interests": False},
            sent_on=DAY,
        )


def test_an_answer_cannot_talk_a_council_out_of_its_officer() -> None:
    found = check_notice(
        source=Source.DIRECT,
        council=CouncilKind.COUNTY,
        bases=(Basis.CONTRACT,),
        present=(),
        answers={OFFICER: False},
        sent_on=DAY,
    )
    assert "N03" in [item.code for item in found.missing]


@pytest.mark.parametrize(("category", "expectation"), [("trainings", "monitoring"), ("training", "erasure")])
def test_an_expectation_that_the_framework_has_not_is_refused(category: str, expectation: str) -> None:
    with pytest.raises(UsageError, match=r"is no (category|expectation) of the"):
        summary([Assessed(category=category, expectation=expectation, meets=Meets.FULLY)], decided_on=DAY)


def test_the_last_assessment_of_an_expectation_counts() -> None:
    first = Assessed(category="training", expectation="monitoring", meets=Meets.NOT_MEETING)
    last = Assessed(category="training", expectation="monitoring", meets=Meets.FULLY)
    (training,) = (
        part for part in summary([first, last], decided_on=DAY).categories if part.category.code == "training"
    )
    assert training.counts == {
        Meets.FULLY: 1, Meets.PARTIALLY: 0, Meets.NOT_MEETING: 0, Meets.NOT_APPLICABLE: 0
    }  # fmt: skip
    assert len(training.not_assessed) == 4


def test_a_switched_commencement_is_hashed_in_the_receipt() -> None:
    assert regulator(sent_on=DAY).receipt.settings_sha256 is None
    switched = regulator(sent_on=DAY, commenced={"data-use-and-access-act-2025-s119": DAY})
    assert switched.name == "Information Commission"
    assert switched.receipt.settings_sha256
