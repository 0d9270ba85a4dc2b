"""What follows from a request to erase, restrict or stop, and from an automated decision, stops at an open question."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.rights import automated, erasure, objection, restriction, search
from muniment.core.rights.automated import AutomatedDecision, AutomatedOutcome
from muniment.core.rights.erasure import ErasureOutcome, ErasureRequest, Extent
from muniment.core.rights.holds import HoldingRequest, hold
from muniment.core.rights.recipients import Recipient, notifications
from muniment.core.values import Regime, Right
from muniment.law import load
from muniment.law.provisions import switches
from muniment.law.rules.contents import Contents
from muniment.law.rules.grounds import AutomatedDecisions, Grounds, Restricted
from muniment.law.rules.processing import Basis
from muniment.law.rules.rights import ClosedList

TODAY = date(2026, 11, 21)
EXCEPTIONS = [entry.code for entry in load.provision("uk_gdpr/refusals/erasure", ClosedList).versions[0].rule.entries]
SAFEGUARDS = [item.code for item in load.provision("uk_gdpr/automated_safeguards", Contents).versions[0].rule.items]
SECTION_31 = "victims-and-prisoners-act-2024-s31"
ANSWER = st.sampled_from([True, False, None])


def given_answers(**answers: bool | None) -> dict[str, bool]:
    return {name.replace("_", "-"): answer for name, answer in answers.items() if answer is not None}


@given(
    needed=ANSWER,
    on_hold=ANSWER,
    exceptions=st.dictionaries(st.sampled_from(EXCEPTIONS), st.sampled_from(Extent)),
)
def test_nothing_is_erased_while_an_exception_a_hold_or_every_ground_is_open(
    needed: bool | None, on_hold: bool | None, exceptions: dict[str, Extent]
) -> None:
    decision = erasure.decide(
        ErasureRequest(
            decided_on=TODAY,
            answers=given_answers(no_longer_necessary=needed),
            exceptions=exceptions,
            on_hold=on_hold,
        )
    )
    if decision.outcome in {ErasureOutcome.ERASE, ErasureOutcome.ERASE_IN_PART}:
        assert needed
        assert on_hold is False
        assert set(exceptions) == set(EXCEPTIONS)
        assert Extent.WHOLE not in exceptions.values()
    assert bool(decision.questions) == (decision.outcome is ErasureOutcome.ASK)


def test_the_seventh_ground_is_off_until_the_council_holds_it_to_be_in_force() -> None:
    assert SECTION_31 in switches(load.every_provision().values())
    with pytest.raises(UsageError, match="'malicious-person' is no question"):
        erasure.decide(ErasureRequest(decided_on=TODAY, answers={"malicious-person": True}))
    on = {SECTION_31: date(2026, 9, 1)}
    switched = erasure.decide(ErasureRequest(decided_on=TODAY, answers={"malicious-person": True}, commenced=on))
    assert switched.outcome is ErasureOutcome.ASK
    assert switched.receipt.settings_sha256 is not None
    assert "Victims and Prisoners Act 2024 s 31" in switched.receipt.reasons[0].cite


def test_the_six_grounds_are_the_same_in_both_versions() -> None:
    dated, switched = load.provision("uk_gdpr/erasure_grounds", Grounds).versions
    assert switched.rule.grounds[:-1] == dated.rule.grounds


def test_a_ground_without_its_evidence_is_no_help_to_another() -> None:
    on = {SECTION_31: date(2026, 9, 1)}
    allegation = dict.fromkeys(["from-allegation", "malicious-person", "investigated", "no-further-action"], True)
    alone = erasure.decide(ErasureRequest(decided_on=TODAY, answers=allegation, commenced=on))
    assert [one.code for one in alone.questions] == ["conviction-or-order", "allegation", "no-further-action-date"]
    with_another = erasure.decide(
        ErasureRequest(decided_on=TODAY, answers=allegation | {"unlawful": True}, commenced=on)
    )
    assert [one.code for one in with_another.questions] == [*EXCEPTIONS, "on-hold"]


def test_an_exception_that_keeps_data_is_cited() -> None:
    request = ErasureRequest(decided_on=TODAY, answers={"unlawful": True}, exceptions={EXCEPTIONS[-1]: Extent.WHOLE})
    assert erasure.decide(request).receipt.reasons[-1].cite == "UK GDPR art 17(3)(e)"


def test_an_exception_or_evidence_that_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(UsageError, match="'convenience' is no exception"):
        erasure.decide(ErasureRequest(decided_on=TODAY, exceptions={"convenience": Extent.WHOLE}))
    with pytest.raises(UsageError, match="'rumour' is no evidence"):
        erasure.decide(ErasureRequest(decided_on=TODAY, recorded=frozenset({"rumour"})))


@pytest.mark.parametrize(
    ("closed_on", "complaints_until"),
    [(date(2026, 10, 31), None), (date(2026, 11, 30), date(2026, 11, 29)), (None, date(2026, 10, 31))],
)
def test_a_hold_with_impossible_dates_is_refused(closed_on: date | None, complaints_until: date | None) -> None:
    request = HoldingRequest(
        right=Right.ACCESS, received_on=date(2026, 11, 1), closed_on=closed_on, complaints_until=complaints_until
    )
    with pytest.raises(UsageError, match="Check"):
        hold(request, today=TODAY)


def test_restriction_speaks_of_acts_and_rights_that_the_core_knows() -> None:
    rule = load.provision("uk_gdpr/restricted_data", Restricted).versions[0].rule
    assert {*rule.free, *rule.blocked} <= set(restriction.Act)
    grounds = load.provision("uk_gdpr/restriction_grounds", Grounds).versions[0].rule.grounds
    assert {ground.automatic_for for ground in grounds} - {None} <= set(Right)


@given(act=st.sampled_from(restriction.Act), recorded=st.booleans(), ground=st.sampled_from([None, "claims"]))
def test_restricted_data_are_only_stored_unless_a_ground_is_on_record(
    act: restriction.Act, recorded: bool, ground: str | None
) -> None:
    outcome = restriction.may_do(act=act, ground=ground, recorded=recorded, processed_on=TODAY).outcome
    if outcome is restriction.ActOutcome.ALLOW and act is not restriction.Act.STORAGE:
        assert recorded
        assert ground == "claims"


def test_a_ground_for_use_that_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(UsageError, match="'convenience' is no ground"):
        restriction.may_do(act=restriction.Act.USE, ground="convenience", recorded=True, processed_on=TODAY)


def test_a_person_told_after_the_lifting_was_not_told_before_it() -> None:
    with pytest.raises(UsageError, match="Tell them before it is lifted"):
        restriction.may_lift(told_on=date(2026, 11, 22), lifted_on=TODAY)


def test_no_ground_can_be_set_against_an_objection_to_direct_marketing() -> None:
    marketing = objection.ObjectedTo.DIRECT_MARKETING
    with pytest.raises(UsageError, match=r"Known: none\."):
        objection.decide(objected_to=marketing, answers={"compelling-grounds": True}, decided_on=TODAY)


def test_the_ground_for_research_is_one_of_the_law() -> None:
    entries = load.provision("uk_gdpr/refusals/objection", ClosedList).versions[0].rule.entries
    assert {entry.code for entry in entries} >= objection.FOR_RESEARCH


def test_an_objection_that_is_weighed_cites_the_restriction_meanwhile() -> None:
    decision = objection.decide(objected_to=objection.ObjectedTo.OTHER, answers={}, decided_on=TODAY)
    assert ["art 18(1)" in reason.cite for reason in decision.receipt.reasons] == [False, True, True]


@given(
    involved=ANSWER,
    significant=ANSWER,
    special=ANSWER,
    consent=ANSWER,
    basis=st.sampled_from([None, *Basis]),
    safeguards=st.sets(st.sampled_from(SAFEGUARDS)),
)
def test_no_automated_decision_is_allowed_past_an_open_question_a_bar_or_a_missing_safeguard(
    *,
    involved: bool | None,
    significant: bool | None,
    special: bool | None,
    consent: bool | None,
    basis: Basis | None,
    safeguards: set[str],
) -> None:
    decision = automated.decide(
        AutomatedDecision(
            decided_on=TODAY,
            answers=given_answers(human_involved=involved, significant=significant, explicit_consent=consent),
            basis=basis,
            special_category=special,
            safeguards=frozenset(safeguards),
        )
    )
    if decision.outcome is AutomatedOutcome.ALLOWED:
        assert (involved, significant) == (False, True)
        assert basis not in {None, Basis.RECOGNISED_LEGITIMATE_INTEREST}
        assert special is False or consent
        assert safeguards == set(SAFEGUARDS)
    if decision.outcome is AutomatedOutcome.NOT_COVERED:
        assert involved or significant is False
    assert bool(decision.questions) == (decision.outcome is AutomatedOutcome.ASK)


def test_the_barred_basis_is_one_of_the_data_map() -> None:
    rule = load.provision("uk_gdpr/automated_decisions", AutomatedDecisions).versions[0].rule
    assert set(rule.barred_bases) <= set(Basis)


def test_before_the_new_rules_the_gap_is_named() -> None:
    with pytest.raises(NoLawInForce, match="article 22 of the GDPR, which stood before them, is not held here"):
        automated.decide(AutomatedDecision(decided_on=date(2026, 2, 4)))


def test_a_safeguard_or_a_mark_of_review_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="'website' is no safeguard"):
        automated.decide(AutomatedDecision(decided_on=TODAY, safeguards=frozenset({"website"})))
    with pytest.raises(UsageError, match="'polite' is no mark of a review"):
        automated.missing_from_review(met=["polite"], decided_on=TODAY)


@pytest.mark.parametrize(
    ("recipients", "why"),
    [
        ([Recipient(key="a"), Recipient(key="a", excuse="impossible")], "stands twice"),
        ([Recipient(key="a", notified_on=date(2026, 11, 1))], "before it was done"),
        ([Recipient(key="a", excuse="tedious")], "'tedious' is no excuse"),
    ],
)
def test_recipients_that_cannot_be_as_they_are_given_are_refused(recipients: list[Recipient], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        notifications(recipients, right=Right.ERASURE, done_on=date(2026, 11, 2))


def test_a_receipt_never_names_the_recipient() -> None:
    (one,) = notifications([Recipient(key="ward-7")], right=Right.ERASURE, done_on=TODAY)
    assert one.key == "ward-7"
    assert "ward-7" not in str(one.decision.receipt)


@pytest.mark.parametrize("regime", Regime)
def test_a_search_that_is_not_on_record_is_never_enough(regime: Regime) -> None:
    decision = search.decide(
        search.Search(received_on=TODAY, decided_on=TODAY, regime=regime, further_is_unreasonable=True)
    )
    assert decision.outcome is search.SearchOutcome.ASK
    assert len(decision.questions) == 10
    with pytest.raises(UsageError, match="'guess' is no entry"):
        search.decide(search.Search(received_on=TODAY, decided_on=TODAY, recorded=frozenset({"guess"})))
