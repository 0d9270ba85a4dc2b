"""What a letter must contain is never less for not knowing, and a code that is not known is no excuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import Completeness
from muniment.core.rights.answers import NO_ANSWER, AnswerFact, check_answer
from muniment.core.rights.refusals import Telling, refusal_letter
from muniment.law.rules.rights import Entitlement

SENT = date(2026, 7, 1)
ANSWERED = [one for one in Entitlement if one not in NO_ANSWER]
FACTS = st.dictionaries(st.sampled_from(AnswerFact), st.booleans())


@given(st.sampled_from(ANSWERED), FACTS, st.sets(st.sampled_from(AnswerFact)))
def test_knowing_less_never_makes_an_answer_shorter(
    right: Entitlement, facts: dict[AnswerFact, bool], forgotten: set[AnswerFact]
) -> None:
    fewer = {fact: value for fact, value in facts.items() if fact not in forgotten}
    knowing = check_answer(right=right, sent_on=SENT, facts=facts)
    guessing = check_answer(right=right, sent_on=SENT, facts=fewer)
    assert set(knowing.called_for) <= set(guessing.called_for)
    assert {one.code for one in knowing.questions} <= {one.code for one in guessing.questions}


@given(st.sampled_from(ANSWERED), FACTS)
def test_nothing_is_missing_when_all_that_is_called_for_is_said(
    right: Entitlement, facts: dict[AnswerFact, bool]
) -> None:
    first = check_answer(right=right, sent_on=SENT, facts=facts)
    said = {item.code for item in first.called_for}
    again = check_answer(right=right, sent_on=SENT, facts=facts, present=said)
    assert (again.outcome, again.missing, again.questions) == (Completeness.COMPLETE, (), ())


def test_a_code_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'stoped' is no item of the answer, .*Known: stopped, suppressed"):
        check_answer(right=Entitlement.DIRECT_MARKETING, sent_on=SENT, facts={}, present=["stoped"])


def test_what_this_case_does_not_call_for_may_be_said_all_the_same() -> None:
    found = check_answer(
        right=Entitlement.RECIPIENTS,
        sent_on=SENT,
        facts={AnswerFact.DISCLOSED: True, AnswerFact.RECIPIENTS_ASKED_FOR: False},
        present=["recipients-told", "recipients-named"],
    )
    assert [item.code for item in found.called_for] == ["recipients-told"]
    assert found.outcome is Completeness.COMPLETE


@pytest.mark.parametrize("right", NO_ANSWER)
def test_a_right_that_no_answer_meets_is_refused_with_what_to_do_instead(right: Entitlement) -> None:
    with pytest.raises(UsageError, match="instead"):
        check_answer(right=right, sent_on=SENT, facts={})


def test_the_receipt_says_so_while_something_is_open() -> None:
    found = check_answer(right=Entitlement.RECIPIENTS, sent_on=SENT, facts={AnswerFact.DISCLOSED: True})
    assert found.receipt.answer == (
        "No. Missing: recipients-told. Not settled: whether this is called for too: recipients-named."
    )


@pytest.mark.parametrize(
    "telling",
    [
        Telling(exemption_relied_on=False, confirming_prejudices=True),
        Telling(exemption_relied_on=False, reasons_may_be_told=False),
        Telling(exemption_relied_on=False, exemption_may_be_named=False),
    ],
)
def test_only_an_exemption_lets_the_council_keep_silent(telling: Telling) -> None:
    with pytest.raises(UsageError, match="no exemption is relied on"):
        refusal_letter(telling=telling, sent_on=SENT)


@given(st.builds(Telling, exemption_relied_on=st.just(True), confirming_prejudices=st.sampled_from([True, None])))
def test_what_is_held_is_never_shown_before_confirming_is_known_to_be_harmless(telling: Telling) -> None:
    assert refusal_letter(telling=telling, sent_on=SENT).neither_confirm_nor_deny


@given(st.sets(st.sampled_from(["refused", "neither-confirm-nor-deny"])))
def test_whether_confirming_does_harm_is_asked_once_and_never_by_its_opposite(present: set[str]) -> None:
    telling = Telling(exemption_relied_on=True, reasons_may_be_told=True, exemption_may_be_named=True)
    found = refusal_letter(telling=telling, sent_on=SENT, present=present).contents
    assert [question.code for question in found.questions] == ["confirming-prejudices"]


@given(st.sets(st.sampled_from(["refused", "reasons", "exemption"]), min_size=1))
def test_a_letter_that_says_what_must_be_kept_silent_never_passes(present: set[str]) -> None:
    telling = Telling(
        exemption_relied_on=True,
        confirming_prejudices=True,
        reasons_may_be_told=False,
        exemption_may_be_named=False,
    )
    required = refusal_letter(telling=telling, sent_on=SENT).contents.required
    letter = {item.code for item in required}
    assert refusal_letter(telling=telling, sent_on=SENT, present=letter).contents.outcome is Completeness.COMPLETE
    found = refusal_letter(telling=telling, sent_on=SENT, present=letter | present).contents
    assert found.outcome is Completeness.SAYS_TOO_MUCH
    assert {item.code for item in found.excess} == present
    assert found.receipt.answer.startswith("No. It must not say: ")
