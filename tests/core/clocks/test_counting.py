"""Hours, days, weeks and months are counted as the law counts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.clocks.calendars import Calendar, calendar
from muniment.core.clocks.counting import (
    Pause,
    add_months,
    end_of,
    hours_period,
    school_days_period,
    without_pauses,
)
from muniment.core.errors import HolidaysNotKnown, SchoolDaysNotKnown, UsageError
from muniment.core.values import Nation
from muniment.law.rules.clocks import Period, Unit

ENGLAND = calendar(Nation.ENGLAND_AND_WALES)
DAYS = st.dates(date(2018, 5, 25), date(2028, 6, 30))


def ends(event: date, amount: int, unit: Unit) -> date:
    return ENGLAND.roll(end_of(Period(amount=amount, unit=unit), event))


@pytest.mark.parametrize(
    ("day", "months", "same_date"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 10, 31), 14, date(2027, 12, 31)),
    ],
)
def test_a_month_ends_on_the_same_date_or_on_the_last_day(day: date, months: int, same_date: date) -> None:
    assert add_months(day, months) == same_date


@pytest.mark.parametrize(
    ("event", "due"),
    [
        (date(2026, 6, 19), date(2026, 7, 20)),
        (date(2026, 7, 1), date(2026, 7, 31)),
        (date(2026, 8, 1), date(2026, 9, 1)),
        (date(2026, 11, 25), date(2026, 12, 29)),
        (date(2026, 12, 2), date(2027, 1, 4)),
        (date(2027, 1, 30), date(2027, 3, 1)),
    ],
)
def test_thirty_days_do_not_count_the_day_of_the_event_and_end_on_a_working_day(event: date, due: date) -> None:
    assert ends(event, 30, Unit.DAYS) == due


def test_weeks_end_on_the_same_day_of_the_week_unless_it_is_a_holiday() -> None:
    assert ends(date(2026, 11, 20), 2, Unit.WEEKS) == date(2026, 12, 4)
    assert ends(date(2026, 12, 11), 2, Unit.WEEKS) == date(2026, 12, 29)


def test_months_roll_after_they_are_shortened() -> None:
    assert ends(date(2026, 1, 31), 1, Unit.MONTHS) == date(2026, 3, 2)


@pytest.mark.parametrize("unit", [Unit.HOURS, Unit.SCHOOL_DAYS])
def test_what_no_calendar_can_count_is_refused_and_never_taken_for_months(unit: Unit) -> None:
    with pytest.raises(UsageError, match=f"A period of {unit} has no last day"):
        end_of(Period(amount=15, unit=unit), date(2026, 11, 20))


LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("aware_at", "safe_at", "end_at"),
    [
        ("2026-11-20T16:20:00+00:00", "2026-11-23T16:20:00+00:00", "2026-11-23T17:00:00+00:00"),
        ("2026-10-23T16:20:00+01:00", "2026-10-26T15:20:00+00:00", "2026-10-26T16:00:00+00:00"),
        ("2027-03-26T09:05:00+00:00", "2027-03-29T10:05:00+01:00", "2027-03-29T11:00:00+01:00"),
        ("2026-12-24T15:01:00+00:00", "2026-12-27T15:01:00+00:00", "2026-12-27T16:00:00+00:00"),
        ("2028-02-28T23:59:00+00:00", "2028-03-02T23:59:00+00:00", "2028-03-03T00:00:00+00:00"),
        ("2026-11-20T16:00:00+00:00", "2026-11-23T16:00:00+00:00", "2026-11-23T17:00:00+00:00"),
        ("2026-11-20T15:59:59+00:00", "2026-11-23T15:59:59+00:00", "2026-11-23T16:00:00+00:00"),
    ],
)
def test_hours_begin_with_the_next_full_hour_and_know_no_days_off(aware_at: str, safe_at: str, end_at: str) -> None:
    period = hours_period(datetime.fromisoformat(aware_at).astimezone(LONDON), 72)
    assert [at.astimezone(LONDON).isoformat() for at in period] == [safe_at, end_at]


MOMENTS = st.builds(datetime.combine, DAYS, st.times(timezones=st.just(UTC)))


@given(MOMENTS, st.integers(1, 200))
def test_the_end_in_law_is_a_full_hour_at_most_an_hour_after_the_safe_one(event_at: datetime, hours: int) -> None:
    safe_at, end_at = hours_period(event_at, hours)
    assert timedelta() < end_at - safe_at <= timedelta(hours=1)
    assert (end_at.minute, end_at.second, end_at.microsecond) == (0, 0, 0)
    assert safe_at - event_at == timedelta(hours=hours)


def test_hours_are_not_counted_from_a_moment_without_a_time_zone() -> None:
    with pytest.raises(UsageError, match="2026-11-20T16:20:00 has no time zone"):
        hours_period(datetime.fromisoformat("2026-11-20T16:20:00"), 72)


LAST_OF_TERM = date(2026, 12, 18)


def is_school_day(day: date) -> bool:
    """A term from Tuesday 1 September to 18 December 2026, with a week off at the end of October."""
    assert day <= LAST_OF_TERM
    return day.weekday() < 5 and not date(2026, 10, 26) <= day <= date(2026, 10, 30) and day >= date(2026, 9, 1)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 2), date(2026, 11, 23)),
        (date(2026, 11, 1), date(2026, 11, 20)),
        (date(2026, 10, 19), date(2026, 11, 16)),
        (date(2026, 8, 3), date(2026, 9, 21)),
        (date(2026, 11, 27), LAST_OF_TERM),
    ],
)
def test_fifteen_school_days_leave_out_holidays_and_the_day_of_receipt(received: date, due: date) -> None:
    assert school_days_period(received, 15, is_school_day, LAST_OF_TERM) == due


@pytest.mark.parametrize("received", [date(2026, 11, 30), LAST_OF_TERM, date(2027, 1, 4)])
def test_school_days_past_the_known_terms_are_not_guessed(received: date) -> None:
    with pytest.raises(SchoolDaysNotKnown, match="known to 2026-12-18 only"):
        school_days_period(received, 15, is_school_day, LAST_OF_TERM)


def test_nothing_rolls_beyond_the_last_day_that_is_known() -> None:
    assert ENGLAND.last == date(2028, 12, 31)
    assert ENGLAND.roll(date(2028, 12, 29)) == date(2028, 12, 29)
    for day in (date(2028, 12, 30), date(2029, 1, 2), date(2017, 12, 29)):
        with pytest.raises(HolidaysNotKnown, match=r"known from 2018-01-01 to 2028-12-31 only"):
            ENGLAND.roll(day)


@given(st.dates(date(2016, 1, 1), date(2031, 1, 1)), st.sampled_from(Nation))
def test_a_working_day_is_found_within_the_days_that_are_known_or_refused(day: date, nation: Nation) -> None:
    held = calendar(nation)
    try:
        rolled = held.roll(day)
    except HolidaysNotKnown:
        assert not held.first <= day <= held.working_days[-1]
    else:
        assert held.first <= day <= rolled <= held.last


def test_a_councils_own_holiday_is_no_working_day_and_hides_no_other() -> None:
    fair = date(2026, 7, 20)
    own = calendar(Nation.SCOTLAND, [fair, date(2026, 12, 25)])
    assert own.roll(fair) == date(2026, 7, 21)
    assert calendar(Nation.SCOTLAND).roll(fair) == fair
    assert own.holidays[date(2026, 12, 25)] == "Christmas Day"


@given(DAYS)
def test_the_next_working_day_is_the_first_there_is(day: date) -> None:
    rolled = ENGLAND.roll(day)
    assert ENGLAND.is_working_day(rolled)
    assert not any(ENGLAND.is_working_day(day + timedelta(days=n)) for n in range((rolled - day).days))


@given(DAYS, DAYS, st.integers(1, 5))
def test_a_later_event_never_ends_earlier(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    assert ends(early, months, Unit.MONTHS) <= ends(late, months, Unit.MONTHS)


def day_by_day(event: date, last: date, pauses: list[tuple[date, date]]) -> tuple[date, int]:
    """The same, counted on the fingers."""
    budget, day, used, left_out = (last - event).days, event, 0, 0
    while used < budget:
        day += timedelta(days=1)
        if any(first <= day <= final for first, final in pauses):
            left_out += 1
        else:
            used += 1
    return day, left_out


PAUSES = st.lists(
    st.tuples(st.integers(-40, 120), st.integers(0, 20)).map(
        lambda ends: (date(2026, 3, 1) + timedelta(days=ends[0]), date(2026, 3, 1) + timedelta(days=sum(ends)))
    ),
    max_size=6,
).map(sorted)


@given(PAUSES, st.integers(1, 100))
def test_leaving_out_pauses_gives_what_counting_day_by_day_gives(pauses: list[tuple[date, date]], days: int) -> None:
    event = date(2026, 3, 1)
    last = event + timedelta(days=days)
    assert without_pauses(event, last, pauses, event) == day_by_day(event, last, pauses)


@given(PAUSES, st.integers(1, 100))
def test_a_pause_never_shortens(pauses: list[tuple[date, date]], days: int) -> None:
    event = date(2026, 3, 1)
    last = event + timedelta(days=days)
    ends = [without_pauses(event, last, pauses[:length], event)[0] for length in range(len(pauses) + 1)]
    known = [end for end in ends if end]
    assert len(known) == len(ends)
    assert known == sorted(known)
    assert known[0] == last


@pytest.mark.parametrize(
    ("pauses", "end", "left_out"),
    [
        ([(date(2026, 3, 10), None)], None, 6),
        ([(date(2026, 3, 3), date(2026, 3, 4)), (date(2026, 3, 10), None)], None, 8),
        ([(date(2026, 3, 3), None), (date(2026, 3, 10), date(2026, 3, 11))], None, 13),
        ([(date(2026, 4, 1), None)], date(2026, 3, 31), 0),
        ([(date(2026, 3, 2), date(9999, 12, 31))], date.max, (date.max - date(2026, 3, 1)).days),
    ],
)
def test_an_open_pause_leaves_the_end_open_only_if_it_is_reached(
    pauses: list[Pause], end: date | None, left_out: int
) -> None:
    assert without_pauses(date(2026, 3, 1), date(2026, 3, 31), pauses, date(2026, 3, 15)) == (end, left_out)


@pytest.mark.parametrize("nation", Nation)
def test_every_nation_has_a_calendar_of_its_own(nation: Nation) -> None:
    held: Calendar = calendar(nation)
    assert held.nation is nation
    assert not held.is_working_day(date(2026, 12, 25))
    assert held.is_working_day(date(2026, 3, 17)) is (nation is not Nation.NORTHERN_IRELAND)
    assert held.is_working_day(date(2026, 4, 6)) is (nation is Nation.SCOTLAND)
