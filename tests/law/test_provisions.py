"""Which version governs a day, in force and as it was known."""

from dataclasses import replace
from datetime import date

import pytest

from muniment.law.errors import NoLawInForce
from muniment.law.provisions import Confidence, Provision, Selects, Version
from muniment.law.rules.clocks import Restart
from muniment.law.shapes import Url


def version(awaited: str, start: date, end: date | None = None, known: date | None = None) -> Version[Restart]:
    return Version(
        cite="An Act s 1",
        url=Url("https://example.org/"),
        in_force_from=start,
        in_force_to=end,
        known_from=known,
        text="A text.",
        confidence=Confidence.READ,
        rule=Restart(awaited=awaited),
    )


DEEMED_EARLIER = Provision(
    name="search",
    title="What must be searched",
    kind="restart",
    selects=Selects.RECEIVED_ON,
    before="nothing from before 2020",
    after="it was repealed",
    versions=(
        version("old", date(2020, 1, 1), date(2023, 12, 31)),
        version("made in 2025, deemed from 2024", date(2024, 1, 1), date(2025, 12, 31), known=date(2025, 6, 19)),
    ),
)


@pytest.mark.parametrize(
    ("day", "known_on", "awaited"),
    [
        (date(2020, 1, 1), None, "old"),
        (date(2023, 12, 31), None, "old"),
        (date(2024, 1, 1), None, "made in 2025, deemed from 2024"),
        (date(2025, 12, 31), None, "made in 2025, deemed from 2024"),
        (date(2024, 5, 1), date(2024, 5, 1), "old"),
        (date(2024, 5, 1), date(2025, 6, 18), "old"),
        (date(2024, 5, 1), date(2025, 6, 19), "made in 2025, deemed from 2024"),
    ],
)
def test_exactly_one_version_governs_a_day(day: date, known_on: date | None, awaited: str) -> None:
    assert DEEMED_EARLIER.as_at(day, known_on).rule.awaited == awaited


@pytest.mark.parametrize(
    ("day", "gap"), [(date(2019, 12, 31), "nothing from before 2020"), (date(2026, 1, 1), "it was repealed")]
)
def test_a_day_outside_all_versions_names_the_gap(day: date, gap: str) -> None:
    with pytest.raises(NoLawInForce) as refused:
        DEEMED_EARLIER.as_at(day)
    assert (refused.value.provision, refused.value.day, refused.value.gap) == ("search", day, gap)
    assert str(refused.value) == f"No law in force for 'search' on {day}: {gap}"


UNCERTAIN = replace(
    DEEMED_EARLIER,
    after="",
    versions=(
        version("old", date(2020, 1, 1)),
        replace(version("new", date(2020, 1, 1)), in_force_from=None, commencement="new-act-s1"),
    ),
)


@pytest.mark.parametrize(
    ("commenced", "day", "awaited"),
    [
        ({}, date(2026, 1, 1), "old"),
        ({"another-act": date(2021, 1, 1)}, date(2026, 1, 1), "old"),
        ({"new-act-s1": date(2026, 1, 2)}, date(2026, 1, 1), "old"),
        ({"new-act-s1": date(2026, 1, 1)}, date(2026, 1, 1), "new"),
    ],
)
def test_law_of_uncertain_commencement_counts_from_the_day_a_council_holds_it_to_be_in_force(
    commenced: dict[str, date], day: date, awaited: str
) -> None:
    assert UNCERTAIN.as_at(day, commenced=commenced).rule.awaited == awaited
