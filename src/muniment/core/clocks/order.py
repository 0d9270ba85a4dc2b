"""Refuses what is dated before something that must come first."""

from datetime import date

from muniment.core.errors import UsageError


def refuse_before(later: tuple[str, date], earlier: tuple[str, date]) -> None:
    """Refuses a thing dated before another that must come first; each with its words and its date."""
    if later[1] < earlier[1]:
        raise UsageError(
            f"{later[0][0].upper()}{later[0][1:]} on {later[1]}, before {earlier[0]} on {earlier[1]}. Check both dates."
        )


def refuse_after_today(what: str, on: date, today: date) -> None:
    """Refuses an event that lies ahead of the day to answer as at: a clock starts only with what has happened."""
    if on > today:
        raise UsageError(f"{what[0].upper()}{what[1:]} on {on}, which is after {today}. Check both dates.")
