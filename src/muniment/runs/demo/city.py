"""The people of the city, household by household: who lives where, with whom, and under which names before."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from muniment.runs.demo import identifiers
from muniment.runs.demo.names import ORIGINS, STREETS

TODAY = datetime.date(2026, 11, 1)
"""The day the city's data ends; the same on every day, so that the same seed gives the same city."""

SHOWN_HOUSEHOLDS = 8
"""The first households use every service, so that there is something to show; the first is the resident asked for."""

SYSTEMS = ("social_care", "revenues", "housing", "schools", "libraries", "contact", "leisure")
_SHARES = {"social_care": 0.12, "revenues": 0.9, "housing": 0.25, "libraries": 0.35, "contact": 0.5, "leisure": 0.15}
_WEIGHTS = tuple(accumulate(origin.weight for origin in ORIGINS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A dwelling."""

    uprn: int
    line: str
    postcode: str


@dataclass(slots=True, kw_only=True)
class Resident:
    """A person, and what the truth knows of them."""

    id: str
    forename: str
    surname: str
    former_surname: str | None = None
    is_female: bool
    born_on: datetime.date
    died_on: datetime.date | None = None
    nhs_number: str | None = None
    nino: str | None = None
    upn: str | None = None
    uln: str | None = None
    email: str | None = None
    former_email: str | None = None
    phone: str | None = None
    has_own_phone: bool = False  # nobody else has the number, so that it tells this person
    email_tells_others: bool = False  # a child is enrolled somewhere with it
    library_card: str | None = None
    uses: frozenset[str] = frozenset()

    @property
    def age(self) -> int:
        """Years on the day the data ends."""
        return (TODAY - self.born_on).days * 4 // 1461

    @property
    def is_child(self) -> bool:
        """Whether they are of school age or younger."""
        return self.age < 18

    @property
    def name(self) -> str:
        """The name they go by now."""
        return f"{self.forename} {self.surname}"


@dataclass(slots=True, kw_only=True)
class Household:
    """People who live together; the first adult is the one who deals with the council."""

    number: int
    home: Address
    former_home: Address | None
    moved_on: datetime.date
    adults: list[Resident]
    children: list[Resident] = field(default_factory=list)
    are_couple: bool = True  # else two adults who share nothing but the address
    uses: frozenset[str] = frozenset()

    @property
    def homes(self) -> list[tuple[Address, str, str | None]]:
        """Where they live and lived, since when and until when."""
        homes: list[tuple[Address, str, str | None]] = [(self.home, self.moved_on.isoformat(), None)]
        if self.former_home:
            homes.append((self.former_home, "2009-04-01", self.moved_on.isoformat()))
        return homes

    @property
    def residents(self) -> list[Resident]:
        """Everyone, adults first."""
        return [*self.adults, *self.children]


class City:
    """Makes households until there are as many residents as asked for; the same seed makes the same ones."""

    def __init__(self, seed: int, residents: int) -> None:
        self._rng = random.Random(seed)  # noqa: S311 (nothing secret: the same city every time)
        self._wanted = residents
        self._made = 0
        self._nhs_numbers, self._ninos = identifiers.nhs_numbers(), identifiers.ninos()
        self._upns, self._ulns = identifiers.upns(), identifiers.ulns()

    def households(self) -> Iterator[Household]:
        """Each household once."""
        number = 0
        while self._made < self._wanted:
            number += 1
            yield self._shown(number) if number <= SHOWN_HOUSEHOLDS else self._household(number)

    def _shown(self, number: int) -> Household:
        """A household that uses every service; the first is a couple with two children, who moved and married."""
        household = self._household(number, adults=2, children=2, uses=frozenset(SYSTEMS))
        for adult in household.adults:
            adult.died_on = None
            adult.born_on = datetime.date(1975 + number, 3, 14 + number)
        if number == 1:
            asked, partner = household.adults
            asked.is_female, asked.forename, asked.former_surname = True, "Siân", "Pryce"
            asked.email, asked.former_email = "sian.nwosu@example.com", "sian.pryce@example.org"
            partner.is_female, partner.forename, partner.former_surname = False, "Chukwuemeka", None
            partner.email, partner.former_email = "emeka.nwosu@example.net", None
            for resident in household.residents:
                resident.surname = "Nwosu"
        return household

    def _household(
        self, number: int, adults: int = 0, children: int = -1, uses: frozenset[str] | None = None
    ) -> Household:
        rng = self._rng
        adults = adults or (2 if rng.random() < 0.55 else 1)
        children = children if children >= 0 else max(0, int(rng.random() * 5) - 2)
        origin = self._origin()
        surname = _one(rng, ORIGINS[origin].surnames)
        if uses is None:
            uses = frozenset(one for one in ("revenues", "housing") if rng.random() < _SHARES[one]) | {"schools"}
        everything = len(uses) == len(SYSTEMS)
        moved = rng.random() < 0.4 or everything
        household = Household(
            number=number,
            home=_address(rng, 2 * number),
            former_home=_address(rng, 2 * number + 1) if moved else None,
            moved_on=TODAY - datetime.timedelta(days=60 + int(rng.random() * 3000)),
            adults=[self._adult(origin, surname, everything) for _ in range(adults)],
            uses=uses,
        )
        if adults == 2 and not everything and rng.random() < 0.15:
            household.are_couple = False
            lodger = household.adults[1]
            lodger.surname, lodger.former_surname, lodger.former_email = _one(rng, ORIGINS[origin].surnames), None, None
        household.children = [self._child(origin, surname, everything) for _ in range(children)]
        for resident in household.residents:
            personal = (
                one for one in ("social_care", "libraries", "contact", "leisure") if rng.random() < _SHARES[one]
            )
            resident.uses = uses if everything else frozenset(personal)
        return household

    def _adult(self, origin: int, household_surname: str, everything: bool) -> Resident:
        """An adult; a third have a former surname, some have died, most have an e-mail address and a phone."""
        rng, serial = self._rng, self._next()
        is_female = rng.random() < 0.51
        forename = _one(rng, ORIGINS[origin].female if is_female else ORIGINS[origin].male)
        former = _one(rng, ORIGINS[self._origin()].surnames) if rng.random() < 0.3 else None
        email = identifiers.mailbox(forename, household_surname, serial) if rng.random() < 0.85 or everything else None
        is_reached = rng.random() < 0.9 or everything
        return Resident(
            id=f"R{serial:07d}",
            forename=forename,
            surname=household_surname,
            former_surname=former if former != household_surname else None,
            is_female=is_female,
            born_on=TODAY - datetime.timedelta(days=6600 + int(rng.random() ** 1.3 * 26000)),
            died_on=TODAY - datetime.timedelta(days=int(rng.random() * 900)) if rng.random() < 0.02 else None,
            nhs_number=next(self._nhs_numbers, None),
            nino=next(self._ninos, None),
            email=email,
            former_email=identifiers.mailbox(forename, former, serial, "example.org") if former and email else None,
            phone=identifiers.mobile(serial) if is_reached else None,
            has_own_phone=is_reached and serial < identifiers.RESERVED_PHONES,
        )

    def _child(self, origin: int, surname: str, everything: bool) -> Resident:
        rng, serial = self._rng, self._next()
        is_female = rng.random() < 0.49
        born_on = TODAY - datetime.timedelta(days=(2000 if everything else 30) + int(rng.random() * 4300))
        at_school = born_on < TODAY - datetime.timedelta(days=1700)
        return Resident(
            id=f"R{serial:07d}",
            forename=_one(rng, ORIGINS[origin].female if is_female else ORIGINS[origin].male),
            surname=surname,
            is_female=is_female,
            born_on=born_on,
            nhs_number=next(self._nhs_numbers, None),
            upn=next(self._upns) if at_school else None,
            uln=next(self._ulns) if at_school and born_on.year <= TODAY.year - 14 else None,
        )

    def _next(self) -> int:
        self._made += 1
        return self._made

    def _origin(self) -> int:
        at = self._rng.random() * _WEIGHTS[-1]
        return next(number for number, weight in enumerate(_WEIGHTS) if at < weight)


def _one(rng: random.Random, among: tuple[str, ...]) -> str:
    return among[int(rng.random() * len(among))]


def _address(rng: random.Random, serial: int) -> Address:
    street = int(rng.random() * len(STREETS))
    line = f"{1 + int(rng.random() * 180)} {STREETS[street]}"
    return Address(
        uprn=999_900_000_000 + serial, line=line, postcode=identifiers.postcode(street, int(rng.random() * 28))
    )
