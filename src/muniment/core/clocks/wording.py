"""How dates and periods are spoken of in answers and reasons."""

from dataclasses import dataclass
from datetime import date, timedelta

from muniment.core.clocks.calendars import Calendar
from muniment.core.values import day_in_words
from muniment.law.rules.clocks import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one duty is spoken of: "Acknowledge the complaint" by a day; "It was acknowledged" on one."""

    do: str
    done: str


def sentence(words: Words, *, due: str, done: str | None, late: str | None) -> str:
    """One clear sentence on a duty: `due` and `done` are days or moments in words, `late` a length of time.

    >>> sentence(Words(do="Report it", done="It was reported"), due="Monday", done=None, late="2 days")
    'Report it: it was due by Monday, and is 2 days late.'
    """
    if done is not None:
        return f"{words.done} on {done}, {f'{late} late' if late else 'in time'}: it was due by {due}."
    return f"{words.do}: it was due by {due}, and is {late} late." if late else f"{words.do} by {due}."


def number(of: int, what: str) -> str:
    """A number of things, as it is written to people.

    >>> number(1, "day"), number(3, "hour")
    ('1 day', '3 hours')
    """
    return f"{of} {what}" if of == 1 else f"{of} {what}s"


def length_in_words(period: Period) -> str:
    """The length of a period as it is written to people: "15 school days", "1 month"."""
    return number(period.amount, period.unit.value.removesuffix("s").replace("-", " "))


def counted(length: str, *, start: date, unpaused: date, last_day: date, due_on: date, calendar: Calendar) -> str:
    """From which day a period of that length was counted, which days were left out, and why its end was moved.

    `unpaused` is its end before days were left out, `last_day` after, `due_on` once moved to a working day.
    """
    ends = "ends" if length.startswith("1 ") else "end"
    told = f"Counted from {day_in_words(start)}, {length} {ends} on {day_in_words(unpaused)}"
    if paused := (last_day - unpaused).days:
        told += f"; with {number(paused, 'day')} left out, on {day_in_words(last_day)}"
    if due_on == last_day:
        return f"{told}."
    off = [last_day + timedelta(days=ahead) for ahead in range((due_on - last_day).days)]
    named = ", ".join(f"{day_in_words(day)}{_title(calendar, day)}" for day in off)
    kept = f"no working {'days' if len(off) > 1 else 'day'} in {calendar.nation.in_words}"
    return f"{told}. {named}: {kept}, so the end is {day_in_words(due_on)}."


def _title(calendar: Calendar, day: date) -> str:
    return f" ({calendar.holidays[day]})" if day in calendar.holidays else ""
