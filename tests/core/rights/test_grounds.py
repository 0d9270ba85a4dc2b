"""A ground holds when every test is answered as it needs to be; what is not answered settles nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.errors import UsageError
from muniment.core.rights.grounds import settle, standing
from muniment.law.rules.exemptions import Criterion, Ground

FIRST = Criterion(code="first", text="Is the first so?")
SECOND = Criterion(code="second", text="Is the second so?", needed=False)
GROUND = Ground(code="both", text="Both are as they must be.", cite="An Act s 1", tests=(FIRST, SECOND))


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


def test_an_answer_to_what_is_not_asked_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'third' is no question that is asked here\. Known here: first, second\."):
        standing((GROUND,), {"third": True})


def test_a_ground_that_cannot_hold_any_more_asks_nothing_more() -> None:
    found = standing((GROUND,), {"first": False})
    assert (found.met, found.open) == ((), ())
