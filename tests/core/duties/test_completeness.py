"""What is required is never thought present, and what is open never passes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.duties.completeness import Completeness, ContentsCheck, check, conditions_of
from muniment.core.errors import UsageError
from muniment.core.values import Fact
from muniment.law.load import governing
from muniment.law.rules.contents import Contents

DAY = date(2026, 11, 21)
NOTICE = governing("uk_gdpr/privacy_notice_direct", Contents, sent_on=DAY)
CODES = [item.code for item in NOTICE.rule.items]
CONDITIONS = sorted(conditions_of(NOTICE))
RANK = {Completeness.INCOMPLETE: 0, Completeness.ASK: 1, Completeness.COMPLETE: 2}


def checked(present: set[str], answers: dict[str, bool]) -> ContentsCheck:
    return check(NOTICE, of="the notice", present=present, on=DAY, answers=answers)


@given(
    present=st.sets(st.sampled_from(CODES)),
    answers=st.dictionaries(st.sampled_from(CONDITIONS), st.booleans()),
    more=st.sampled_from(CODES),
)
def test_a_thing_that_says_more_is_never_less_complete(present: set[str], answers: dict[str, bool], more: str) -> None:
    before, after = checked(present, answers), checked(present | {more}, answers)
    assert RANK[before.outcome] <= RANK[after.outcome]
    assert set(after.missing) <= set(before.missing)


@given(present=st.sets(st.sampled_from(CODES)), answers=st.dictionaries(st.sampled_from(CONDITIONS), st.booleans()))
def test_every_question_that_is_open_can_be_answered_under_its_code(
    present: set[str], answers: dict[str, bool]
) -> None:
    asked = {question.code for question in checked(present, answers).questions}
    assert asked.isdisjoint(answers)
    assert checked(present, answers | dict.fromkeys(asked, False)).questions == ()


@given(present=st.sets(st.sampled_from(CODES)))
def test_complete_means_that_nothing_required_is_absent(present: set[str]) -> None:
    found = checked(present, dict.fromkeys(CONDITIONS, True))
    assert (found.outcome is Completeness.COMPLETE) == ({item.code for item in found.required} <= present)


@pytest.mark.parametrize(("present", "answers"), [({"N99"}, {}), (set(), {"transfer": True})])
def test_a_code_that_is_not_known_is_refused_with_those_that_are(present: set[str], answers: dict[str, bool]) -> None:
    with pytest.raises(UsageError, match="not known to the notice") as refused:
        checked(present, answers)
    assert "Give codes of these" in str(refused.value)


def test_each_missing_item_is_a_reason_with_its_own_cite() -> None:
    receipt = checked(set(), dict.fromkeys(CONDITIONS, False)).receipt
    assert "UK GDPR art 13(2)(ca)" in [reason.cite for reason in receipt.reasons]
    assert receipt.law_as_at == DAY


def test_the_receipt_holds_codes_and_answers_only() -> None:
    facts = checked({"N01"}, {"transfers": True}).receipt.facts
    assert facts == (Fact(name="present", value="N01"), Fact(name="transfers", value="yes"))
