"""Schools: pupils, the adults a school calls, and attendance."""

import datetime
import random
from collections.abc import Iterator
from itertools import count

from muniment.runs.demo.city import Household, Resident
from muniment.runs.demo.held import Held, Value, held
from muniment.runs.demo.identifiers import as_typed_email, as_typed_phone, mistyped

SCHOOLS = ("Marl Pit Primary", "St Botolph's CE Primary", "Ropewalk Academy", "Heron Way School", "Castle Rise High")
FIRST_WEEK = datetime.date(2026, 9, 7)


class Schools:
    """Pupils are reached by UPN or ULN, the adults beside them by e-mail or telephone: a row for each child."""

    name = "schools"
    ddl = """
CREATE TABLE pupil (pupil_id INTEGER PRIMARY KEY, upn VARCHAR(13), uln VARCHAR(10), forename VARCHAR(100),
  surname VARCHAR(100), date_of_birth DATE, address VARCHAR(200), postcode VARCHAR(10), school VARCHAR(80));
CREATE TABLE guardian (guardian_id INTEGER PRIMARY KEY, pupil_id INTEGER NOT NULL, name VARCHAR(200),
  relationship VARCHAR(40), email VARCHAR(240), phone VARCHAR(32), call_order SMALLINT);
CREATE TABLE attendance (pupil_id INTEGER NOT NULL, week_beginning DATE NOT NULL, sessions SMALLINT,
  absences SMALLINT, reason VARCHAR(80), PRIMARY KEY (pupil_id, week_beginning));
CREATE INDEX guardian_pupil ON guardian (pupil_id);
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._pupils, self._guardians = count(1), count(1)

    def rows(self, household: Household) -> Iterator[Held]:
        guardians = household.adults if household.are_couple else household.adults[:1]
        for child in household.children:
            if child.upn:
                yield from self._pupil(household, child, guardians)

    def _pupil(self, household: Household, child: Resident, guardians: list[Resident]) -> Iterator[Held]:
        rng, pupil = self._rng, next(self._pupils)
        forename = mistyped(rng, child.forename) if rng.random() < 0.02 else child.forename
        school = SCHOOLS[pupil % len(SCHOOLS)]
        values: tuple[Value, ...] = (
            pupil, child.upn, child.uln, forename, child.surname, child.born_on.isoformat(), household.home.line,
            household.home.postcode, school,
        )  # fmt: skip
        yield held("pupil", str(pupil), values, [child], [child.id])
        for order, adult in enumerate(guardians, start=1):
            yield self._guardian(child, pupil, adult, order)
        for week in range(4):
            monday = (FIRST_WEEK + datetime.timedelta(weeks=week)).isoformat()
            absences = int(rng.random() * 12) if rng.random() < 0.15 else 0
            reason = "Illness" if absences else None
            values = (pupil, monday, 10, min(absences, 10), reason)
            yield held("attendance", f"{pupil},{monday}", values, [child], [child.id])

    def _guardian(self, child: Resident, pupil: int, adult: Resident, order: int) -> Held:
        rng, id = self._rng, next(self._guardians)
        email = as_typed_email(rng, adult.email) if adult.email else None
        phone = as_typed_phone(rng, adult.phone) if adult.phone else None
        reached = {child.id, adult.id} if email or adult.has_own_phone else {child.id}
        values = (id, pupil, adult.name, "Mother" if adult.is_female else "Father", email, phone, order)
        return held("guardian", str(id), values, [child, adult], reached)
