"""An exemption withholds one item, when every test is met and everything is written down, and never otherwise."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import asked
from muniment.core.rights.exemptions import (
    HOLD_ON,
    RECORD,
    STATED_BY_THE_USE,
    Finding,
    Outcome,
    Use,
    decide,
    missing_from_privilege_record,
    missing_from_record,
)
from muniment.core.rights.gates import GateOutcome
from muniment.core.rights.register import codes, exemption, may_apply
from muniment.core.rights.third_parties import ThirdPartyOutcome
from muniment.core.values import Nation, Right
from muniment.law import load, register
from muniment.law.rules.contents import Contents
from muniment.law.rules.exemptions import AskedBy, RestsOn
from muniment.law.rules.rights import Entitlement

TODAY = date(2026, 11, 21)
CODES = {
    *(
        "CRIME",
        "TAX",
        "CRIME-ONWARD",
        "RISKCLASS",
        "IMMIG",
        "PUBLIC-REG",
        "LEGAL-REQ",
        "LEGAL-PROC",
        "PROTECT",
        "AUDIT",
    ),
    *("CSC-COMPLAINT", "MONITOR", "PARL", "JUDICIAL", "HONOURS", "THIRD-PARTY", "LPP", "SELF-INC", "CORP-FIN", "MGMT"),
    *("NEGOT", "REF", "EXAM-SCRIPT", "EXAM-MARK", "JOURN", "RESEARCH", "ARCHIVE", "HEALTH-HARM", "HEALTH-GATE"),
    *("HEALTH-EXPECT", "HEALTH-COURT", "SW-COURT", "ED-COURT", "SW-HARM", "SW-EXPECT", "SW-REPORTER", "ED-REPORTER"),
    *("ED-HARM", "CHILD-ABUSE", "HFE", "ADOPT", "SEN", "PARENTAL-ORDER", "HEARING", "MANUAL", "NATSEC", "UNFOUNDED"),
    "EXCESSIVE",
}

RULES = [version.rule for provision in register.exemptions().values() for version in provision.versions]
NEVER_LIFTED = {Entitlement.DIRECT_MARKETING, Entitlement.WITHDRAWAL}
CRIME = Use(
    code="CRIME",
    right=Entitlement.ACCESS,
    nation=Nation.ENGLAND_AND_WALES,
    item="housing.tenancies:4711",
    purpose="detection",
    decided_on=TODAY,
)


def test_the_register_holds_every_code_and_no_other() -> None:
    assert sorted(CODES) == list(codes())


def test_each_file_is_named_after_its_code() -> None:
    files = {code: provision.name for code, provision in register.exemptions().items()}
    assert files == {code: f"dpa_2018/exemptions/{code.lower().replace('-', '_')}" for code in codes()}
    assert [exemption(code, decided_on=TODAY).rule.code for code in codes()] == list(codes())


def test_the_words_of_the_register_are_those_that_the_core_knows() -> None:
    assert {nation for rule in RULES for nation in rule.nations} <= set(Nation)
    assert {limit.nation for rule in RULES for limit in rule.ages} == set(Nation)
    assert set(Right) <= {right.value for right in Entitlement}
    assert {right for rule in RULES for right in rule.rights} == set(Entitlement) - NEVER_LIFTED
    assert {right for rule in RULES for test in rule.tests for right in test.when} <= set(Entitlement) - NEVER_LIFTED
    assert set(HOLD_ON) <= set(codes())
    assert {rule.code for rule in RULES if RestsOn.REQUEST in rule.rests_on} <= set(HOLD_ON)
    assert {rule.code for rule in RULES if RestsOn.BALANCE in rule.rests_on} <= set(HOLD_ON)
    record = load.provision(RECORD, Contents).versions[0].rule
    assert {item.code for item in record.items} > STATED_BY_THE_USE
    assert {fact for item in record.items for fact in item.when} <= set(RestsOn)


def test_an_age_limit_is_set_for_every_nation_in_which_parents_are_met() -> None:
    for rule in RULES:
        if AskedBy.PARENT in rule.asked_by:
            assert {limit.nation for limit in rule.ages} == set(rule.nations or Nation)


def test_each_question_of_an_exemption_has_a_code_of_its_own() -> None:
    for rule in RULES:
        asked = [test.code for test in rule.tests]
        assert len(asked) == len(set(asked))


def test_what_can_withhold_has_a_test_and_what_councils_cannot_use_says_why() -> None:
    assert [rule.code for rule in RULES if not rule.tests] == ["EXAM-MARK", "IMMIG"]
    assert [rule.code for rule in RULES if not rule.councils and rule.why_not] == ["IMMIG"]
    assert [rule.code for rule in RULES if not rule.rights_listed] == ["JOURN", "NATSEC"]


@given(
    code=st.sampled_from([code for code in codes() if code not in HOLD_ON]),
    answers=st.lists(st.sampled_from([True, False, None]), min_size=4, max_size=4),
    complete=st.booleans(),
)
def test_nothing_is_withheld_unless_all_is_answered_as_needed_and_written_down(
    code: str, answers: list[bool | None], complete: bool
) -> None:
    rule = exemption(code, decided_on=TODAY).rule
    right = rule.rights[0] if rule.rights else Entitlement.ACCESS
    tests = asked(rule.tests, (right,))
    given_answers = {test.code: answer for test, answer in zip(tests, answers, strict=False) if answer is not None}
    use = Use(
        code=code,
        right=right,
        nation=Nation(rule.nations[0]) if rule.nations else Nation.ENGLAND_AND_WALES,
        item="1",
        decided_on=TODAY,
        purpose=rule.purposes[0] if rule.purposes else None,
        asked_by=rule.asked_by[0] if rule.asked_by else None,
        age_years=3,
        ends_on=TODAY,
        answers=given_answers,
    )
    if complete:
        use = replace(use, recorded=frozenset(item.code for item in missing_from_record(use)))
    decision = decide(use)
    if decision.outcome is Outcome.WITHHOLD:
        assert complete
        assert given_answers == {test.code: test.needed for test in tests}
    if decision.outcome is Outcome.RELEASE:
        assert any(given_answers[test.code] != test.needed for test in tests if test.code in given_answers)
    assert bool(decision.questions) == (decision.outcome is Outcome.ASK)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'CRIMES' is no exemption of the register, .* Known: ADOPT, "):
        decide(replace(CRIME, code="CRIMES"))


@pytest.mark.parametrize("code", HOLD_ON)
def test_what_a_function_of_its_own_decides_is_never_answered_here(code: str) -> None:
    use = used(code)
    for test in exemption(code, decided_on=TODAY).rule.tests:
        with pytest.raises(UsageError, match=f"'{test.code}' is no question"):
            decide(replace(use, answers={test.code: test.needed}))
    another: Finding = ThirdPartyOutcome.WITHHOLD if code == "HEALTH-HARM" else GateOutcome.WITHHOLD
    if not isinstance(HOLD_ON[code][0], type(another)):
        with pytest.raises(UsageError, match="does not bear on"):
            decide(replace(use, found=another))


@pytest.mark.parametrize(
    ("code", "released_on"),
    [
        ("UNFOUNDED", {"manifestly-excessive", "neither", "not-enough"}),
        ("EXCESSIVE", {"manifestly-unfounded", "neither", "not-enough"}),
        ("THIRD-PARTY", {"disclose"}),
        ("HEALTH-HARM", {"release"}),
        ("HEALTH-GATE", {"release"}),
        ("SW-REPORTER", {"release"}),
        ("ED-REPORTER", {"release"}),
    ],
)
def test_an_item_is_released_only_on_a_finding_and_withheld_only_with_a_record(
    code: str, released_on: set[str]
) -> None:
    use = used(code)
    outcomes = {found: decide(replace(use, found=found)).outcome for found in (None, *type(HOLD_ON[code][0]))}
    assert {found for found, outcome in outcomes.items() if outcome is Outcome.RELEASE} == released_on
    assert set(outcomes.values()) == {Outcome.ASK, Outcome.RELEASE}


def used(code: str) -> Use:
    nations = exemption(code, decided_on=TODAY).rule.nations
    return replace(CRIME, code=code, purpose=None, nation=Nation(nations[0]) if nations else CRIME.nation)


def test_a_finding_is_no_answer_to_an_exemption_that_an_officer_answers() -> None:
    with pytest.raises(UsageError, match="does not bear on the exemption CRIME"):
        decide(replace(CRIME, found=GateOutcome.WITHHOLD))


def test_the_receipt_says_what_was_found() -> None:
    receipt = decide(replace(used("HEALTH-HARM"), found=GateOutcome.WITHHOLD)).receipt
    assert {fact.name: fact.value for fact in receipt.facts}["found"] == "withhold"


@pytest.mark.parametrize("item", ["", "  ", "*", "all", "All"])
def test_a_whole_file_is_never_withheld(item: str) -> None:
    with pytest.raises(UsageError, match="never a whole file"):
        decide(replace(CRIME, item=item))


@pytest.mark.parametrize(
    ("use", "slip"),
    [
        (replace(CRIME, answers={"prejudice": True}), "'prejudice' is no question of the exemption CRIME"),
        (replace(CRIME, purpose="taxation"), "'taxation' is no purpose"),
        (replace(CRIME, recorded=frozenset({"fact"})), "'fact' is no entry of the record"),
        (replace(CRIME, purpose="investigation", decided_on=date(2025, 8, 19)), "'investigation' is no purpose"),
    ],
)
def test_a_slip_of_the_pen_is_no_answer(use: Use, slip: str) -> None:
    with pytest.raises(UsageError, match=slip):
        decide(use)


def test_the_receipt_cites_the_law_and_never_names_the_item() -> None:
    answers = {"processed-for-purpose": True, "prejudice-likely": True, "causal-link": True}
    use = replace(CRIME, answers=answers)
    use = replace(use, recorded=frozenset(item.code for item in missing_from_record(use)))
    receipt = decide(use).receipt
    assert receipt.answer.startswith("Yes: this item may be withheld")
    assert "Sch 2 para 2(1)(a)-(b)" in receipt.reasons[0].cite
    assert receipt.law_sha256 == load.sha256()
    assert "4711" not in str(receipt)
    assert {fact.name: fact.value for fact in receipt.facts}["causal-link"] == "yes"


def test_why_an_exemption_is_closed_is_said() -> None:
    assert "Only the Secretary of State" in decide(replace(CRIME, code="IMMIG", purpose=None)).receipt.answer
    scottish = replace(CRIME, code="SW-REPORTER", purpose=None)
    assert "not law in England and Wales" in decide(scottish).receipt.answer


def test_no_exemption_is_listed_that_would_then_be_closed() -> None:
    for right in Entitlement:
        for nation in Nation:
            for version in may_apply(right=right, nation=nation, decided_on=TODAY).exemptions:
                use = replace(CRIME, code=version.rule.code, right=right, nation=nation, purpose=None)
                assert decide(use).outcome is Outcome.ASK


def test_an_unknown_entry_of_the_privilege_record_is_refused() -> None:
    with pytest.raises(UsageError, match="'reasons' is no entry"):
        missing_from_privilege_record(recorded=["reasons"], decided_on=TODAY)
