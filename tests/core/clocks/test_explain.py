"""A due date comes with a receipt that says why, by which law, and how sure that is."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.clocks.explain import Explained, answer_by, explain
from muniment.core.clocks.response import dates
from muniment.core.values import Fact, Nation, Reason, Receipt, Regime, Right
from muniment.law import load
from tests.core.clocks.courses import courses

LAST = date(2028, 12, 31)
RECEIVED = Received(on=date(2026, 10, 1))
ASKED = Asked(what=Awaited.CLARIFICATION, on=date(2026, 10, 6))
CLARIFIED = Supplied(what=Awaited.CLARIFICATION, on=date(2026, 10, 15))
IDENTITY = Asked(what=Awaited.IDENTITY, on=date(2026, 10, 2))
EXTENDED = Extended(on=date(2026, 10, 20), reason=ExtensionReason.COMPLEX)
TOO_LATE = Extended(on=date(2026, 11, 20), reason=ExtensionReason.COMPLEX)


def explained(*events: Event, today: date = date(2026, 10, 20), right: Right = Right.ACCESS) -> Explained:
    return explain(events, right=right, calendar=calendar(Nation.ENGLAND_AND_WALES), today=today)


@pytest.mark.parametrize(
    ("events", "today", "answer"),
    [
        ([RECEIVED], date(2026, 10, 20), "Answer by Monday 2 November 2026."),
        ([RECEIVED], date(2026, 11, 3), "The answer was due by Monday 2 November 2026: it is 1 day late."),
        ([RECEIVED, ASKED, CLARIFIED], date(2026, 10, 20), "Answer by Wednesday 11 November 2026."),
        (
            [RECEIVED, ASKED],
            date(2026, 10, 20),
            "No date yet: the clock is paused until the council has clarification "
            "(asked for on Tuesday 6 October 2026).",
        ),
        (
            [RECEIVED, IDENTITY, ASKED],
            date(2026, 10, 20),
            "No date yet: the time to answer has not begun until the council has proof of identity "
            "(asked for on Friday 2 October 2026).",
        ),
        (
            [RECEIVED, Answered(on=date(2026, 11, 2))],
            date(2026, 12, 1),
            "It was answered on Monday 2 November 2026, in time: it was due by Monday 2 November 2026.",
        ),
        (
            [RECEIVED, Answered(on=date(2026, 11, 5))],
            date(2026, 12, 1),
            "It was answered on Thursday 5 November 2026, 3 days late: it was due by Monday 2 November 2026.",
        ),
        (
            [RECEIVED, IDENTITY, Answered(on=date(2026, 11, 5))],
            date(2026, 12, 1),
            "It was answered on Thursday 5 November 2026, before a date by which it was due was settled.",
        ),
    ],
)
def test_the_answer_is_one_clear_sentence(events: list[Event], today: date, answer: str) -> None:
    assert explained(*events, today=today).receipts[0].answer == answer


def test_the_reasons_say_what_was_counted_left_out_and_rolled() -> None:
    receipt = explained(Received(on=date(2026, 11, 24)), today=date(2026, 11, 30)).receipts[0]
    assert [reason.cite.split(",")[0] for reason in receipt.reasons] == [
        "UK GDPR arts 12(3) and 12A(1)-(2)",
        "ICO",
        "Regulation (EEC",
    ]
    paused = explained(
        Received(on=date(2026, 11, 24)),
        Asked(what=Awaited.CLARIFICATION, on=date(2026, 11, 30)),
        Supplied(what=Awaited.CLARIFICATION, on=date(2026, 12, 2)),
        today=date(2026, 12, 3),
    ).receipts[0]
    assert paused.reasons[-1].text.endswith(
        "Counted from Tuesday 24 November 2026, 1 month ends on Thursday 24 December 2026; with 3 days left out, on "
        "Sunday 27 December 2026. Sunday 27 December 2026, Monday 28 December 2026 (Boxing Day, substitute day): no "
        "working days in England and Wales, so the end is Tuesday 29 December 2026."
    )
    assert any("asked for on Monday 30 November 2026 and came on" in reason.text for reason in paused.reasons)
    assert all(reason.url.startswith("https://") for reason in paused.reasons)


def test_what_was_written_from_memory_says_so() -> None:
    confidence = {reason.cite: reason.confidence for reason in explained(RECEIVED).receipts[0].reasons}
    assert set(confidence.values()) == {"read", "from-memory"}
    assert next(v for cite, v in confidence.items() if "1182/71" in cite) == "from-memory"


def test_a_receipt_names_the_law_and_holds_dates_and_categories_only() -> None:
    receipt = explained(RECEIVED, ASKED, CLARIFIED, EXTENDED).receipts[0]
    assert receipt.law_as_at == date(2026, 10, 1)
    assert receipt.law_sha256 == load.sha256()
    assert receipt.facts == (
        Fact(name="right", value="access"),
        Fact(name="regime", value="uk-gdpr"),
        Fact(name="nation", value="england-and-wales"),
        Fact(name="received", value="2026-10-01"),
        Fact(name="clarification asked", value="2026-10-06"),
        Fact(name="clarification received", value="2026-10-15"),
        Fact(name="extended", value="2026-10-20"),
        Fact(name="extension reason", value="complex"),
    )


def test_a_receipt_of_what_is_late_names_the_day_that_is_asked_as_at() -> None:
    late, answered = (
        explained(RECEIVED, *events, today=date(2026, 11, 3)) for events in ((), (Answered(on=date(2026, 11, 3)),))
    )
    as_at = Fact(name="asked as at", value="2026-11-03")
    assert [as_at in found.receipts[0].facts for found in (late, answered)] == [True, False]


def test_an_extension_has_a_receipt_of_its_own() -> None:
    _, valid = explained(RECEIVED, EXTENDED).receipts
    assert valid.question == "Was the time to answer extended?"
    assert valid.answer == "Yes: the person was told of it, with a reason, by Monday 2 November 2026."
    _, invalid = explained(RECEIVED, TOO_LATE, today=date(2026, 11, 20)).receipts
    assert invalid.answer == (
        "No: the person must be told by Monday 2 November 2026, with a reason of the law (complex or number). "
        "The first limit stands."
    )
    assert "art 12A(3)" in invalid.reasons[0].cite


def test_clarification_of_another_right_is_said_to_pause_nothing() -> None:
    receipt = explained(RECEIVED, ASKED, right=Right.ERASURE).receipts[0]
    assert receipt.answer == "Answer by Monday 2 November 2026."
    assert any(reason.text.endswith("It pauses nothing, because this is another right.") for reason in receipt.reasons)


def test_explaining_gives_the_same_dates_as_listing() -> None:
    courses: list[list[Event]] = [[RECEIVED], [RECEIVED, ASKED, CLARIFIED, EXTENDED], [RECEIVED, IDENTITY]]
    for events in courses:
        listed = dates(
            events, right=Right.ACCESS, calendar=calendar(Nation.ENGLAND_AND_WALES), today=date(2026, 10, 20)
        )
        assert explained(*events).dates == listed


def test_the_plain_question_has_a_plain_answer() -> None:
    plain = answer_by(right=Right.ACCESS, received_on=date(2026, 11, 25), nation=Nation.ENGLAND_AND_WALES)
    assert plain.due_on == date(2026, 12, 29)
    assert plain.receipt.answer == "Answer by Tuesday 29 December 2026."
    extra = date(2026, 12, 29)
    local = answer_by(
        right=Right.ACCESS, received_on=date(2026, 11, 25), nation=Nation.ENGLAND_AND_WALES, extra_holidays=[extra]
    )
    assert local.due_on == date(2026, 12, 30)
    assert "Tuesday 29 December 2026 (local holiday)" in local.receipt.reasons[-1].text
    assert local.receipt.facts[-1] == Fact(name="local holiday", value="2026-12-29")


def read_again(written: str) -> Receipt:
    """The receipt that was written as JSON."""
    values = json.loads(written)
    parts = {
        "reasons": tuple(Reason(**reason) for reason in values["reasons"]),
        "facts": tuple(Fact(**fact) for fact in values["facts"]),
        "law_as_at": date.fromisoformat(values["law_as_at"]),
    }
    return Receipt(**(values | parts))


@given(courses(), st.sampled_from(Right), st.sampled_from(Nation))
def test_a_receipt_of_any_course_written_as_json_reads_the_same(
    events: list[Event], right: Right, nation: Nation
) -> None:
    found = explain(events, right=right, calendar=calendar(nation, [date(2026, 7, 20)]), today=date(2028, 12, 31))
    for receipt in found.receipts:
        assert read_again(json.dumps(asdict(receipt), default=date.isoformat)) == receipt


@given(courses(), st.data())
def test_the_receipts_do_not_depend_on_the_order_in_which_events_are_told(
    events: list[Event], data: st.DataObject
) -> None:
    assert explained(*data.draw(st.permutations(events)), today=LAST) == explained(*events, today=LAST)


def test_a_receipt_names_the_regime_and_rests_on_its_law() -> None:
    part_3 = answer_by(
        right=Right.ACCESS,
        received_on=date(2026, 11, 21),
        nation=Nation.SCOTLAND,
        regime=Regime.LAW_ENFORCEMENT,
    )
    assert part_3.due_on == date(2026, 12, 21)
    assert Fact(name="regime", value="part-3") in part_3.receipt.facts
    assert part_3.receipt.reasons[0].cite.startswith("DPA 2018 s 54")
    assert not any("12A" in reason.cite for reason in part_3.receipt.reasons)
