"""The cases that a lawyer can sign, run as they stand."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from muniment.core.clocks.calendars import Nation, calendar
from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.clocks.response import Course, course
from muniment.core.errors import NoLawInForce
from muniment.core.values import Right
from muniment.law import load

Case = dict[str, Any]
KEYS = {"name", "right", "nation", "received", *Awaited, "extended", "answered", "today", "gives", "open", "refused"}

FILES = sorted(Path(__file__).with_name("cases").glob("*.toml"))
CASES: list[tuple[str, Case]] = [
    (f"{file.stem}: {case['name']}", case)
    for file in FILES
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
ANSWERED = [case for case in CASES if "gives" in case[1]]
REFUSED = [case for case in CASES if "refused" in case[1]]


def happened(case: Case) -> list[Event]:
    """What a case says that happened."""
    events: list[Event] = [Received(on=case["received"])]
    for what in Awaited:
        for number, wait in enumerate(case.get(what, ()), start=1):
            events.append(Asked(what=what, on=wait["asked"], number=number))
            if "received" in wait:
                events.append(Supplied(what=what, on=wait["received"], number=number))
    if extended := case.get("extended"):
        reason = ExtensionReason(extended["reason"]) if "reason" in extended else None
        events.append(Extended(on=extended["on"], reason=reason))
    if "answered" in case:
        events.append(Answered(on=case["answered"]))
    return events


def followed(case: Case) -> Course:
    """What follows from a case."""
    return course(
        happened(case),
        right=Right(case.get("right", "access")),
        calendar=calendar(Nation(case.get("nation", "england-and-wales"))),
        today=case["today"] if "today" in case else case["received"],
    )


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_a_case_says_only_what_is_read(case: Case) -> None:
    assert case.keys() <= KEYS
    assert ("gives" in case) != ("refused" in case)


@pytest.mark.parametrize("case", [case for _, case in ANSWERED], ids=[name for name, _ in ANSWERED])
def test_a_case_gives_the_dates_it_was_signed_for(case: Case) -> None:
    dates = followed(case).dates
    expected = case["gives"] | dict.fromkeys(case.get("open", ()))
    assert {name: getattr(dates, name) for name in expected} == expected


@pytest.mark.parametrize("case", [case for _, case in REFUSED], ids=[name for name, _ in REFUSED])
def test_a_case_for_which_no_law_is_held_is_refused_and_says_why(case: Case) -> None:
    with pytest.raises(NoLawInForce) as refused:
        followed(case)
    assert refused.value.provision == case["refused"]
    assert refused.value.day == case["received"]
    assert len(refused.value.gap) > 50


def versions_used(case: Case) -> set[tuple[str, date]]:
    """The versions of provisions that decided a case."""
    law = followed(case).law
    used = {("uk_gdpr/response_period", law.limit.in_force_from), ("rtr/counting", law.counting.in_force_from)}
    used |= {(f"uk_gdpr/restart_{wait.what}", version.in_force_from) for wait, version in law.restarts}
    used |= {("uk_gdpr/clarification_pause", version.in_force_from) for _, version in law.clarifications}
    if law.extension:
        used.add(("uk_gdpr/response_extension", law.extension.in_force_from))
    return used


def test_every_version_of_every_provision_has_a_case() -> None:
    held = {(name, version.in_force_from) for name in load.names() for version in load.read_named(name).versions}
    tried = {one for _, case in ANSWERED for one in versions_used(case)}
    assert held - tried == set()
