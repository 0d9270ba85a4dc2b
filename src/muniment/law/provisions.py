"""A provision of law with its versions, and the question that it answers: which version governs this day?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from muniment.law.errors import NoLawInForce
from muniment.law.shapes import Url

R_co = TypeVar("R_co", covariant=True)

NOTHING: Mapping[str, date] = MappingProxyType({})
"""No uncertain commencement is switched on."""


class Confidence(StrEnum):
    """How far a version was checked against its source."""

    READ = "read"  # the text, or the regulator's page, was read
    SECONDARY = "secondary"  # known from what others wrote of it
    FROM_MEMORY = "from-memory"  # to be verified before it is relied on


class Selects(StrEnum):
    """The date of a case that chooses the version of a provision."""

    RECEIVED_ON = "received_on"  # a request, a complaint or a consultation reached those who must answer it
    SENT_ON = "sent_on"  # a letter goes out, a notice is given or published
    AWARE_ON = "aware_on"  # the council became aware of a breach
    OBTAINED_ON = "obtained_on"  # personal data were obtained
    AROSE_ON = "arose_on"  # a question arose
    DECIDED_ON = "decided_on"  # the council decides, or relies on an exemption, an opinion or a ground
    PROCESSED_ON = "processed_on"  # data are processed, shared, stored or transferred
    BEGAN_ON = "began_on"  # that happened from which a period is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Whose reading of the words is followed, where the words alone leave a choice."""

    text: str
    cite: str
    url: Url


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Generic[R_co]):
    """What a provision says over one stretch of days; both ends are days in force, no end means still in force.

    `known_from` is set for law made later than it applies from: the first day on which anyone could know it.
    `commencement` names a switch for law whose commencement is uncertain: it has no first day of its own, and is in
    force from the day that a council holds it to have commenced, before which it counts for nothing.
    `judgement` are the questions that the version leaves to an officer.
    """

    cite: str
    url: Url
    in_force_from: date | None = None
    in_force_to: date | None = None
    commencement: str | None = None
    known_from: date | None = None
    text: str
    reading: Reading | None = None
    judgement: tuple[str, ...] = ()
    confidence: Confidence
    rule: R_co

    def begins(self, commenced: Mapping[str, date]) -> date | None:
        """The first day in force; None while its commencement is not switched on."""
        return self.in_force_from if self.commencement is None else commenced.get(self.commencement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Generic[R_co]):
    """One rule of law over time; `selects` names the date of the case that chooses the version.

    `before` and `after` say why nothing is held for the days outside the versions, which have no gap between them.
    Versions of uncertain commencement stand last, and take the place of the others from the day they commenced.
    """

    name: str
    title: str
    kind: str
    selects: Selects
    before: str
    after: str
    versions: tuple[Version[R_co], ...]

    def as_at(self, day: date, known_on: date | None = None, commenced: Mapping[str, date] = NOTHING) -> Version[R_co]:
        """The one version that governs `day`; with `known_on`, as the law was known on that day.

        Law made later and deemed earlier is left out when it was not yet known: the version before it then still
        held. `commenced` are the days from which a council holds law of uncertain commencement to be in force.
        Raises NoLawInForce, naming the gap, when no version governs the day.
        """
        governing: Version[R_co] | None = None
        for version in self.versions:
            known = known_on is None or version.known_from is None or version.known_from <= known_on
            begins = version.begins(commenced)
            if known and begins is not None and begins <= day:
                governing = version
        if governing is None:
            raise NoLawInForce(self.name, day, self.before)
        if governing.in_force_to is not None and governing.in_force_to < day:
            dated = [version for version in self.versions if version.commencement is None]
            if governing is dated[-1]:  # an earlier one still held, as far as was known
                raise NoLawInForce(self.name, day, self.after)
        return governing


def switches(provisions: Iterable[Provision[Any]]) -> tuple[str, ...]:
    """The names of the uncertain commencements of provisions, which a council can switch on, sorted."""
    versions = (version for provision in provisions for version in provision.versions)
    return tuple(sorted({version.commencement for version in versions if version.commencement}))
