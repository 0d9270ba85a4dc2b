"""A screening says nothing less than 'required' before it is whole, and is refused when it cannot be true."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.duties.screening import Answer, Screened, form, screen
from muniment.core.errors import UsageError

DAY = date(2026, 11, 21)
CODES = [one.code for one in form(decided_on=DAY).questions()]
ORDER = [Screened.NOT_REQUIRED, Screened.RECOMMENDED, Screened.REQUIRED]


def answers(yes: set[str]) -> dict[str, Answer]:
    return {code: Answer(yes=code in yes, reason="as found") for code in CODES}


@given(st.sets(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_one_more_yes_never_calls_for_less(yes: set[str], more: str) -> None:
    before = screen(answers(yes), decided_on=DAY).outcome
    after = screen(answers(yes | {more}), decided_on=DAY).outcome
    assert ORDER.index(after) >= ORDER.index(before)


@given(st.sets(st.sampled_from(CODES)), st.sets(st.sampled_from(CODES), min_size=1))
def test_an_unanswered_question_never_gives_less_than_required(yes: set[str], unanswered: set[str]) -> None:
    given_ = {code: answer for code, answer in answers(yes).items() if code not in unanswered}
    assert screen(given_, decided_on=DAY).outcome in {Screened.REQUIRED, Screened.ASK}


def test_an_answer_without_a_reason_is_no_answer() -> None:
    given_ = answers(set()) | {"tracking": Answer(yes=False, reason=" ")}
    screened = screen(given_, decided_on=DAY, signed_off_on=DAY)
    assert screened.outcome is Screened.ASK
    assert [question.code for question in screened.questions] == ["tracking"]


def test_the_receipt_lists_answers_and_no_reason_that_an_officer_wrote() -> None:
    given_ = answers({"tracking"}) | {"large-scale": Answer(yes=True, reason="Jo Bloggs says so")}
    receipt = screen(given_, decided_on=DAY, signed_off_on=DAY).receipt
    facts = {fact.name: fact.value for fact in receipt.facts}
    assert (facts["tracking"], facts["physical-harm"], facts["signed off"]) == ("yes", "no", "2026-11-21")
    assert "Bloggs" not in repr(receipt)
    assert receipt.answer == "Yes: it is required."
    assert any("tracking" in reason.text and "ICO" in reason.cite for reason in receipt.reasons)


def test_a_question_that_the_screening_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="'traking' is no question of the screening"):
        screen({"traking": Answer(yes=False, reason="as found")}, decided_on=DAY)


def test_a_sign_off_before_the_screening_is_refused() -> None:
    with pytest.raises(UsageError, match=r"Signed off on 2026-11-20, before the screening on 2026-11-21"):
        screen(answers(set()), decided_on=DAY, signed_off_on=date(2026, 11, 20))
