"""Criteria hold when each is answered as it needs to be; what is not answered settles nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import (
    answered,
    asked,
    called,
    questions,
    reason,
    refuse_unknown,
    said,
    settle,
    standing,
)
from muniment.core.values import Fact
from muniment.law.load import governing
from muniment.law.rules.criteria import Condition, Criterion
from muniment.law.rules.grounds import Grounds

FIRST = Criterion(code="first", text="Is the first so?")
SECOND = Criterion(code="second", text="Is the second so?", cite="An Act s 2", needed=False)
THIRD = Criterion(code="third", text="Is the third so?", when=("explicit",))
BOTH = Condition(code="both", text="Both are as they must be.", needs=(FIRST, SECOND))
ONE = Condition(code="one", text="The third is so.", needs=(Criterion(code="third", text="Is the third so?"),))
LAW = governing("uk_gdpr/erasure_grounds", Grounds, decided_on=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({}, None),
        ({"first": True}, None),
        ({"first": False}, False),
        ({"second": True}, False),
        ({"first": True, "second": False}, True),
        ({"first": True, "second": True}, False),
    ],
)
def test_one_contrary_answer_settles_it_and_a_missing_one_leaves_it_open(
    answers: dict[str, bool], holds: bool | None
) -> None:
    assert settle((FIRST, SECOND), answers).holds is holds


@given(st.dictionaries(st.sampled_from(["first", "second"]), st.booleans()))
def test_another_answer_never_reopens_what_is_settled(answers: dict[str, bool]) -> None:
    settled = settle((FIRST, SECOND), answers).holds
    for code in ("first", "second"):
        for answer in (True, False):
            if settled is not None:
                assert settle((FIRST, SECOND), {code: answer} | answers).holds is settled


@given(st.dictionaries(st.sampled_from(["first", "second", "third"]), st.booleans()), st.booleans())
def test_open_failed_and_held_never_stand_together(answers: dict[str, bool], explicit: bool) -> None:
    settled = settle((FIRST, SECOND, THIRD), answers, ("explicit",) if explicit else ())
    assert [settled.holds is False, settled.holds is None] == [bool(settled.failed), bool(settled.open)]


def test_a_criterion_is_asked_only_where_a_fact_calls_for_it() -> None:
    assert asked((FIRST, THIRD)) == (FIRST,)
    assert asked((FIRST, THIRD), ("explicit", "other")) == (FIRST, THIRD)
    assert settle((FIRST, THIRD), {"first": True}).holds is True
    assert settle((FIRST, THIRD), {"first": True}, ("explicit",)).open == (THIRD,)


def test_any_one_way_is_enough_and_then_nothing_more_is_asked() -> None:
    found = standing((BOTH, ONE), {"third": True})
    assert (found.met, found.open, found.holds) == ((ONE,), (), True)


def test_a_way_that_cannot_be_met_any_more_asks_nothing_more() -> None:
    assert standing((BOTH,), {"first": False}).holds is False
    assert standing((BOTH, ONE), {"first": False}).open == ONE.needs
    assert standing((BOTH, ONE), {"first": False}).holds is None


def test_where_there_is_no_way_none_is_met() -> None:
    assert standing((), {}).holds is False


def test_codes_that_are_not_known_are_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as refused:
        refuse_unknown("question of An Act s 1", {"fourth": True, "first": True, "fifth": False}, ("second", "first"))
    assert str(refused.value) == (
        "'fifth, fourth' is no question of An Act s 1, as held for that day, so nothing can be decided from it. "
        "Known: second, first. Give one of these codes."
    )
    with pytest.raises(UsageError, match=r"Known: none\."):
        refuse_unknown("question", ("first",), ())


def test_what_is_called_by_its_code_is_found_or_refused() -> None:
    assert called("way", "one", (BOTH, ONE)) is ONE
    with pytest.raises(UsageError, match=r"'three' is no way, .* Known: both, one\."):
        called("way", "three", (BOTH, ONE))


def test_a_question_cites_its_own_law_before_that_of_its_version() -> None:
    first, second = questions(LAW, (FIRST, SECOND))
    assert (first.code, first.cite, second.cite) == ("first", LAW.cite, "An Act s 2")
    assert [reason(LAW, "So.").cite, reason(LAW, "So.", "An Act s 2").cite] == [LAW.cite, "An Act s 2"]


def test_an_answer_that_is_not_given_is_no_fact() -> None:
    assert said("first", None) == ()
    assert answered({"second": False, "first": True}) == (
        Fact(name="first", value="yes"),
        Fact(name="second", value="no"),
    )
