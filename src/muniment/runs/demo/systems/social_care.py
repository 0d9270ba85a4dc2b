"""Social care: people, where they lived, what they are called, who they are to each other, and notes on them."""

import random
from collections.abc import Iterator
from itertools import combinations, count

from muniment.runs.demo.city import Household, Resident
from muniment.runs.demo.held import Held, Value, held, recently
from muniment.runs.demo.identifiers import as_typed_email, as_typed_phone, landline, mistyped

NOTES = (
    ("Telephone call", "{name} rang to ask when the assessment would be. Told within ten working days."),
    ("Home visit", "Visited {name} at home. {other} was present and worried about the stairs."),
    ("Review", "Review held. {name} is content with the present support; {other} would like respite care."),
    ("E-mail received", "{name} wrote to say that the new address has no step-free access."),
    ("Safeguarding enquiry", "Concern raised by a neighbour about {other}. Spoke to {name}; no further action."),
)


class SocialCare:
    """Keyed by a person number; NHS number, UPN, e-mail and telephone lead to it."""

    name = "social_care"
    ddl = """
CREATE TABLE dm_persons (person_id INTEGER PRIMARY KEY, nhs_id VARCHAR(16), upn_id VARCHAR(13),
  full_name VARCHAR(255) NOT NULL, first_name VARCHAR(100), last_name VARCHAR(100), date_of_birth DATE,
  date_of_death DATE, gender VARCHAR(1), email_address VARCHAR(240), restricted VARCHAR(1));
CREATE TABLE dm_addresses (ref_addresses_people_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, start_date DATE,
  end_date DATE, address VARCHAR(464), post_code VARCHAR(16), unique_id BIGINT);
CREATE TABLE dm_telephone_numbers (telephone_number_id INTEGER NOT NULL, person_id INTEGER NOT NULL,
  telephone_number VARCHAR(32), telephone_number_type VARCHAR(80) NOT NULL,
  PRIMARY KEY (telephone_number_id, person_id));
CREATE TABLE sccv_person_other_name (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, first_name VARCHAR(100),
  last_name VARCHAR(100));
CREATE TABLE sccv_personal_relationship (id INTEGER PRIMARY KEY, fk_person_id INTEGER NOT NULL,
  fk_other_person_id INTEGER NOT NULL, relationship VARCHAR(80), start_date DATE, is_informal_carer VARCHAR(1));
CREATE TABLE case_notes (case_note_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, note_date DATE,
  note_type VARCHAR(80), note TEXT, worker_email VARCHAR(62));
CREATE INDEX dm_addresses_person ON dm_addresses (person_id);
CREATE INDEX dm_telephone_numbers_person ON dm_telephone_numbers (person_id);
CREATE INDEX other_name_person ON sccv_person_other_name (person_id);
CREATE INDEX relationship_person ON sccv_personal_relationship (fk_person_id);
CREATE INDEX relationship_other ON sccv_personal_relationship (fk_other_person_id);
CREATE INDEX case_notes_person ON case_notes (person_id);
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._persons, self._addresses, self._phones = count(1), count(1), count(500_000)
        self._names, self._relationships, self._notes = count(1), count(1), count(1)

    def rows(self, household: Household) -> Iterator[Held]:
        known = [resident for resident in household.residents if "social_care" in resident.uses]
        numbers = {resident.id: next(self._persons) for resident in known}
        recorded = {one.id: (one.nhs_number if self._rng.random() < 0.9 else None, self._email(one)) for one in known}
        reached = {one.id for one in known if any(recorded[one.id]) or one.upn or one.has_own_phone}
        for resident in known:
            values = self._person(resident, numbers[resident.id], *recorded[resident.id])
            row = held("dm_persons", str(numbers[resident.id]), values, [resident], reached)
            yield row._replace(beside=tuple(one for one in known if one is not resident and one.id in reached))
        for resident in known:
            others = [one for one in known if one is not resident] or household.residents
            yield from self._file(household, resident, numbers[resident.id], reached)
            yield from self._notes_on(resident, others[0], numbers[resident.id], reached)
        for one, other in combinations(known, 2):
            id, kind = next(self._relationships), _relationship(household, one, other)
            values = (id, numbers[one.id], numbers[other.id], kind, recently(self._rng), "N")
            yield held("sccv_personal_relationship", str(id), values, [one, other], reached)

    def _person(self, resident: Resident, number: int, nhs: str | None, email: str | None) -> tuple[Value, ...]:
        rng = self._rng
        if nhs and rng.random() < 0.4:
            nhs = f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}"
        last = mistyped(rng, resident.surname) if rng.random() < 0.03 else resident.surname
        died = resident.died_on.isoformat() if resident.died_on else None
        return (
            number, nhs, resident.upn, f"{resident.forename} {last}", resident.forename, last,
            resident.born_on.isoformat(), died, "F" if resident.is_female else "M", email, "N",
        )  # fmt: skip

    def _email(self, resident: Resident) -> str | None:
        return as_typed_email(self._rng, resident.email) if resident.email and self._rng.random() < 0.6 else None

    def _file(self, household: Household, resident: Resident, number: int, reached: set[str]) -> Iterator[Held]:
        """Where somebody lived, how they are rung up, and what they were called."""
        rng = self._rng
        for home, since, until in household.homes:
            id = next(self._addresses)
            values: tuple[Value, ...] = (id, number, since, until, home.line, home.postcode, home.uprn)
            yield held("dm_addresses", str(id), values, [resident], reached)
        phones = [(landline(household.number), "Home")]
        if resident.phone and (resident.has_own_phone or rng.random() < 0.7):
            phones.append((resident.phone, "Mobile"))
        for phone, kind in phones:
            id = next(self._phones)
            values = (id, number, as_typed_phone(rng, phone), kind)
            yield held("dm_telephone_numbers", f"{id},{number}", values, [resident], reached)
        if resident.former_surname:
            id = next(self._names)
            values = (id, number, resident.forename, resident.former_surname)
            yield held("sccv_person_other_name", str(id), values, [resident], reached)

    def _notes_on(self, resident: Resident, other: Resident, number: int, reached: set[str]) -> Iterator[Held]:
        for _ in range(1 + int(self._rng.random() * 4)):
            id, (kind, text) = next(self._notes), NOTES[int(self._rng.random() * len(NOTES))]
            note = text.format(name=resident.name, other=other.name)
            values = (id, number, recently(self._rng), kind, note, "duty.team@example.net")
            yield held("case_notes", str(id), values, [resident], reached)


def _relationship(household: Household, one: Resident, other: Resident) -> str:
    """Who the first is to the second; adults come before children."""
    if one.is_child:
        return "sibling"
    if other.is_child:
        return "parent"
    return "partner" if household.are_couple else "housemate"
