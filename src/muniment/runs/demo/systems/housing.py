"""Council housing: tenancies and who holds them, dwellings, rent and repairs."""

import random
from collections.abc import Iterator
from itertools import count

from muniment.runs.demo.city import Address, Household, Resident
from muniment.runs.demo.held import Held, Value, held, recently
from muniment.runs.demo.identifiers import as_typed_email, as_typed_nino, as_typed_phone

REPAIRS = (
    "Boiler loses pressure overnight",
    "Damp patch on the bedroom wall, child has asthma",
    "Front door does not close",
    "Tap in the bathroom drips",
    "Extractor fan broken",
)


class Housing:
    """A couple hold their tenancy jointly; two adults who are no couple hold one each, in the same dwelling."""

    name = "housing"
    ddl = """
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name VARCHAR(100), surname VARCHAR(100), date_of_birth DATE,
  email VARCHAR(240), mobile VARCHAR(32), nino VARCHAR(16));
CREATE TABLE property (property_id INTEGER PRIMARY KEY, uprn BIGINT, address VARCHAR(200), postcode VARCHAR(10));
CREATE TABLE tenancy (tenancy_id INTEGER PRIMARY KEY, property_id INTEGER NOT NULL, start_date DATE, end_date DATE,
  tenure VARCHAR(40), weekly_rent NUMERIC(9, 2));
CREATE TABLE tenancy_person (tenancy_id INTEGER NOT NULL, person_id INTEGER NOT NULL, role VARCHAR(40),
  PRIMARY KEY (tenancy_id, person_id));
CREATE TABLE rent_transaction (transaction_id INTEGER PRIMARY KEY, tenancy_id INTEGER NOT NULL, posted_on DATE,
  kind VARCHAR(20), amount NUMERIC(9, 2));
CREATE TABLE repair (repair_id INTEGER PRIMARY KEY, property_id INTEGER NOT NULL, reported_by INTEGER, reported_on DATE,
  description TEXT, status VARCHAR(20));
CREATE INDEX tenancy_property ON tenancy (property_id);
CREATE INDEX tenancy_person_person ON tenancy_person (person_id);
CREATE INDEX rent_tenancy ON rent_transaction (tenancy_id);
CREATE INDEX repair_reporter ON repair (reported_by);
"""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._people, self._dwellings, self._tenancies = count(1), count(1), count(70_001)
        self._transactions, self._repairs = count(1), count(1)

    def rows(self, household: Household) -> Iterator[Held]:
        if "housing" not in household.uses:
            return
        numbers = {adult.id: next(self._people) for adult in household.adults}
        reached: set[str] = set()
        for adult in household.adults:
            email = as_typed_email(self._rng, adult.email) if adult.email and self._rng.random() < 0.7 else None
            if email or adult.nino or adult.has_own_phone:
                reached.add(adult.id)
            yield held(
                "person", str(numbers[adult.id]), self._person(adult, numbers[adult.id], email), [adult], reached
            )
        homes = household.homes if self._rng.random() < 0.5 or len(household.uses) > 3 else household.homes[:1]
        for home, since, until in homes:
            yield from self._dwelling(household, numbers, reached, (home, since, until))

    def _person(self, adult: Resident, number: int, email: str | None) -> tuple[Value, ...]:
        rng = self._rng
        nino = as_typed_nino(rng, adult.nino) if adult.nino else None
        phone = as_typed_phone(rng, adult.phone) if adult.phone else None
        surname = adult.former_surname if adult.former_surname and rng.random() < 0.3 else adult.surname
        return (number, adult.forename, surname, adult.born_on.isoformat(), email, phone, nino)

    def _dwelling(
        self,
        household: Household,
        numbers: dict[str, int],
        reached: set[str],
        stay: tuple[Address, str, str | None],
    ) -> Iterator[Held]:
        rng, dwelling, (home, *dates) = self._rng, next(self._dwellings), stay
        place = (dwelling, home.uprn, home.line, home.postcode)
        yield held("property", str(dwelling), place, household.adults, reached)
        groups = [household.adults] if household.are_couple else [[adult] for adult in household.adults]
        for tenants in groups:
            tenancy = next(self._tenancies)
            values = (tenancy, dwelling, *dates, "Secure", f"{80 + tenancy % 60}.50")
            yield held("tenancy", str(tenancy), values, tenants, reached)
            for at, tenant in enumerate(tenants):
                role = "Joint tenant" if at else "Tenant"
                key = f"{tenancy},{numbers[tenant.id]}"
                yield held("tenancy_person", key, (tenancy, numbers[tenant.id], role), [tenant], reached)
            for kind, amount in (("Rent", "-112.50"), ("Payment", "112.50"), ("Rent", "-112.50"))[: 1 + tenancy % 3]:
                id = next(self._transactions)
                yield held("rent_transaction", str(id), (id, tenancy, recently(rng), kind, amount), tenants, reached)
        if rng.random() < 0.6:
            id, reporter = next(self._repairs), household.adults[0]
            text = REPAIRS[int(rng.random() * len(REPAIRS))]
            job: tuple[Value, ...] = (id, dwelling, numbers[reporter.id], recently(rng), text, "Completed")
            yield held("repair", str(id), job, [reporter], reached)
