"""Courses of events that tests draw from."""

from datetime import date, timedelta

from hypothesis import strategies as st

from muniment.core.clocks.events import Asked, Awaited, Event, Extended, ExtensionReason, Received, Supplied

DAYS = st.dates(date(2020, 10, 21), date(2028, 3, 31))  # so that the longest course still ends in 2028
LATER = st.integers(0, 40)


@st.composite
def courses(draw: st.DrawFn) -> list[Event]:
    """What can happen to a request, all of it settled: receipt, restarts, pauses and an extension."""
    received = draw(DAYS)
    events: list[Event] = [Received(on=received)]
    for what in Awaited:
        for number in range(draw(st.integers(0, 2))):
            asked = received + timedelta(days=draw(LATER))
            events.append(Asked(what=what, on=asked, number=number))
            events.append(Supplied(what=what, on=asked + timedelta(days=draw(LATER)), number=number))
    if draw(st.booleans()):
        reason = draw(st.sampled_from([None, *ExtensionReason]))
        events.append(Extended(on=received + timedelta(days=draw(LATER)), reason=reason))
    return events
