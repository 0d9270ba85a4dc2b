"""Whoever asks for somebody else has to be entitled to; whatever is not on record stays open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.children import age
from muniment.core.rights.parents import MAY_ASK, Child, Parental, parental_request
from muniment.core.rights.proof import STRENGTH, Channel, Doubt, Proof, Sensitivity, identity_is_enough, proportionate
from muniment.core.rights.requesters import Authority, Requester, RequestFact, Standing, standing, treated
from muniment.core.values import Nation
from muniment.law.load import governing
from muniment.law.rules.rights import ParentalRequest

DAY = date(2026, 7, 1)
EVIDENCE = [item.code for item in governing("ico/parental_request", ParentalRequest, decided_on=DAY).rule.evidence]
MAYBE = st.sampled_from([True, False, None])
CHILDREN = st.builds(
    Child,
    age_years=st.integers(min_value=0, max_value=19),
    nation=st.sampled_from(Nation),
    barred=MAYBE,
    understands=MAYBE,
    authorised=MAYBE,
    best_interests=MAYBE,
)


def test_a_fact_that_is_not_given_counts_as_so() -> None:
    attorney = Authority(evidence=["power", "scope"])
    decision = standing(requester=Requester.ATTORNEY, authority=attorney, received_on=DAY)
    assert decision.outcome is Standing.ASK
    assert [question.code for question in decision.questions] == ["record-registration", "record-capacity-lost"]


def test_whoever_acts_for_another_waits_until_the_council_has_accepted_the_authority() -> None:
    evidence = ["signed-authority", "scope-understood"]
    found = {
        accepted: standing(
            requester=Requester.AGENT, authority=Authority(evidence=evidence, accepted=accepted), received_on=DAY
        ).outcome
        for accepted in (None, True, False)
    }
    assert found == {None: Standing.ASK, True: Standing.RIGHTS_REQUEST, False: Standing.NOT_AUTHORISED}


def test_evidence_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="'word-of-honour' is no evidence"):
        standing(requester=Requester.AGENT, authority=Authority(evidence=["word-of-honour"]), received_on=DAY)


def test_the_receipt_holds_codes_and_dates_only() -> None:
    authority = Authority(evidence=["order", "expiry"], facts={RequestFact.LASTING_POWER: False}, ends_on=DAY)
    receipt = standing(requester=Requester.DEPUTY, authority=authority, received_on=DAY).receipt
    assert [(fact.name, fact.value) for fact in receipt.facts] == [
        ("requester", "deputy"),
        ("lasting-power", "no"),
        ("evidence", "expiry, order"),
        ("authority ends", "2026-07-01"),
    ]


def test_a_day_before_the_election_is_refused() -> None:
    with pytest.raises(UsageError, match="before the election"):
        treated(election_on=DAY, on=DAY - timedelta(days=1))


@given(CHILDREN, st.sets(st.sampled_from(EVIDENCE)))
def test_a_parent_asks_only_when_all_is_on_record_nothing_bars_it_and_a_competent_child_was_heard(
    child: Child, recorded: set[str]
) -> None:
    found = parental_request(child=child, recorded=recorded, decided_on=DAY)
    outcome = found.decision.outcome
    if outcome in MAY_ASK:
        assert recorded == set(EVIDENCE)
        assert child.barred is False
        assert outcome is not Parental.FOR_THE_CHILD or child.understands is False
        assert outcome is not Parental.CHILD_AUTHORISED or child.authorised
        assert outcome is not Parental.BEST_INTERESTS or child.best_interests
    assert bool(found.further_checks) is (outcome in MAY_ASK)
    assert bool(found.decision.questions) is (outcome is Parental.ASK)


def test_a_record_of_a_parent_that_is_not_known_is_refused() -> None:
    child = Child(age_years=4, nation=Nation.SCOTLAND)
    with pytest.raises(UsageError, match="'charm' is no evidence of a parent"):
        parental_request(child=child, recorded=["charm"], decided_on=DAY)


@given(st.dates(date(1920, 1, 1), date(2018, 5, 25)), st.integers(min_value=0, max_value=130))
def test_an_age_is_attained_on_the_birthday_and_not_before(born_on: date, years: int) -> None:
    is_leap = (born_on.month, born_on.day) == (2, 29)
    year = born_on.year + years
    has_the_day = not is_leap or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    birthday = born_on.replace(year=year) if has_the_day else date(year, 3, 1)
    if birthday > date(2018, 5, 25):
        assert age(born_on=born_on, on=birthday) == years
        assert age(born_on=born_on, on=birthday - timedelta(days=1)) == years - 1


def test_an_age_before_the_birth_is_refused() -> None:
    with pytest.raises(UsageError, match="before the birth"):
        age(born_on=DAY, on=DAY - timedelta(days=1))


def test_a_leap_birthday_is_the_day_before_or_after() -> None:
    with pytest.raises(UsageError, match="28 February or on 1 March"):
        age(born_on=date(2012, 2, 29), on=DAY, leap_birthday=(7, 1))


@given(st.sampled_from(Proof), st.sampled_from(Proof))
def test_proof_is_enough_when_it_is_as_strong_as_is_needed(needed: Proof, given_proof: Proof) -> None:
    decision = identity_is_enough(doubt=Doubt(reasonable=True), needed=needed, given=given_proof, received_on=DAY)
    assert (decision.outcome == "enough") is (STRENGTH.index(given_proof) >= STRENGTH.index(needed))


def test_by_default_more_sensitive_data_never_needs_weaker_proof() -> None:
    for channel in Channel:
        needed = [STRENGTH.index(proportionate(sensitivity=one, channel=channel)) for one in Sensitivity]
        assert needed == sorted(needed)
