from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.core.clocks.notices import served
from muniment.core.errors import NoLawInForce, UsageError

SWITCH = "data-use-and-access-act-2025-s96"
COMMENCED = {SWITCH: date(2026, 2, 5)}


SENT = st.datetimes(datetime(2026, 2, 5), datetime(2030, 1, 1), timezones=st.timezones())  # noqa: DTZ001 (zones follow)


@given(sent_at=SENT)
def test_a_notice_counts_as_given_48_hours_after_it_was_sent_in_every_zone(sent_at: datetime) -> None:
    found = served(sent_at=sent_at, commenced=COMMENCED).given_at
    assert found.astimezone(UTC) - sent_at.astimezone(UTC) == timedelta(hours=48)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="time zone"):
        served(sent_at=datetime(2026, 11, 20, 16, 20), commenced=COMMENCED)  # noqa: DTZ001 (what is refused)


def test_another_switch_does_not_switch_it_on() -> None:
    with pytest.raises(NoLawInForce):
        served(sent_at=datetime(2026, 11, 20, tzinfo=UTC), commenced={"another": date(2026, 2, 5)})


def test_the_receipt_says_what_was_switched_on() -> None:
    told = served(sent_at=datetime(2026, 11, 20, 16, 20, tzinfo=UTC), commenced=COMMENCED).receipt
    assert told.settings_sha256 is not None
    assert told.answer == "Sunday 22 November 2026, 16:20 UTC, whether it was read or not."
