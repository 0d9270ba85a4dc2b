"""The clocks of duties keep their promises, say why, and refuse what cannot have happened."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.clocks.breaches import breach_clock
from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.complaints import complaint_clock
from muniment.core.clocks.consultations import InformationRequest, consultation_clock
from muniment.core.clocks.indirect_notice import indirect_notice_clock
from muniment.core.clocks.keeping import YearEnd, kept_until
from muniment.core.clocks.opinions import opinion_counts, reporter_clock
from muniment.core.clocks.records import deceased_record_clock, exam_marks_clock, pupil_record_clock
from muniment.core.clocks.training import Change, training_due
from muniment.core.errors import HolidaysNotKnown, SchoolDaysNotKnown, UsageError
from muniment.core.values import Fact, Nation
from muniment.law import load
from muniment.law.rules.clocks import Period, Unit

ENGLAND = calendar(Nation.ENGLAND_AND_WALES)
LONDON = ZoneInfo("Europe/London")
DAY = date(2026, 11, 2)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("acknowledged", "outcome", "today", "answer"),
    [
        (None, None, DAY, "Acknowledge the complaint by Wednesday 2 December 2026."),
        (
            None,
            None,
            date(2026, 12, 4),
            "Acknowledge the complaint: it was due by Wednesday 2 December 2026, and is 2 days late.",
        ),
        (
            date(2026, 12, 3),
            None,
            date(2026, 12, 4),
            "It was acknowledged on Thursday 3 December 2026, 1 day late: it was due by Wednesday 2 December 2026.",
        ),
        (
            None,
            date(2026, 11, 9),
            date(2026, 12, 4),
            "Its outcome, which needs no acknowledgement besides, was sent on Monday 9 November 2026, in time: it was "
            "due by Wednesday 2 December 2026.",
        ),
    ],
)
def test_a_complaint_is_answered_in_one_sentence(
    acknowledged: date | None, outcome: date | None, today: date, answer: str
) -> None:
    clock = complaint_clock(
        received_on=DAY, acknowledged_on=acknowledged, outcome_on=outcome, calendar=ENGLAND, today=today
    )
    assert clock.receipts[0].answer == answer


def test_a_receipt_of_a_duty_says_how_its_days_were_counted_and_by_which_law() -> None:
    (receipt,) = complaint_clock(received_on=date(2026, 11, 25), calendar=ENGLAND, today=date(2026, 11, 25)).receipts
    assert receipt.reasons[-1].text.endswith(
        "Counted from Wednesday 25 November 2026, 30 days end on Friday 25 December 2026. Friday 25 December 2026 "
        "(Christmas Day), Saturday 26 December 2026, Sunday 27 December 2026, Monday 28 December 2026 (Boxing Day, "
        "substitute day): no working days in England and Wales, so the end is Tuesday 29 December 2026."
    )
    assert ["164A" in receipt.reasons[0].cite, "1182/71" in receipt.reasons[-1].cite] == [True, True]
    assert (receipt.law_as_at, receipt.law_sha256) == (date(2026, 11, 25), load.sha256())
    assert json.loads(json.dumps(asdict(receipt), default=date.isoformat))["facts"] == [
        {"name": "nation", "value": "england-and-wales"},
        {"name": "the complaint was received", "value": "2026-11-25"},
    ]


def test_a_local_holiday_moves_the_end_of_a_duty_and_marks_its_receipt() -> None:
    own = calendar(Nation.ENGLAND_AND_WALES, [date(2026, 12, 2)])
    plain, moved = (complaint_clock(received_on=DAY, calendar=kept, today=DAY) for kept in (ENGLAND, own))
    assert (plain.dates.due_on, moved.dates.due_on) == (date(2026, 12, 2), date(2026, 12, 3))
    assert plain.receipts[0].settings_sha256 is None
    assert moved.receipts[0].settings_sha256 is not None


MOMENTS = st.datetimes(datetime(2025, 8, 21), datetime(2030, 12, 31), timezones=st.sampled_from([UTC, LONDON]))  # noqa: DTZ001


@given(MOMENTS)
def test_a_breach_is_due_72_to_73_real_hours_after_it_was_known_whatever_the_clocks_do(aware_at: datetime) -> None:
    dates = breach_clock(aware_at=aware_at, now=aware_at).dates
    assert dates.due_at is not None
    assert dates.safe_at is not None
    real = dates.due_at.astimezone(UTC) - aware_at.astimezone(UTC)
    assert timedelta(hours=72) < real <= timedelta(hours=73)
    assert dates.safe_at.astimezone(UTC) - aware_at.astimezone(UTC) == timedelta(hours=72)
    assert (dates.due_at.minute, dates.due_at.tzinfo) == (0, aware_at.tzinfo)


@given(MOMENTS, st.integers(0, 400))
def test_a_breach_is_late_by_the_hours_begun_after_its_end(aware_at: datetime, hours: int) -> None:
    due = breach_clock(aware_at=aware_at, now=aware_at).dates.due_at
    assert due is not None
    told = (due.astimezone(UTC) + timedelta(hours=hours)).astimezone(aware_at.tzinfo)
    assert breach_clock(aware_at=aware_at, reported_at=told, now=told).dates.hours_late == hours
    later = (told.astimezone(UTC) + timedelta(minutes=1)).astimezone(aware_at.tzinfo)
    assert breach_clock(aware_at=aware_at, now=later).dates.hours_late == hours + 1


def test_a_breach_says_both_ends() -> None:
    aware_at = datetime(2026, 10, 23, 16, 20, tzinfo=LONDON)
    (receipt,) = breach_clock(aware_at=aware_at, now=aware_at).receipts
    assert receipt.answer == "Report the breach to the Commissioner by Monday 26 October 2026, 16:00 GMT."
    assert receipt.reasons[-1].text.endswith("Monday 26 October 2026, 15:20 GMT is in time in every reading.")


def test_a_breach_that_is_long_late_is_so_in_days() -> None:
    aware_at = datetime(2026, 10, 23, 16, 20, tzinfo=LONDON)
    (receipt,) = breach_clock(aware_at=aware_at, now=datetime(2026, 11, 25, 12, tzinfo=LONDON)).receipts
    assert receipt.answer.endswith("and is 29 days late.")


@pytest.mark.parametrize("days", [0, 5, 60])
def test_a_letter_or_disclosure_never_makes_a_notice_due_later(days: int) -> None:
    planned = DAY + timedelta(days=days)
    plain = indirect_notice_clock(obtained_on=DAY, calendar=ENGLAND, today=DAY).dates.due_on
    for clock in (
        indirect_notice_clock(obtained_on=DAY, first_communication_on=planned, calendar=ENGLAND, today=DAY),
        indirect_notice_clock(obtained_on=DAY, first_disclosure_on=planned, calendar=ENGLAND, today=DAY),
    ):
        assert plain
        assert clock.dates.due_on == min(plain, planned)


def test_a_consultation_waits_for_information_and_says_so() -> None:
    waiting = consultation_clock(
        received_on=DAY, information=[InformationRequest(asked_on=AFTER)], calendar=ENGLAND, today=date(2026, 11, 10)
    )
    assert waiting.receipts[0].answer == ("No date yet: information that the Commissioner asked for is outstanding.")
    assert waiting.dates.days_paused == 7


def test_a_consultation_says_why_an_extension_does_not_count() -> None:
    late = consultation_clock(
        received_on=DAY, extension_told_on=date(2026, 12, 20), calendar=ENGLAND, today=date(2026, 12, 20)
    )
    assert (late.dates.extension_valid, late.dates.notice_by) == (False, date(2026, 12, 2))
    assert (
        late.receipts[0]
        .reasons[-1]
        .text.endswith("told of on Sunday 20 December 2026, after Wednesday 2 December 2026, so it does not count.")
    )


def test_what_is_late_names_the_day_that_is_asked_as_at() -> None:
    late, done = (
        complaint_clock(received_on=DAY, acknowledged_on=acknowledged, calendar=ENGLAND, today=date(2026, 12, 4))
        for acknowledged in (None, date(2026, 12, 3))
    )
    as_at = Fact(name="asked as at", value="2026-12-04")
    assert [as_at in clock.receipts[0].facts for clock in (late, done)] == [True, False]


def test_training_on_a_change_names_the_day_by_which_it_is_asked_for() -> None:
    change = Change(on=date(2026, 6, 19), train_by=date(2026, 12, 19))
    due = training_due(started_on=date(2020, 1, 6), trained_on=[date(2026, 1, 6)], changes=[change], today=DAY)
    assert due.due_on == change.train_by
    assert Fact(name="train by", value="2026-12-19") in due.receipt.facts


def test_an_old_opinion_is_refused_with_the_day_that_would_count_and_a_question_that_stays_open() -> None:
    old = opinion_counts(opinion_on=date(2026, 5, 1), relied_on=DAY)
    assert not old.counts
    assert old.receipt.answer == (
        "No: only an opinion of Sunday 3 May 2026 or later counts. Ask the health professional again."
    )
    assert [question.code for question in old.questions] == ["health-opinion-1"]
    late = opinion_counts(opinion_on=AFTER, relied_on=DAY)
    assert late.receipt.answer == "No: it is dated Tuesday 3 November 2026, after the day on which it is relied on."


@given(st.dates(date(1920, 1, 1), date(2026, 11, 1)), st.integers(1, 100), st.sampled_from(YearEnd))
def test_records_are_never_disposed_of_before_their_anniversary(trigger: date, years: int, year_end: YearEnd) -> None:
    until = kept_until(
        trigger_on=trigger, period=Period(amount=years, unit=Unit.YEARS), year_end=year_end, decided_on=DAY
    ).dispose_on
    assert (until.year - trigger.year, until.month, until.day) >= (years, trigger.month, trigger.day)
    assert (until - trigger).days <= 366 * (years + 1) + 1


@given(st.lists(st.dates(date(2018, 6, 1), date(2026, 11, 1)), max_size=4))
def test_training_is_due_at_most_two_years_after_the_last(trained: list[date]) -> None:
    due = training_due(started_on=date(2018, 5, 28), trained_on=trained, today=DAY)
    last = max(trained, default=date(2018, 5, 28))
    assert last < due.due_on <= last + timedelta(days=731)
    assert due.days_late == max(0, (DAY - due.due_on).days)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


Refusable = Callable[[], object]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (lambda: complaint_clock(received_on=AFTER, calendar=ENGLAND, today=DAY), "which is after 2026-11-02"),
        (
            lambda: complaint_clock(received_on=DAY, acknowledged_on=BEFORE, calendar=ENGLAND, today=DAY),
            "It was acknowledged on 2026-11-01, before the complaint was received on 2026-11-02",
        ),
        (
            lambda: complaint_clock(received_on=DAY, outcome_on=BEFORE, calendar=ENGLAND, today=DAY),
            "Its outcome was sent on 2026-11-01, before",
        ),
        (
            lambda: indirect_notice_clock(obtained_on=DAY, first_communication_on=BEFORE, calendar=ENGLAND, today=DAY),
            "The first communication was sent on 2026-11-01, before the data were obtained",
        ),
        (
            lambda: consultation_clock(received_on=DAY, extension_told_on=BEFORE, calendar=ENGLAND, today=DAY),
            "The extension was told of on 2026-11-01, before",
        ),
        (
            lambda: consultation_clock(
                received_on=DAY,
                information=[InformationRequest(asked_on=AFTER, supplied_on=DAY)],
                calendar=ENGLAND,
                today=AFTER,
            ),
            "The information was supplied on 2026-11-02, before the information was asked for on 2026-11-03",
        ),
        (
            lambda: deceased_record_clock(received_on=DAY, last_added_to_on=AFTER, calendar=ENGLAND, today=DAY),
            "before the record was last added to on 2026-11-03",
        ),
        (
            lambda: exam_marks_clock(arose_on=DAY, announced_on=DAY, calendar=ENGLAND, today=DAY),
            "Count the request as any other",
        ),
        (
            lambda: reporter_clock(arose_on=DAY, told_on=BEFORE, calendar=ENGLAND, today=DAY),
            "The Reporter was told on 2026-11-01, before the question arose",
        ),
        (
            lambda: training_due(started_on=DAY, changes=[Change(on=DAY, train_by=BEFORE)], today=DAY),
            "before the change was made on 2026-11-02",
        ),
        (lambda: training_due(started_on=BEFORE, trained_on=[AFTER], today=DAY), "Training was given on 2026-11-03"),
        (
            lambda: kept_until(trigger_on=DAY, period=Period(amount=1, unit=Unit.HOURS), decided_on=DAY),
            "A period of hours has no last day",
        ),
        (
            lambda: kept_until(trigger_on=DAY, period=Period(amount=9000, unit=Unit.YEARS), decided_on=DAY),
            "after the year 9999",
        ),
        (
            lambda: breach_clock(aware_at=datetime(2026, 11, 2), now=datetime.now(UTC)),  # noqa: DTZ001
            "has no time zone",
        ),
        (
            lambda: breach_clock(aware_at=datetime(2026, 11, 2, tzinfo=UTC), now=datetime(2026, 11, 1, tzinfo=UTC)),
            "The council became aware at",
        ),
        (
            lambda: breach_clock(
                aware_at=datetime(2026, 11, 2, tzinfo=UTC),
                reported_at=datetime(2026, 11, 1, tzinfo=UTC),
                now=datetime(2026, 11, 3, tzinfo=UTC),
            ),
            "before the council became aware of it",
        ),
    ],
)
def test_what_cannot_have_happened_is_refused(asked: Refusable, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        asked()
    assert says in str(refused.value)


def test_an_end_that_cannot_be_known_is_not_guessed() -> None:
    with pytest.raises(SchoolDaysNotKnown, match="2026-11-20"):
        pupil_record_clock(
            received_on=DAY, is_school_day=weekdays, terms_known_to=date(2026, 11, 20), calendar=ENGLAND, today=DAY
        )
    late = date(2028, 12, 15)
    with pytest.raises(HolidaysNotKnown):
        complaint_clock(received_on=late, calendar=ENGLAND, today=late)
