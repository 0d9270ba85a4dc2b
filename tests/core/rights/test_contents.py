"""What a letter must contain is never less for not knowing, and a code that is not known is no excuse."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.answers import AnswerFact, required_in_answer
from muniment.core.rights.bases import Entitlement
from muniment.core.rights.refusals import Telling, refusal_letter

SENT = date(2026, 7, 1)
ANSWERED = [one for one in Entitlement if one not in {Entitlement.INFORMATION, Entitlement.WITHDRAWAL}]
FACTS = st.dictionaries(st.sampled_from(AnswerFact), st.booleans())


@given(st.sampled_from(ANSWERED), FACTS, st.sets(st.sampled_from(AnswerFact)))
def test_knowing_less_never_makes_an_answer_shorter(
    entitlement: Entitlement, facts: dict[AnswerFact, bool], forgotten: set[AnswerFact]
) -> None:
    fewer = {fact: value for fact, value in facts.items() if fact not in forgotten}
    knowing = required_in_answer(entitlement=entitlement, sent_on=SENT, facts=facts)
    guessing = required_in_answer(entitlement=entitlement, sent_on=SENT, facts=fewer)
    assert {item.code for item in knowing.items} <= {item.code for item in guessing.items}
    assert {one.code for one in knowing.questions} <= {one.code for one in guessing.questions}


@given(st.sampled_from(ANSWERED), FACTS)
def test_nothing_is_missing_when_all_that_is_required_is_said(
    entitlement: Entitlement, facts: dict[AnswerFact, bool]
) -> None:
    required = required_in_answer(entitlement=entitlement, sent_on=SENT, facts=facts)
    assert required.missing({item.code for item in required.items}) == ()
    assert all(not item.practice for item in required.missing(()))


def test_a_code_that_is_not_known_is_refused() -> None:
    required = required_in_answer(entitlement=Entitlement.DIRECT_MARKETING, sent_on=SENT, facts={})
    with pytest.raises(UsageError, match=r"'stoped' is no item here\. Known: stopped, suppressed"):
        required.missing(["stoped"])


def test_what_this_case_does_not_call_for_may_be_said_all_the_same() -> None:
    required = required_in_answer(
        entitlement=Entitlement.RECIPIENTS, sent_on=SENT, facts={AnswerFact.RECIPIENTS_ASKED_FOR: False}
    )
    assert [item.code for item in required.others] == ["recipients-named"]
    assert required.missing(["recipients-told", "recipients-named"]) == ()


@pytest.mark.parametrize("entitlement", [Entitlement.INFORMATION, Entitlement.WITHDRAWAL])
def test_a_right_that_no_answer_meets_is_refused_with_what_to_do_instead(entitlement: Entitlement) -> None:
    with pytest.raises(UsageError, match="instead"):
        required_in_answer(entitlement=entitlement, sent_on=SENT, facts={})


def test_the_receipt_says_so_while_something_is_open() -> None:
    assert (
        required_in_answer(
            entitlement=Entitlement.RECIPIENTS, sent_on=SENT, facts={AnswerFact.DISCLOSED: True}
        ).receipt.answer
        == "recipients-told, recipients-named. Not all of it is settled yet."
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
