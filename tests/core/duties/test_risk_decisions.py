"""Decisions on risk, transfers, marketing and cookies fail closed, and say why."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.duties import assessments, breach_telling, breaches, cookies, marketing, transfers
from muniment.core.duties.assessments import Consultation, GoLive
from muniment.core.errors import UsageError
from muniment.law import register
from muniment.law.load import governing
from muniment.law.rules.criteria import Conditions
from muniment.law.rules.marketing import Channel, Subscriber
from muniment.law.rules.risks import RiskLevel
from muniment.law.rules.transfers import Mechanism

DAY = date(2026, 11, 21)
EXCEPTIONS = governing("pecr/cookies", Conditions, processed_on=DAY).rule.conditions
EXEMPTIONS = {
    code: [f"{code.lower()}-{test.code}" for test in provision.versions[-1].rule.tests]
    for code, provision in register.exemptions().items()
    if code in {"CRIME", "JOURN", "MANUAL", "NATSEC", "PARL", "TAX"}
}
MESSAGE = marketing.Message(channel=Channel.ELECTRONIC_MAIL, subscriber=Subscriber.INDIVIDUAL)
SAFEGUARDS = transfers.Footing(mechanism=Mechanism.SAFEGUARDS, destination="IN", instrument="idta")


@given(st.lists(st.sampled_from(RiskLevel)), st.sampled_from(Consultation))
def test_nothing_goes_live_with_a_high_risk_that_nobody_was_consulted_on_or_while_consulting(
    residual: list[RiskLevel], consultation: Consultation
) -> None:
    outcome = assessments.may_go_live(residual, consultation=consultation, decided_on=DAY).outcome
    if outcome is GoLive.MAY:
        assert residual
        assert consultation is not Consultation.CONSULTING
        assert RiskLevel.HIGH not in residual or consultation is Consultation.ADVISED


def test_the_gate_says_why_it_is_shut() -> None:
    receipt = assessments.may_go_live([RiskLevel.HIGH], decided_on=DAY).receipt
    assert receipt.answer == "No: a residual risk is high, so the Commissioner is consulted first."
    assert {fact.name: fact.value for fact in receipt.facts} == {
        "highest residual risk": "high",
        "consultation": "none",
    }


@given(st.data(), st.sampled_from(EXCEPTIONS))
def test_nothing_is_stored_unless_every_need_of_the_exception_is_met(data: st.DataObject, claimed: object) -> None:
    exception = next(one for one in EXCEPTIONS if one is claimed)
    codes = [need.code for need in exception.needs]
    answers = data.draw(st.dictionaries(st.sampled_from(codes), st.booleans()))
    outcome = cookies.may_store(exception=exception.code, answers=answers, processed_on=DAY).outcome
    assert (outcome is cookies.Storing.MAY) == all(answers.get(code) for code in codes)


def test_an_exception_that_the_law_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="'legitimate-interests' is no exception of PECR"):
        cookies.may_store(exception="legitimate-interests", answers={}, processed_on=DAY)


def test_an_answer_that_the_claimed_exception_does_not_ask_for_is_refused() -> None:
    with pytest.raises(UsageError, match="'consented' is no question of PECR Sch A1 para 5"):
        cookies.may_store(exception="statistics", answers={"consented": True}, processed_on=DAY)


def test_nobody_answers_for_the_sender_whether_it_is_a_charity() -> None:
    with pytest.raises(UsageError, match="'sender-is-charity' is no question of the rules on direct marketing"):
        marketing.may_send(MESSAGE, answers={"sender-is-charity": True}, sent_on=DAY)


def test_marketing_of_which_nothing_is_known_is_not_sent() -> None:
    sending = marketing.may_send(MESSAGE, answers={}, sent_on=DAY)
    assert sending.outcome is marketing.Sending.ASK
    assert [question.code for question in sending.questions] == ["promotes", "directed", "necessary-for-public-task"]


def test_an_objection_stands_on_the_list_of_its_channel_only() -> None:
    listed = [
        marketing.Suppression(
            identifier_hash="ab12", channel=Channel.POST, objected_on=date(2018, 5, 25), source="letter"
        )
    ]
    assert marketing.is_suppressed(listed, identifier_hash="ab12", channel=Channel.POST)
    assert not marketing.is_suppressed(listed, identifier_hash="ab12", channel=Channel.ELECTRONIC_MAIL)
    assert not marketing.is_suppressed(listed, identifier_hash="cd34", channel=Channel.POST)


def test_the_ceiling_of_penalties_is_said_in_words() -> None:
    answer = marketing.penalty_ceiling(processed_on=DAY).receipt.answer
    assert answer == "Up to £17,500,000, or 4% of turnover where that is more."


@pytest.mark.parametrize("instrument", [None, "handshake"])
def test_safeguards_need_an_instrument_that_the_law_knows(instrument: str | None) -> None:
    footing = transfers.Footing(mechanism=Mechanism.SAFEGUARDS, destination="IN", instrument=instrument)
    with pytest.raises(UsageError, match="is no instrument of UK GDPR art"):
        transfers.may_transfer(footing, answers={}, processed_on=DAY)


def test_an_arrangement_is_not_made_after_the_transfer_that_rests_on_it() -> None:
    footing = transfers.Footing(mechanism=Mechanism.SAFEGUARDS, destination="IN", made_on=date(2026, 11, 22))
    with pytest.raises(UsageError, match="made on 2026-11-22, after the transfer on 2026-11-21"):
        transfers.may_transfer(footing, answers={}, processed_on=DAY)


def test_a_transfer_of_which_nothing_is_known_is_not_made() -> None:
    decided = transfers.may_transfer(SAFEGUARDS, answers={}, processed_on=DAY)
    assert decided.outcome is transfers.Transfer.ASK
    assert [question.code for question in decided.questions] == [
        *("in-place", "test-documented", "test-met"),
        *("rest-complied-with", "not-restricted"),
    ]


def test_a_destination_that_is_not_on_the_list_is_refused_with_the_reason() -> None:
    footing = transfers.Footing(mechanism=Mechanism.APPROVED, destination="IN")
    decided = transfers.may_transfer(footing, answers={"rest-complied-with": True}, processed_on=DAY)
    assert "This destination is not on the list." in decided.receipt.reasons[-1].text


def test_an_answer_that_no_exception_asks_for_is_refused() -> None:
    with pytest.raises(UsageError, match="'encrypted' is no question of UK GDPR art 34"):
        breach_telling.telling_people(answers={"encrypted": True}, high_risk=True, aware_on=DAY, decided_on=DAY)


@given(st.sampled_from(breaches.Capacity), st.sampled_from([None, True, False]))
def test_a_breach_is_only_recorded_when_somebody_said_that_a_risk_is_unlikely(
    capacity: breaches.Capacity, unlikely: bool | None
) -> None:
    outcome = breaches.reporting(capacity=capacity, risk_unlikely=unlikely, aware_on=DAY).outcome
    assert outcome is not breaches.Reporting.RECORD_ONLY or unlikely is True
    assert (outcome is breaches.Reporting.TELL_CONTROLLER) == (capacity is breaches.Capacity.PROCESSOR)


def test_a_report_of_which_nobody_said_whether_it_is_late_is_not_held_to_be_whole() -> None:
    items = ("nature", "categories-of-people", "number-of-people", "categories-of-records", "number-of-records")
    present = (*items, "contact", "consequences", "measures")
    checked = breaches.check_report(present=present, late=None, aware_on=DAY)
    assert checked.outcome.value == "ask"


@given(st.dictionaries(st.sampled_from([test for tests in EXEMPTIONS.values() for test in tests]), st.booleans()))
def test_an_exemption_keeps_people_from_being_told_only_when_each_of_its_tests_is_met(answers: dict[str, bool]) -> None:
    lifted = any(all(answers.get(test) for test in tests) for tests in EXEMPTIONS.values())
    for required in (True, False):
        decided = breach_telling.telling_people(
            answers=answers, high_risk=True, required_by_commissioner=required, aware_on=DAY, decided_on=DAY
        )
        assert (decided.outcome is breach_telling.Telling.NEED_NOT) == lifted


def test_each_exemption_that_may_lift_the_duty_to_tell_people_is_asked_about() -> None:
    questions = breach_telling.telling_people(answers={}, high_risk=True, aware_on=DAY, decided_on=DAY).questions
    asked = [question.code for question in questions]
    assert asked[:-3] == [test for tests in EXEMPTIONS.values() for test in tests]
    assert asked[-3:] == ["data-unintelligible", "risk-removed", "effort-disproportionate"]


@pytest.mark.parametrize("destination", ["Mr Smith in France", "fr", "", "EEA-ISH"])
def test_a_destination_that_is_neither_a_country_nor_a_code_is_refused(destination: str) -> None:
    with pytest.raises(UsageError, match="is no country by its two letters, or approved kind of recipient"):
        transfers.may_transfer(replace(SAFEGUARDS, destination=destination), answers={}, processed_on=DAY)
