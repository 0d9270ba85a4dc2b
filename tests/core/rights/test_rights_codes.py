"""The codes of the law files on rights are exactly those that the core knows."""

from collections.abc import Iterable
from typing import Any

import pytest

from muniment.core.judgement.contents import facts_of
from muniment.core.rights import law_enforcement, refusals
from muniment.core.rights.answers import ASKED, NO_ANSWER, AnswerFact
from muniment.core.rights.bases import ANSWERS
from muniment.core.rights.children import FILES as COMPETENCE
from muniment.core.rights.deceased import DeceasedRoute
from muniment.core.rights.requesters import FILES as REQUESTERS
from muniment.core.rights.requesters import Requester, RequestFact, Standing
from muniment.core.rights.unfounded import POWERS
from muniment.core.values import Nation, Regime
from muniment.law import load, register
from muniment.law.rules.contents import Item
from muniment.law.rules.processing import Basis
from muniment.law.rules.rights import Applies, Entitlement, Limb, Route

ON_BASES = [one for one in Entitlement if one is not Entitlement.BREACH_NOTICE]


def rules(name: str) -> list[Any]:
    return [version.rule for version in load.read_named(name).versions]


def files(folder: str) -> set[str]:
    return {name.rpartition("/")[2] for name in load.names() if name.startswith(f"{folder}/")}


def facts(items: Iterable[Item]) -> set[str]:
    return set(facts_of(items))


@pytest.mark.parametrize("entitlement", ON_BASES)
def test_each_row_of_the_matrix_has_one_cell_for_each_basis(entitlement: Entitlement) -> None:
    for rule, version in zip(
        rules(f"uk_gdpr/bases/{entitlement.file}"),
        load.read_named(f"uk_gdpr/bases/{entitlement.file}").versions,
        strict=True,
    ):
        held = [basis for cell in rule.cells for basis in cell.bases]
        assert rule.right == entitlement
        assert len(held) == len(set(held))
        if version.in_force_to is None:
            assert set(held) == set(Basis)


def test_each_right_has_its_files_and_no_file_is_without_a_right() -> None:
    every = {entitlement.file for entitlement in Entitlement}
    assert files("uk_gdpr/bases") == {entitlement.file for entitlement in ON_BASES}
    assert files("uk_gdpr/answers") == every - {entitlement.file for entitlement in NO_ANSWER}
    assert files("uk_gdpr/refusals") == every - {entitlement.file for entitlement in refusals.NOT_ASKED_FOR}


def test_each_outcome_of_the_matrix_has_its_answer() -> None:
    assert set(ANSWERS) == set(Applies)


def test_the_facts_of_answers_are_known_and_each_has_its_question() -> None:
    names = [name for name in load.names() if name.startswith("uk_gdpr/answers/")]
    assert {fact for name in names for rule in rules(name) for fact in facts(rule.items)} == set(AnswerFact)
    assert set(ASKED) == set(AnswerFact)


def test_the_facts_of_the_letters_are_known() -> None:
    for rule in rules("uk_gdpr/refusal_letter"):
        assert facts(rule.items) == {*refusals.LETTER_FACTS, "confirming-is-harmless"}
    for rule in rules("dpa_2018/part_3/refusal_letter"):
        assert facts(rule.items) == set(law_enforcement.LETTER_FACTS)


def test_each_requester_has_a_file_with_a_route_and_facts_that_are_known() -> None:
    assert set(REQUESTERS) == set(Requester)
    found = [(requester, rule) for requester, name in REQUESTERS.items() for rule in rules(name)]
    assert all(rule.requester == requester for requester, rule in found)
    assert {fact for _, rule in found for fact in facts(rule.evidence)} == set(RequestFact)
    assert {rule.route for _, rule in found} == set(Route)
    assert {route.value for route in Route} <= {one.value for one in Standing}


def test_the_routes_to_the_records_of_the_dead_are_known() -> None:
    for rule in rules("dpa_2018/requesters/deceased"):
        assert [entry.code for entry in rule.entries] == list(DeceasedRoute)


def test_a_fee_has_the_grounds_that_are_known() -> None:
    for rule in rules("uk_gdpr/fees"):
        assert {entry.code for entry in rule.entries} == {*Limb, "further-copies"}


def test_the_competence_of_children_is_held_for_each_nation() -> None:
    assert set(COMPETENCE) == set(Nation)
    for nation, name in COMPETENCE.items():
        assert all(nation in rule.nations for rule in rules(name))


def test_the_nations_of_further_checks_are_known_and_each_check_stands_once_a_nation() -> None:
    for rule in rules("ico/parental_request"):
        pairs = [(check.code, nation) for check in rule.further_checks for nation in check.nations]
        assert len(pairs) == len(set(pairs))
        assert {nation for _, nation in pairs} == set(Nation)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        ("child-abuse-data", "CHILD-ABUSE"),
        ("health-expectation", "HEALTH-EXPECT"),
        ("social-work-expectation", "SW-EXPECT"),
    ],
)
def test_what_is_checked_for_a_parent_has_the_ages_of_its_exemption(check: str, code: str) -> None:
    for parental in rules("ico/parental_request"):
        ages = {
            (nation, one.below_age) for one in parental.further_checks if one.code == check for nation in one.nations
        }
        for exemption in register.exemptions()[code].versions:
            assert ages == {(limit.nation, limit.under) for limit in exemption.rule.ages}


def test_the_rights_of_part_3_are_known() -> None:
    for rule in rules("dpa_2018/part_3/rights"):
        assert {one.right for one in rule.rights} <= set(Entitlement)


def test_each_regime_has_a_power_over_abuse() -> None:
    assert set(POWERS) == set(Regime)


@pytest.mark.parametrize(
    ("name", "number"),
    [("uk_gdpr/identity", 2), ("ico/parental_request", 2), ("dpa_2018/part_3/restriction_grounds", 2)],
)
def test_a_version_has_as_many_judgements_as_are_asked(name: str, number: int) -> None:
    assert all(len(version.judgement) == number for version in load.read_named(name).versions)
