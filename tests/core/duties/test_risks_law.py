"""The codes of the law on risk are those that the core knows, and nothing of it is left out."""

from datetime import date

import pytest

from muniment.core.duties import breach_telling, marketing, screening, transfers
from muniment.core.duties.optout import LINE_ENDS
from muniment.core.duties.severity import Advice
from muniment.law.load import governing
from muniment.law.rules.breaches import BreachPolicy, BreachSeverity, BreachStep, SeverityLevel
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Conditions
from muniment.law.rules.marketing import Channel, MarketingRule
from muniment.law.rules.optout import LineEnd, OptOut
from muniment.law.rules.risks import Likelihood, RiskMatrix, Severity
from muniment.law.rules.transfers import ApprovedDestinations, Mechanism, TransferRule, TransferSafeguards

DAY = date(2026, 11, 21)


def test_the_screening_asks_three_and_ten_and_nine_questions() -> None:
    form = screening.form(decided_on=DAY)
    lengths = [len(form.always.rule.triggers), len(form.listed.rule.triggers), len(form.criteria.rule.criteria)]
    assert lengths == [3, 10, 9]
    codes = [one.code for one in form.questions()]
    assert len(codes) == len(set(codes)) == 22


def test_a_trigger_is_the_same_as_a_criterion_that_there_is() -> None:
    form = screening.form(decided_on=DAY)
    criteria = {one.code for one in form.criteria.rule.criteria}
    assert {one.same_as for one in form.listed.rule.triggers if one.same_as} <= criteria
    assert [one.code for one in form.listed.rule.triggers if one.alone and one.same_as] == []


def test_the_matrix_has_a_cell_for_each_severity_and_likelihood() -> None:
    cells = governing("ico/dpia_risk_matrix", RiskMatrix, decided_on=DAY).rule.cells
    assert len(cells) == 9
    assert {(one.severity, one.likelihood) for one in cells} == {(a, b) for a in Severity for b in Likelihood}


def test_the_policy_recommends_a_step_for_each_level_that_the_core_can_give() -> None:
    steps = governing("practice/breach_policy", BreachPolicy, aware_on=DAY).rule.steps
    assert [one.level for one in steps] == list(SeverityLevel)
    assert {step.value for step in BreachStep} | {"ask"} == set(Advice)


def test_the_bands_of_severity_rise_from_nothing() -> None:
    bands = governing("enisa/breach_severity", BreachSeverity, aware_on=DAY).rule.bands
    assert [band.level for band in bands] == list(SeverityLevel)
    assert [band.from_score for band in bands] == [0, 2, 3, 4]


def test_the_exception_that_tells_people_publicly_is_one_of_the_law() -> None:
    exceptions = governing("uk_gdpr/breach_telling", Conditions, aware_on=DAY).rule.conditions
    assert breach_telling.PUBLICLY in {one.code for one in exceptions}


def test_every_channel_and_the_charity_are_known_to_the_rules_on_marketing() -> None:
    rules = [governing(name, MarketingRule, sent_on=DAY).rule for name in marketing.RULES]
    assert {channel for rule in rules for channel in rule.channels} == set(Channel)
    assert marketing.CHARITY in {need.code for rule in rules for one in rule.conditions for need in one.needs}


def test_a_transfer_rests_on_what_the_core_can_judge() -> None:
    rule = governing("uk_gdpr/transfers", TransferRule, processed_on=DAY).rule
    assert set(rule.mechanisms) == set(Mechanism)
    safeguards = governing("uk_gdpr/transfer_safeguards", TransferSafeguards, processed_on=DAY).rule
    assert {one.test for one in safeguards.instruments} == {one.code for one in safeguards.tests}


def test_the_record_of_a_transfer_hangs_on_the_mechanism_that_has_a_test() -> None:
    items = governing("uk_gdpr/transfer_record", Contents, processed_on=DAY).rule.items
    assert {code for item in items for code in item.when} == {Mechanism.SAFEGUARDS.value}


def test_the_circumstances_of_approved_destinations_are_those_that_a_footing_tells() -> None:
    approved = governing(transfers.APPROVED, ApprovedDestinations, processed_on=DAY).rule.destinations
    assert {code for one in approved for need in one.criteria for code in need.when} == {transfers.SPECIAL_CATEGORY}


def test_no_country_is_approved_twice_and_the_economic_area_has_thirty() -> None:
    approved = governing(transfers.APPROVED, ApprovedDestinations, processed_on=DAY).rule.destinations
    countries = [country for one in approved for country in one.countries]
    assert len(countries) == len(set(countries))
    assert {one.code: len(one.countries) for one in approved}["EEA"] == 30


def test_an_exemption_from_the_opt_out_denies_a_criterion_that_there_is() -> None:
    policy = governing("nhs/opt_out", OptOut, processed_on=DAY).rule
    assert {one.denies for one in policy.exemptions if one.denies} == {one.code for one in policy.criteria}


@pytest.mark.parametrize("end", LineEnd)
def test_every_line_end_of_the_law_can_be_written(end: LineEnd) -> None:
    assert LINE_ENDS[end].endswith("\n")
