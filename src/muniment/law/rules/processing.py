"""What provisions on lawfulness, openness and partners can rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    """The lawful bases of article 6(1), under the words that the data map uses."""

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


class PolicyDocument(StrEnum):
    """Whether a condition needs an appropriate policy document."""

    REQUIRED = "required"
    NOT_REQUIRED = "not-required"
    UNLESS = "unless"  # required, save where the criterion of the paragraph is met
    AS_INVOKED = "as-invoked"  # as the paragraph of Part 2 that it invokes


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A question whose answer must be yes, under a code; `when` names the facts that call for it, any one of them."""

    code: str
    text: str
    cite: str | None = None
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Criteria all of which must be met."""

    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One way in which a rule is met: all its `needs` are; `duties` are what must then be done besides."""

    code: str
    text: str
    cite: str | None = None
    needs: tuple[Criterion, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Conditions of which any one is enough."""

    conditions: tuple[Condition, ...]


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
    """Enactments passed on or after that day do not override data protection law unless they say so."""

    passed_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
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

    grounds: tuple[Ground, ...]
    factors: tuple[Criterion, ...]
    unobtainable: Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One condition of article 9(2); `needs_schedule_1` where it also takes a condition of Schedule 1."""

    code: str
    text: str
    needs_schedule_1: bool = False
    needs: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialCategories:
    """The conditions of article 9(2)."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One key element that must be recorded for a condition."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One condition of Schedule 1; `point` is that of article 9(2) that it serves; none for offence data alone.

    `record` names the key elements to record; `unless` is the criterion that lifts the policy document; `invokes` is
    the part, or the paragraph, that it builds on, and `drops` the elements of that which it does without.
    """

    code: str
    text: str
    part: str
    policy_document: PolicyDocument
    point: str | None = None
    record: tuple[str, ...] = ()
    unless: Criterion | None = None
    invokes: str | None = None
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule1:
    """The conditions of Schedule 1, and what each code of `record` stands for."""

    paragraphs: tuple[Paragraph, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceData:
    """The parts of Schedule 1 whose conditions make the processing of criminal offence data lawful."""

    parts: tuple[str, ...]


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
