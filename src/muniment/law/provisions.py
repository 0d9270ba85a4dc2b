"""A provision of law with its versions, and the question that it answers: which version governs this day?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from muniment.law.errors import NoLawInForce
from muniment.law.rules import Rule

R_co = TypeVar("R_co", bound=Rule, covariant=True)


class Confidence(StrEnum):
    """How far a version was checked against its source."""

    READ = "read"  # the text, or the regulator's page, was read
    SECONDARY = "secondary"  # known from what others wrote of it
    FROM_MEMORY = "from-memory"  # to be verified before it is relied on


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Whose reading of the words is followed, where the words alone leave a choice."""

    text: str
    cite: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Generic[R_co]):
    """What a provision says over one stretch of days; both ends are days in force, no end means still in force.

    `known_from` is set for law made later than it applies from: the first day on which anyone could know it.
    """

    cite: str
    url: str
    in_force_from: date
    in_force_to: date | None = None
    known_from: date | None = None
    text: str
    reading: Reading | None = None
    judgement: str | None = None
    confidence: Confidence
    rule: R_co


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Generic[R_co]):
    """One rule of law over time; `selects` names the date of the case that chooses the version.

    `before` and `after` say why nothing is held for the days outside the versions, which have no gap between them.
    """

    name: str
    selects: str
    before: str
    after: str
    versions: tuple[Version[R_co], ...]

    def as_at(self, day: date, known_on: date | None = None) -> Version[R_co]:
        """The one version that governs `day`; with `known_on`, as the law was known on that day.

        Law made later and deemed earlier is left out when it was not yet known: the version before it then still
        held. Raises NoLawInForce, naming the gap, when no version governs the day.
        """
        governing: Version[R_co] | None = None
        for version in self.versions:
            known = known_on is None or version.known_from is None or version.known_from <= known_on
            if known and version.in_force_from <= day:
                governing = version
        if governing is None:
            raise NoLawInForce(self.name, day, self.before)
        if governing is self.versions[-1] and governing.in_force_to is not None and governing.in_force_to < day:
            raise NoLawInForce(self.name, day, self.after)
        return governing
