"""The clock of a request keeps its promises for every course of events, and refuses what cannot have happened."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.counting import add_months
from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.clocks.response import LAW_OF, RESTARTS, ResponseDates, Status, dates
from muniment.core.errors import HolidaysNotKnown, NoLawInForce, UsageError
from muniment.core.values import Nation, Regime, Right
from muniment.law import load
from muniment.law.rules import clocks as rules
from tests.core.clocks.courses import DAYS, courses

RECEIVED = date(2026, 11, 3)
ENGLAND = calendar(Nation.ENGLAND_AND_WALES)


def clock(
    *events: Event,
    right: Right = Right.ACCESS,
    today: date = date(2028, 12, 31),
    regime: Regime = Regime.UK_GDPR,
) -> ResponseDates:
    return dates(events, right=right, calendar=ENGLAND, today=today, regime=regime)


def due(*events: Event, right: Right = Right.ACCESS) -> date:
    due_on = clock(*events, right=right).due_on
    assert due_on is not None
    return due_on


@given(DAYS, DAYS, st.sampled_from(Right))
def test_a_later_receipt_is_never_due_earlier(one: date, other: date, right: Right) -> None:
    early, late = sorted((one, other))
    assert due(Received(on=early), right=right) <= due(Received(on=late), right=right)


@given(courses())
def test_the_dates_of_a_request_stand_in_their_order(events: list[Event]) -> None:
    found = clock(*events)
    assert found.relevant_on
    assert found.due_on
    assert found.safe_on
    assert found.target_on
    assert found.notice_by
    assert found.relevant_on < found.target_on <= found.due_on
    assert found.safe_on <= found.due_on
    assert found.notice_by <= found.due_on
    assert all(map(ENGLAND.is_working_day, (found.due_on, found.safe_on, found.notice_by)))
    assert found.due_on <= ENGLAND.last


@given(courses())
def test_a_pause_never_shortens_and_an_extension_is_never_before_the_first_limit(events: list[Event]) -> None:
    unpaused = [e for e in events if not (isinstance(e, Asked | Supplied) and e.what is Awaited.CLARIFICATION)]
    unextended = [event for event in events if not isinstance(event, Extended)]
    plain = [event for event in unpaused if not isinstance(event, Extended)]
    assert due(*plain) <= due(*unextended) <= due(*events)


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_told_does_not_matter(events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clock(*shuffled) == clock(*events)


@given(courses())
def test_only_access_requests_are_paused(events: list[Event]) -> None:
    unpaused = [e for e in events if not (isinstance(e, Asked | Supplied) and e.what is Awaited.CLARIFICATION)]
    for right in set(Right) - {Right.ACCESS}:
        assert clock(*events, right=right) == clock(*unpaused, right=right)
        assert clock(*events, right=right).days_paused == 0


@given(courses(), st.data())
def test_the_order_of_what_happens_on_one_day_does_not_matter(events: list[Event], data: st.DataObject) -> None:
    on_one_day = [replace(event, on=events[0].on) for event in events]
    assert clock(*data.draw(st.permutations(on_one_day))) == clock(*on_one_day)


PART_3_FROM = date(2026, 2, 5)
PART_3_RIGHTS = {Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION}


@given(courses(), st.sampled_from(Right))
def test_part_3_gives_the_dates_of_the_uk_gdpr_or_none(events: list[Event], right: Right) -> None:
    if right in PART_3_RIGHTS and events[0].on >= PART_3_FROM:
        assert clock(*events, right=right, regime=Regime.LAW_ENFORCEMENT) == clock(*events, right=right)
    else:
        with pytest.raises(NoLawInForce, match="response_period"):
            clock(*events, right=right, regime=Regime.LAW_ENFORCEMENT)


def test_the_law_of_part_3_speaks_of_the_rights_and_things_awaited_that_the_core_knows() -> None:
    of = LAW_OF[Regime.LAW_ENFORCEMENT]
    limits = load.provision(f"{of}/response_period", rules.TimeLimit).versions
    pauses = load.provision(f"{of}/clarification_pause", rules.Pause).versions
    extensions = load.provision(f"{of}/response_extension", rules.Extension).versions
    assert all(set(version.rule.rights) == PART_3_RIGHTS for version in limits)
    assert all(version.rule == rules.Pause(awaited="clarification", rights=("access",)) for version in pauses)
    assert all(set(version.rule.reasons) == set(ExtensionReason) for version in extensions)
    for what, name in RESTARTS.items():
        assert all(v.rule.awaited == what for v in load.provision(f"{of}/{name}", rules.Restart).versions)


@pytest.mark.parametrize(
    ("received", "clarified"), [(date(2028, 12, 20), None), (date(2028, 11, 1), date(9999, 12, 31))]
)
def test_a_due_date_beyond_the_known_holidays_is_not_given(received: date, clarified: date | None) -> None:
    events: list[Event] = [Received(on=received)]
    if clarified:
        what = Awaited.CLARIFICATION
        events += [Asked(what=what, on=received), Supplied(what=what, on=clarified)]
    with pytest.raises(HolidaysNotKnown, match="England and Wales"):
        clock(*events)


def test_a_request_of_a_far_day_is_refused_too() -> None:
    with pytest.raises(HolidaysNotKnown):
        clock(Received(on=date.max), today=date.max)


@given(st.dates(date(2028, 10, 1), date(2029, 3, 1)), st.integers(0, 60))
def test_no_date_is_given_beyond_the_last_day_that_is_known(received: date, later: int) -> None:
    try:
        found = clock(Received(on=received), today=received + timedelta(days=later))
    except HolidaysNotKnown:
        assert add_months(received, 1) > date(2028, 12, 29)
        return
    assert found.due_on
    assert add_months(received, 1) <= found.due_on <= ENGLAND.last
    assert ENGLAND.is_working_day(found.due_on)


@given(DAYS, st.integers(0, 400))
def test_working_days_late_are_those_after_the_due_day(received: date, later: int) -> None:
    today = min(received + timedelta(days=later), ENGLAND.last)
    found = clock(Received(on=received), today=today)
    assert found.due_on
    after = (found.due_on + timedelta(days=number) for number in range(1, found.days_late + 1))
    assert found.working_days_late == sum(map(ENGLAND.is_working_day, after))


def test_working_days_that_cannot_be_known_are_not_counted_and_hide_nothing_else() -> None:
    answered = Answered(on=date(2029, 1, 1))
    found = clock(Received(on=RECEIVED), answered, today=date(2029, 6, 1))
    assert (found.due_on, found.days_late, found.working_days_late) == (date(2026, 12, 3), 760, None)
    on_time = clock(Received(on=RECEIVED), Answered(on=date(2026, 12, 3)), today=date(2029, 6, 1))
    assert (on_time.days_late, on_time.working_days_late) == (0, 0)


def test_a_closed_case_without_a_settled_date_is_not_called_late() -> None:
    asked = Asked(what=Awaited.IDENTITY, on=RECEIVED)
    found = clock(Received(on=RECEIVED), asked, Answered(on=date(2027, 6, 1)))
    assert (found.status, found.due_on, found.days_late, found.working_days_late) == (Status.CLOSED, None, 0, 0)


ID, FEE, CLARIFICATION = Awaited.IDENTITY, Awaited.FEE, Awaited.CLARIFICATION
BEFORE, AFTER = RECEIVED - timedelta(days=1), RECEIVED + timedelta(days=1)


@pytest.mark.parametrize(
    ("events", "says"),
    [
        ([], "received once"),
        ([Received(on=RECEIVED), Received(on=AFTER)], "received once"),
        ([Received(on=RECEIVED), Answered(on=RECEIVED), Answered(on=AFTER)], "answered once"),
        ([Received(on=date(2029, 1, 1))], "received on 2029-01-01, which is after 2028-12-31"),
        ([Received(on=RECEIVED), Answered(on=BEFORE)], "The answer was given on 2026-11-02, before the request"),
        ([Received(on=RECEIVED), Extended(on=BEFORE)], "The extension was given on 2026-11-02, before the request"),
        ([Received(on=RECEIVED), Asked(what=ID, on=BEFORE)], "Proof of identity was asked for on 2026-11-02, before"),
        (
            [Received(on=RECEIVED), Asked(what=FEE, on=AFTER), Supplied(what=FEE, on=RECEIVED)],
            "The fee was received on 2026-11-03, before the fee was asked for on 2026-11-04",
        ),
        (
            [Received(on=RECEIVED), Supplied(what=CLARIFICATION, on=AFTER)],
            "no date on which it was asked for is given",
        ),
        (
            [Received(on=RECEIVED), Asked(what=ID, on=AFTER), Supplied(what=ID, on=AFTER, number=2)],
            "no date on which it was asked for is given",
        ),
        (
            [Received(on=RECEIVED), Asked(what=ID, on=RECEIVED), Asked(what=ID, on=AFTER)],
            "Two dates are given for proof of identity number 1",
        ),
        (
            [Received(on=RECEIVED), Asked(what=ID, on=date(2026, 11, 9)), Answered(on=AFTER)],
            "The answer was given on 2026-11-04, before proof of identity was asked for on 2026-11-09",
        ),
    ],
)
def test_what_cannot_have_happened_is_refused_with_both_dates(events: list[Event], says: str) -> None:
    with pytest.raises(UsageError) as refused:
        clock(*events)
    assert says in str(refused.value)
