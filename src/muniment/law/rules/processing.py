"""What provisions on lawfulness, openness and partners can rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.law.rules.criteria import Criterion
from muniment.law.shapes import Url


class CouncilKind(StrEnum):
    """What kind of council this is, asked at set-up, because the law treats the smallest differently."""

    UNITARY = "unitary"
    COUNTY = "county"
    DISTRICT = "district"
    LONDON_BOROUGH = "london-borough"
    METROPOLITAN = "metropolitan"
    COMBINED_AUTHORITY = "combined-authority"
    JOINT_BOARD = "joint-board"
    PARISH = "parish"
    COMMUNITY = "community"
    TOWN = "town"  # a parish or community council by another name
    PARISH_MEETING = "parish-meeting"
    COMMUNITY_MEETING = "community-meeting"
    CHARTER_TRUSTEES = "charter-trustees"


class Basis(StrEnum):
    """The lawful bases of article 6(1), under words that never change their meaning."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTERESTS = "vital-interests"
    PUBLIC_TASK = "public-task"
    RECOGNISED_LEGITIMATE_INTEREST = "recognised-legitimate-interest"
    LEGITIMATE_INTERESTS = "legitimate-interests"


class AfterConsent(StrEnum):
    """Whether a ground makes a new purpose compatible for data that were collected on consent."""

    ALWAYS = "always"
    UNOBTAINABLE = "unobtainable"  # only where consent cannot reasonably be asked for
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAuthorities:
    """Councils of the kinds `never` are no public authority; of those `to_confirm` it must be asked; all others are.

    Even then only for tasks in the public interest and the exercise of official authority.
    """

    never: tuple[CouncilKind, ...]
    to_confirm: tuple[CouncilKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDuty:
    """Whether every public authority must have a data protection officer."""

    public_authorities: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTier:
    """One level of the yearly charge that controllers pay."""

    code: str
    amount_pounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTiers:
    """The yearly charge that controllers pay, by tier."""

    tiers: tuple[FeeTier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulBasis:
    """One basis of article 6(1); `barred_for_public_tasks` where public authorities may not use it in their tasks.

    `conditions` names the provision that lists the conditions one of which must be met.
    """

    code: Basis
    text: str
    cite: str
    barred_for_public_tasks: bool = False
    conditions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulBases:
    """The bases on which processing can be lawful."""

    bases: tuple[LawfulBasis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnactments:
    """Enactments `passed_from` that day on do not override data protection law unless they say so."""

    passed_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEnactments:
    """Enactments `passed_before` that day stand to data protection law as they did before the rule."""

    passed_before: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeGround:
    """One ground on which a new purpose counts as compatible with the first."""

    code: str
    text: str
    cite: str
    after_consent: AfterConsent
    needs: tuple[Criterion, ...] = ()
    conditions: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compatibility:
    """Grounds any one of which makes a new purpose compatible; where there is none, `factors` are weighed."""

    grounds: tuple[PurposeGround, ...]
    factors: tuple[Criterion, ...]
    unobtainable: Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class TransparencyScope:
    """Which tools an algorithmic transparency record is for: any one criterion is enough."""

    mandatory_for_councils: bool
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category of the accountability framework, with what is expected and how many expectations that is."""

    code: str
    title: str
    count: int
    expectations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountability:
    """The categories of the accountability framework, and the statuses that an expectation can have."""

    categories: tuple[Category, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One procedure that a message may call for, if `asks` is answered yes; each runs by a clock of its own."""

    code: str
    asks: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """The procedures that a message may call for: several may run side by side."""

    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulator:
    """Who the regulator is; letters are written with these words, never with words of their own."""

    name: str
    short: str
    url: Url
