"""Leisure centres: an export of members and visits from the operator, as CSV files."""

import random
from collections.abc import Iterator
from itertools import count

from muniment.runs.demo.city import Household, Resident
from muniment.runs.demo.held import Held, held, recently
from muniment.runs.demo.identifiers import as_typed_email, as_typed_phone

VISITS = ("Swim", "Gym", "Badminton", "Yoga", "Aqua aerobics")


class Leisure:
    """Card numbers begin with zeros; birth dates are written the British way."""

    name = "leisure"
    ddl = """
CREATE TABLE members (card_no TEXT, full_name TEXT, date_of_birth TEXT, email TEXT, mobile TEXT, postcode TEXT,
  plan TEXT);
CREATE TABLE visits (card_no TEXT, visited_on TEXT, activity TEXT, PRIMARY KEY (card_no, visited_on));
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._members = count(1)

    def rows(self, household: Household) -> Iterator[Held]:
        for resident in household.adults:
            if "leisure" in resident.uses:
                yield from self._member(household, resident)

    def _member(self, household: Household, resident: Resident) -> Iterator[Held]:
        rng, card = self._rng, f"00{next(self._members):06d}"
        email = as_typed_email(rng, resident.email) if resident.email else None
        phone = as_typed_phone(rng, resident.phone) if resident.phone else None
        reached = {resident.id} if email or (phone and resident.has_own_phone) else set[str]()
        born = resident.born_on.strftime("%d/%m/%Y")
        values = (card, resident.name, born, email, phone, household.home.postcode, "Swim and gym")
        yield held("members", card, values, [resident], reached)
        for day in sorted({recently(rng, 300) for _ in range(int(rng.random() * 4))}):
            activity = VISITS[int(rng.random() * len(VISITS))]
            yield held("visits", f"{card},{day}", (card, day, activity), [resident], reached)
