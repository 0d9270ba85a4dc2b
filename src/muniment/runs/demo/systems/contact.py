"""Customer contact: people who wrote or rang, and what they asked."""

import random
from collections.abc import Iterator
from itertools import count

from muniment.runs.demo.city import Address, Household, Resident
from muniment.runs.demo.held import Held, Value, held, recently
from muniment.runs.demo.identifiers import as_typed_email, as_typed_phone, mistyped_email

ENQUIRIES = (
    ("Missed bin", "Our recycling was not collected again. {name}, {address}"),
    ("Parking permit", "Please could you tell me what I need for a second permit? Kind regards, {name}"),
    ("Council tax", "We have moved to {address} and would like to change our direct debit. {name}"),
    ("School place", "My daughter needs a place from January. When will we hear? {name}"),
    ("Noise", "The people upstairs play music until three in the morning. Do not tell them I wrote. {name}"),
)


class Contact:
    """Somebody who changed name and address may stand here twice; mail may be filed under nobody."""

    name = "contact"
    ddl = """
CREATE TABLE contact (contact_id INTEGER PRIMARY KEY, full_name VARCHAR(200), email VARCHAR(240), phone VARCHAR(32),
  postcode VARCHAR(10), created_on DATE);
CREATE TABLE enquiry (enquiry_id INTEGER PRIMARY KEY, contact_id INTEGER, from_email VARCHAR(240), channel VARCHAR(20),
  subject VARCHAR(200), body TEXT, received_on DATE);
CREATE INDEX enquiry_contact ON enquiry (contact_id);
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._contacts, self._enquiries = count(1), count(1)

    def rows(self, household: Household) -> Iterator[Held]:
        for resident in household.adults:
            if "contact" not in resident.uses:
                continue
            if resident.former_surname and resident.former_email:
                former = f"{resident.forename} {resident.former_surname}"
                yield from self._contact(resident, (former, resident.former_email, None), household.homes[-1][0])
            now = (resident.name, resident.email, resident.phone)
            yield from self._contact(resident, now, household.home)

    def _contact(
        self, resident: Resident, known_as: tuple[str, str | None, str | None], home: Address
    ) -> Iterator[Held]:
        """A contact with the name, e-mail address and phone of its time, and its enquiries."""
        rng, id, (name, email, phone) = self._rng, next(self._contacts), known_as
        reached = {resident.id} if email or (phone and resident.has_own_phone) else set[str]()
        typed_email = as_typed_email(rng, email) if email else None
        typed_phone = as_typed_phone(rng, phone) if phone else None
        values: tuple[Value, ...] = (id, name, typed_email, typed_phone, home.postcode, recently(rng))
        yield held("contact", str(id), values, [resident], reached)
        for _ in range(1 + int(rng.random() * 2)):
            enquiry, (subject, text) = next(self._enquiries), ENQUIRIES[int(rng.random() * len(ENQUIRIES))]
            filed_under, sender, is_lost = self._sender(resident, id, email)
            body = text.format(name=name, address=home.line)
            channel = "e-mail" if sender else "telephone"
            values = (enquiry, filed_under, sender, channel, subject, body, recently(rng))
            yield held("enquiry", str(enquiry), values, [resident], () if is_lost else reached)

    def _sender(self, resident: Resident, contact: int, email: str | None) -> tuple[int | None, str | None, bool]:
        """Whom an enquiry is filed under: one in five under nobody, and then a wrong letter loses it."""
        if email is None:
            return contact, None, False
        if self._rng.random() < 0.8:
            return contact, as_typed_email(self._rng, email), False
        if not resident.has_own_phone and self._rng.random() < 0.1:
            return None, mistyped_email(self._rng, email), True
        return None, as_typed_email(self._rng, email), False
