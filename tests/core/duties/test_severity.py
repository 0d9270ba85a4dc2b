"""The severity of a breach stays in its range, and a score never decides over a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.duties.severity import Advice, BreachFacts, DataAffected, Flag, recommend, severity
from muniment.core.errors import UsageError
from muniment.law.load import governing
from muniment.law.rules.breaches import BreachSeverity, BreachStep

DAY = date(2026, 11, 21)
METHOD = governing("enisa/breach_severity", BreachSeverity, aware_on=DAY).rule


@st.composite
def breaches(draw: st.DrawFn) -> BreachFacts:
    def code(degrees: tuple[object, ...]) -> str:
        return str(getattr(draw(st.sampled_from(degrees)), "code"))  # noqa: B009 (several shapes have a code)

    contexts = draw(st.lists(st.sampled_from(METHOD.contexts), min_size=1, max_size=3))
    data = tuple(
        DataAffected(
            context=one.code,
            adjustments=tuple(draw(st.lists(st.sampled_from([two.code for two in one.adjustments]), max_size=2))),
        )
        for one in contexts
    )
    return BreachFacts(
        data=data,
        ease=code(METHOD.ease),
        confidentiality=code(METHOD.confidentiality),
        integrity=code(METHOD.integrity),
        availability=code(METHOD.availability),
        malicious=draw(st.booleans()),
        people=draw(st.none() | st.integers(min_value=0, max_value=300)),
        unintelligible=draw(st.booleans()),
    )


@given(breaches())
def test_a_score_is_the_sum_of_its_parts_and_stays_in_its_range(breach: BreachFacts) -> None:
    scored = severity(breach, aware_on=DAY)
    assert 1 <= scored.data_points <= 4
    assert 0 <= scored.circumstance_points <= 2
    assert scored.score == scored.data_points * scored.ease_points + scored.circumstance_points


@given(breaches(), st.sampled_from([None, True, False]))
def test_nothing_is_only_recorded_without_a_reasoned_view_that_a_risk_is_unlikely(
    breach: BreachFacts, unlikely: bool | None
) -> None:
    for decided in (None, BreachStep.RECORD_ONLY):
        advice = recommend(severity(breach, aware_on=DAY), risk_unlikely=unlikely, decided=decided, aware_on=DAY)
        assert advice.outcome is not Advice.RECORD_ONLY or unlikely is True


@given(breaches(), st.sampled_from(BreachStep))
def test_what_a_person_decided_with_reasons_is_never_overridden(breach: BreachFacts, decided: BreachStep) -> None:
    advice = recommend(severity(breach, aware_on=DAY), risk_unlikely=True, decided=decided, aware_on=DAY)
    assert advice.outcome.value == decided.value
    assert advice.questions == ()


@given(breaches())
def test_what_nobody_decided_yet_is_an_open_question(breach: BreachFacts) -> None:
    assert recommend(severity(breach, aware_on=DAY), aware_on=DAY).questions != ()


NEWSLETTER = BreachFacts(
    data=(DataAffected(context="simple"),),
    ease="significant",
    confidentiality="known-recipients",
    integrity="no-misuse",
    availability="easily-recovered",
    malicious=False,
)


def test_people_who_were_not_counted_are_flagged() -> None:
    assert severity(NEWSLETTER, aware_on=DAY).flags == (Flag.PEOPLE_NOT_COUNTED,)


def test_the_receipt_shows_the_sum() -> None:
    receipt = severity(NEWSLETTER, aware_on=DAY).receipt
    assert receipt.answer == "Low, at a score of 1. None, or a few inconveniences."
    assert receipt.reasons[0].text.endswith("1 x 0.75 + 0.25 = 1.")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("data", (), "No kind of data is given"),
        ("data", (DataAffected(context="secret"),), "'secret' is no kind of data"),
        ("data", (DataAffected(context="simple", adjustments=("full-detail",)),), "is no adjustment of simple data"),
        ("ease", "easy", "'easy' is no degree of ease"),
        ("integrity", "lost", "'lost' is no degree of integrity"),
    ],
)
def test_what_the_method_does_not_know_is_refused(field: str, value: object, why: str) -> None:
    facts = {name: getattr(NEWSLETTER, name) for name in NEWSLETTER.__slots__} | {field: value}
    with pytest.raises(UsageError, match=why):
        severity(BreachFacts(**facts), aware_on=DAY)
