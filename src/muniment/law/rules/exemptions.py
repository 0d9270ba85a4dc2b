"""What exemptions, and the gates that an item passes before it is given, can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.criteria import Criterion
from muniment.law.rules.rights import Entitlement


class RestsOn(StrEnum):
    """What makes an exemption hold."""

    CLASS = "class"  # what the item is settles it
    PREJUDICE = "prejudice"  # meeting the right would be likely to prejudice a purpose
    EXTENT = "extent"  # only so far as meeting the right would defeat what the provision guards
    HARM = "harm"  # serious harm to somebody's health is likely
    BEST_INTERESTS = "best-interests"  # giving it would not serve the person whose data it is
    EXPECTATION = "expectation"  # it was given in the expectation that this requester would not have it
    ENACTMENT = "enactment"  # another enactment, rule of law or order decides
    COURT = "court"  # a rule of court lets it be withheld
    BALANCE = "balance"  # the interests of another person are weighed
    REQUEST = "request"  # it lies in the request, not in the item


class Effect(StrEnum):
    """What an exemption does once its test is met."""

    WITHHOLDS = "withholds"
    DELAYS = "delays"  # it moves the time to answer, and lets nothing be withheld
    HOLDS_BACK = "holds-back"  # the item is neither given nor withheld until what is missing is there


class AskedBy(StrEnum):
    """Who asks for a person's data, where that decides whether an exemption is open."""

    DATA_SUBJECT = "data-subject"  # or somebody whom the person authorised
    PARENT = "parent"  # with parental responsibility for the child whose data it is
    COURT_APPOINTEE = "court-appointee"  # appointed by a court for a person who cannot manage their own affairs


class ItemClass(StrEnum):
    """The classes of an item that have rules of their own."""

    HEALTH = "health"
    EDUCATION = "education"
    SOCIAL_WORK = "social-work"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeLimit:
    """In a nation, the exemption is open against a parent while the child is younger than `under` years."""

    nation: str
    under: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """When a right need not be met, and what must be asked and written down before it is relied on.

    Those of its `tests` that have a `when` are asked for these rights alone. `rights_listed` is false where the rights
    lifted are not listed here, so that an officer must look them up. An empty list of `purposes`, `nations`, `asked_by`
    or `ages` sets no limit. `councils` is false where councils cannot use it, for the reason `why_not`; `expires` is
    true where each use must name the day on which it ends.
    """

    code: str
    rights: tuple[Entitlement, ...] = ()
    rights_listed: bool = True
    rests_on: tuple[RestsOn, ...]
    test: str
    tests: tuple[Criterion, ...] = ()
    purposes: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    nations: tuple[str, ...] = ()
    asked_by: tuple[AskedBy, ...] = ()
    ages: tuple[AgeLimit, ...] = ()
    councils: bool = True
    why_not: str | None = None
    effect: Effect = Effect.WITHHOLDS
    expires: bool = False

    def may_lift(self, right: Entitlement) -> bool:
        """Whether it can lift that right: it lists it, or what it lifts is for an officer to look up."""
        return not self.rights_listed or right in self.rights


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLimit:
    """In a nation, a search is too dear when its hours, at `pounds_an_hour`, come to more than `pounds`."""

    nation: str
    pounds: int
    pounds_an_hour: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualData:
    """Which rights manual unstructured data do not carry, and which only within a limit of cost.

    `tests` are what an officer is asked, under the codes `personnel`, `described`, `minutes` and `confirm-minutes`.
    """

    lifted: tuple[Entitlement, ...]
    lifted_for_personnel: tuple[Entitlement, ...]
    cost_limited: tuple[Entitlement, ...]
    tests: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLimits:
    """The limit of cost in each nation."""

    limits: tuple[CostLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """How the interests of another person are weighed against a right: step by step, then by factors on record."""

    rights: tuple[Entitlement, ...]
    steps: tuple[Criterion, ...]
    factors: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """In items of a class it is reasonable to name those who hold one of `roles`, if `condition` is answered yes."""

    item_class: ItemClass
    roles: tuple[str, ...]
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumptions:
    """The professionals whom it is presumed reasonable to name."""

    presumptions: tuple[Presumption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """An item that could be of several classes is of the first of them in this order."""

    order: tuple[ItemClass, ...]
    tests: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """An exemption to be worked through for items of `classes`; for every item where there are none."""

    exemption: str
    classes: tuple[ItemClass, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOrder:
    """The exemptions through which an item passes before it is given to anybody, in this order."""

    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGivers:
    """Whose opinion settles a health item: the first of `givers` that can be had."""

    givers: tuple[str, ...]
