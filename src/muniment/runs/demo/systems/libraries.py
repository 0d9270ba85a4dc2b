"""Libraries: borrowers, what they borrowed, and what they owe."""

import datetime
import random
from collections.abc import Iterator
from itertools import count

from muniment.runs.demo.city import Household, Resident
from muniment.runs.demo.held import Held, Value, held, recently
from muniment.runs.demo.identifiers import as_typed_email, as_typed_phone, mistyped

TITLES = (
    "The Bell Founder's Daughter", "A Short History of Salt", "Wild Swimming in Winter", "Gower Peninsula Walks",
    "Learn to Crochet", "The Accountant of Kraków", "Living with Grief", "Citizenship Test Practice", "Baby Names",
    "Understanding Debt", "Stargazing for Beginners", "Halal Home Cooking",
)  # fmt: skip


class Libraries:
    """A child may be enrolled with a parent's e-mail address, so that it tells two borrowers."""

    name = "libraries"
    ddl = """
CREATE TABLE borrower (borrower_id INTEGER PRIMARY KEY, card_no VARCHAR(14), name VARCHAR(200), date_of_birth DATE,
  email VARCHAR(240), phone VARCHAR(32), postcode VARCHAR(10), joined_on DATE);
CREATE TABLE loan (loan_id INTEGER PRIMARY KEY, borrower_id INTEGER NOT NULL, title VARCHAR(200), loaned_on DATE,
  due_on DATE);
CREATE TABLE charge (charge_id INTEGER PRIMARY KEY, borrower_id INTEGER NOT NULL, reason VARCHAR(80),
  amount NUMERIC(9, 2));
CREATE INDEX loan_borrower ON loan (borrower_id);
CREATE INDEX charge_borrower ON charge (borrower_id);
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._borrowers, self._loans, self._charges = count(1), count(1), count(1)

    def rows(self, household: Household) -> Iterator[Held]:
        for resident in household.residents:
            if "libraries" in resident.uses:
                parent = household.adults[0] if resident.is_child else None
                yield from self._borrower(household, resident, parent)

    def _borrower(self, household: Household, resident: Resident, parent: Resident | None) -> Iterator[Held]:
        rng, id = self._rng, next(self._borrowers)
        email = as_typed_email(rng, resident.email) if resident.email and rng.random() < 0.8 else None
        if parent and parent.email and len(household.uses) < 4:
            email = as_typed_email(rng, parent.email)
            parent.email_tells_others = True
        phone = as_typed_phone(rng, resident.phone) if resident.phone else None
        name = mistyped(rng, resident.name) if rng.random() < 0.03 else resident.name
        card = f"M{id:08d}"
        resident.library_card = card
        values: tuple[Value, ...] = (
            id, card, name, resident.born_on.isoformat(), email, phone,
            (household.former_home or household.home).postcode.lower(), recently(rng),
        )  # fmt: skip
        whose, reached = [resident], {resident.id}  # the card always leads here
        yield held("borrower", str(id), values, whose, reached)
        for _ in range(int(rng.random() * 5)):
            loan, day = next(self._loans), datetime.date.fromisoformat(recently(rng, 400))
            title = TITLES[int(rng.random() * len(TITLES))]
            due = day + datetime.timedelta(days=21)
            values = (loan, id, title, day.isoformat(), due.isoformat())
            yield held("loan", str(loan), values, whose, reached)
        if rng.random() < 0.15:
            charge = next(self._charges)
            yield held("charge", str(charge), (charge, id, "Overdue item", "2.40"), whose, reached)
