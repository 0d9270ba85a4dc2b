"""What is required is never thought present, and what is open never passes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import (
    Completeness,
    ContentsCheck,
    called_for,
    check,
    facts_of,
    missing_items,
    to_record,
)
from muniment.core.values import Fact
from muniment.law.load import governing
from muniment.law.rules.contents import Contents, Item

DAY = date(2026, 11, 21)
NOTICE = governing("uk_gdpr/privacy_notice_direct", Contents, sent_on=DAY)
CODES = [item.code for item in NOTICE.rule.items]
FACTS = sorted(facts_of(NOTICE.rule.items))
RANK = {Completeness.INCOMPLETE: 0, Completeness.ASK: 1, Completeness.COMPLETE: 2}


def checked(present: set[str], answers: dict[str, bool]) -> ContentsCheck:
    return check(NOTICE, of="the notice", present=present, on=DAY, answers=answers)


@given(
    present=st.sets(st.sampled_from(CODES)),
    answers=st.dictionaries(st.sampled_from(FACTS), st.booleans()),
    more=st.sampled_from(CODES),
)
def test_a_thing_that_says_more_is_never_less_complete(present: set[str], answers: dict[str, bool], more: str) -> None:
    before, after = checked(present, answers), checked(present | {more}, answers)
    assert RANK[before.outcome] <= RANK[after.outcome]
    assert set(after.missing) <= set(before.missing)


@given(present=st.sets(st.sampled_from(CODES)), answers=st.dictionaries(st.sampled_from(FACTS), st.booleans()))
def test_every_question_that_is_open_can_be_answered_under_its_code(
    present: set[str], answers: dict[str, bool]
) -> None:
    asked = {question.code for question in checked(present, answers).questions}
    assert asked.isdisjoint(answers)
    assert checked(present, answers | dict.fromkeys(asked, False)).questions == ()


@given(present=st.sets(st.sampled_from(CODES)))
def test_complete_means_that_nothing_required_is_absent(present: set[str]) -> None:
    found = checked(present, dict.fromkeys(FACTS, True))
    assert (found.outcome is Completeness.COMPLETE) == ({item.code for item in found.required} <= present)


@pytest.mark.parametrize(("present", "answers"), [({"N99"}, {}), (set(), {"transfer": True})])
def test_a_code_that_is_not_known_is_refused_with_those_that_are(present: set[str], answers: dict[str, bool]) -> None:
    with pytest.raises(UsageError, match=r"is no (item of|fact on which) the notice.*Give one of these codes"):
        checked(present, answers)


@given(
    answers=st.dictionaries(st.sampled_from(FACTS), st.booleans()),
    forgotten=st.sets(st.sampled_from(FACTS)),
)
def test_knowing_less_never_calls_for_less_and_never_asks_less(answers: dict[str, bool], forgotten: set[str]) -> None:
    fewer = {fact: so for fact, so in answers.items() if fact not in forgotten}
    knowing, guessing = checked(set(), answers), checked(set(), fewer)
    assert set(knowing.called_for) <= set(guessing.called_for)
    assert {one.code for one in knowing.questions} <= {one.code for one in guessing.questions}


@given(present=st.sets(st.sampled_from(CODES)), answers=st.dictionaries(st.sampled_from(FACTS), st.booleans()))
def test_what_has_all_that_is_called_for_is_complete(present: set[str], answers: dict[str, bool]) -> None:
    called = {item.code for item in checked(present, answers).called_for}
    assert checked(called, answers).outcome is Completeness.COMPLETE


def test_what_hangs_on_an_open_fact_is_asked_for_and_not_held_to_be_missing() -> None:
    settled = dict.fromkeys(FACTS, False)
    open_fact = {fact: so for fact, so in settled.items() if fact != "transfers"}
    present = {item.code for item in checked(set(), settled).required}
    found = checked(present, open_fact)
    assert (found.outcome, found.missing) == (Completeness.ASK, ())
    assert [question.code for question in found.questions] == ["transfers"]
    assert found.receipt.answer.startswith("Not settled: whether this is called for too: N0")
    assert "No. Missing: N01. Not settled" in checked(present - {"N01"}, open_fact).receipt.answer


def test_a_fact_is_asked_for_in_its_own_words_where_there_are_such() -> None:
    found = check(NOTICE, of="the notice", on=DAY, worded={"transfers": "Does any of it go abroad?"})
    asked = {question.code: question.text for question in found.questions}
    assert asked["transfers"] == "Does any of it go abroad?"
    assert asked["recipients"].startswith("Does this apply here: recipients? If so, this is needed: ")


ALWAYS = Item(code="always", text="What is always said.", cite="An Act s 1")
ADVICE = Item(code="advice", text="What is well said.", practice=True)
ABROAD = Item(code="abroad", text="Where it goes.", when=("transfers", "copies"))


def test_one_fact_is_enough_to_call_for_an_item_and_an_unknown_one_counts_as_so() -> None:
    assert called_for((ALWAYS, ABROAD), {"transfers": False, "copies": True}) == (ALWAYS, ABROAD)
    assert called_for((ALWAYS, ABROAD), {"transfers": False}) == (ALWAYS, ABROAD)
    assert called_for((ALWAYS, ABROAD), {"transfers": False, "copies": False}) == (ALWAYS,)


def test_good_practice_is_missing_only_where_it_is_asked_for() -> None:
    assert missing_items("item", (ALWAYS, ADVICE), ()) == (ALWAYS,)
    assert missing_items("item", (ALWAYS, ADVICE), ("always",), practice=True) == (ADVICE,)
    with pytest.raises(UsageError, match="'allways' is no item"):
        missing_items("item", (ALWAYS, ADVICE), ("allways",))


def test_what_is_to_be_recorded_is_asked_for_with_its_own_cite() -> None:
    first, second = to_record(NOTICE, (ALWAYS, ADVICE), prefix="weigh")
    assert (first.code, first.text, first.cite) == ("weigh-always", "Record this: What is always said.", "An Act s 1")
    assert second.cite == NOTICE.cite


def test_each_missing_item_is_a_reason_with_its_own_cite() -> None:
    receipt = checked(set(), dict.fromkeys(FACTS, False)).receipt
    assert "UK GDPR art 13(2)(ca)" in [reason.cite for reason in receipt.reasons]
    assert receipt.law_as_at == DAY


def test_the_receipt_holds_codes_and_answers_only() -> None:
    facts = checked({"N01"}, {"transfers": True}).receipt.facts
    assert facts == (Fact(name="present", value="N01"), Fact(name="transfers", value="yes"))
