"""A row of a system as the generator makes it, with the truth of whom it is about."""

import datetime
import random
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple, Protocol

from muniment.runs.demo.city import TODAY, Household, Resident

Value = str | int | None


class Held(NamedTuple):
    """One row of a table, and what a search for each resident should make of it."""

    table: str
    key: str  # the primary key as findings write it: "17", "17,2"
    values: tuple[Value, ...]
    about: tuple[Resident, ...]  # a search for any of them finds it; with several it is shared
    beside: tuple[Resident, ...] = ()  # shown to them although it is another person's own row
    lost: tuple[Resident, ...] = ()  # about them, but nothing in it, or in what leads to it, tells them


class MadeSystem(Protocol):
    """One of the council's systems: its tables, and the rows a household has in it."""

    name: str
    ddl: str

    def rows(self, household: Household) -> Iterator[Held]:
        """The household's rows, parents before children."""
        ...


def held(table: str, key: str, values: tuple[Value, ...], people: Sequence[Resident], reached: Container[str]) -> Held:
    """A row about those people; it is lost to those whose ids are not among the reached."""
    about = tuple(one for one in people if one.id in reached)
    return Held(table, key, values, about, (), tuple(one for one in people if one.id not in reached))


def day_before(rng: random.Random, latest: datetime.date, within_days: int) -> str:
    """A day in the days before, as ISO text."""
    return (latest - datetime.timedelta(days=1 + int(rng.random() * within_days))).isoformat()


def recently(rng: random.Random, within_days: int = 1500) -> str:
    """A day before the city's data ends."""
    return day_before(rng, TODAY, within_days)
