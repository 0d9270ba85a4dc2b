"""The floor: the due date as it is often computed, with the standard library and a set of holidays.

It adds a month to the day of receipt and moves the end to a working day. It knows no law and no events, refuses nothing
and gives no reason, so it is right only where nothing was asked and nothing was extended.
"""

from calendar import monthrange
from datetime import date, timedelta

from muniment.law import load

HOLIDAYS = frozenset(day for day, _ in load.holidays("england-and-wales").days)
DAY = timedelta(days=1)


def due(received: date) -> date:
    """A month on, or the next working day."""
    year, month = (received.year, received.month + 1) if received.month < 12 else (received.year + 1, 1)
    end = date(year, month, min(received.day, monthrange(year, month)[1]))
    while end.weekday() > 4 or end in HOLIDAYS:
        end += DAY
    return end
