"""What the grounds of single rights, and the rules on what follows from them, can rule."""

from dataclasses import dataclass

from muniment.law.rules.criteria import Condition, Criterion
from muniment.law.rules.rights import Entitlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground, which holds when all its `needs` are met, with `evidence` on record.

    `automatic_for` is the request that, while it is open, brings the ground about without being asked.
    """

    code: str
    text: str
    cite: str
    needs: tuple[Criterion, ...]
    evidence: tuple[str, ...] = ()
    automatic_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Grounds of which any one is enough."""

    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowsRights:
    """A duty that follows from a request, or from what is done, under one of `rights`."""

    rights: tuple[Entitlement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restricted:
    """What may still be done with restricted data: `free` acts without more, any other on one of `grounds`, recorded.

    `blocked` acts are never done, whatever the ground.
    """

    free: tuple[str, ...]
    blocked: tuple[str, ...]
    grounds: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomatedDecisions:
    """When a decision counts as automated and significant (`covered`), and what bars it or lifts its safeguards.

    `barred_bases` are lawful bases on which such a decision may not rest. `special_category` are the ways, any one of
    which is enough, to use special category data all the same; where there are none, the rule on such data is not held
    here. `exceptions` are those from the safeguards.
    """

    covered: tuple[Criterion, ...]
    barred_bases: tuple[str, ...] = ()
    special_category: tuple[Condition, ...] = ()
    exceptions: tuple[Condition, ...] = ()
