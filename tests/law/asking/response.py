"""When a request under a right must be answered."""

from collections.abc import Mapping
from dataclasses import asdict

from muniment.core.clocks.calendars import calendar
from muniment.core.clocks.events import Answered, Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied
from muniment.core.clocks.explain import explain
from muniment.core.clocks.response import governing_law
from muniment.core.values import Nation, Regime, Right
from tests.law.asking.facts import Facts


def response(facts: Facts) -> Mapping[str, object]:
    """The dates of a request to which that happened; explained, so that every version applied is used.

    The law is looked up anew, so that what is looked up can be noted.
    """
    governing_law.cache_clear()
    explained = explain(
        happened(facts),
        right=Right(facts.get("right", "access")),
        calendar=calendar(Nation(facts.get("nation", "england-and-wales"))),
        today=facts["today"] if "today" in facts else facts["received"],
        regime=Regime(facts.get("regime", "uk-gdpr")),
    )
    return asdict(explained.dates)


def happened(facts: Facts) -> list[Event]:
    """What a case says that happened."""
    events: list[Event] = [Received(on=facts["received"])]
    for what in Awaited:
        for number, wait in enumerate(facts.get(what, ()), start=1):
            events.append(Asked(what=what, on=wait["asked"], number=number))
            if "received" in wait:
                events.append(Supplied(what=what, on=wait["received"], number=number))
    if extended := facts.get("extended"):
        reason = ExtensionReason(extended["reason"]) if "reason" in extended else None
        events.append(Extended(on=extended["on"], reason=reason))
    if "answered" in facts:
        events.append(Answered(on=facts["answered"]))
    return events


ASKS = {"response": response}
