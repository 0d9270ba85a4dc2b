"""What provisions on the rights of data subjects can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.contents import Item
from muniment.law.rules.processing import Basis


class Entitlement(StrEnum):
    """What the law gives a data subject: the rights that are asked for, and what is owed without asking."""

    INFORMATION = "information"
    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    RECIPIENTS = "notifying-recipients"
    PORTABILITY = "portability"
    OBJECTION = "objection"
    DIRECT_MARKETING = "direct-marketing"
    WITHDRAWAL = "withdrawal"
    AUTOMATED_DECISION = "automated-decision"
    BREACH_NOTICE = "breach-notice"  # to be told of a breach

    @property
    def file(self) -> str:
        """The name of its law files."""
        return self.value.replace("-", "_")


class Applies(StrEnum):
    """Whether a right applies to data that are processed on a lawful basis."""

    YES = "applies"
    ON_CONDITIONS = "applies-on-conditions"  # only to data that meet the conditions named with it
    EXCEPT_AS_NECESSARY = "except-as-necessary"  # not to the extent that the processing is necessary: to be assessed
    NO = "does-not-apply"
    WITHDRAW_CONSENT = "withdraw-consent-instead"
    BARRED = "barred"  # what the right guards against is not allowed at all on this basis
    FOLLOWS = "follows-another-right"
    NO_SUCH_BASIS = "no-such-basis"  # the basis was not in the law on that day


class Limb(StrEnum):
    """The two ways in which a request can be an abuse of the right."""

    UNFOUNDED = "manifestly-unfounded"
    EXCESSIVE = "manifestly-excessive"


class Consequence(StrEnum):
    """What a council may do about a request that is manifestly unfounded or excessive."""

    FEE = "fee"
    REFUSAL = "refusal"


class Route(StrEnum):
    """How a message that asks for personal data is dealt with."""

    RIGHTS_REQUEST = "rights-request"
    CASEWORK = "elected-representative-casework"
    DISCLOSURE = "disclosure"  # the council's own decision to disclose; nobody's right
    EDUCATIONAL_RECORD = "educational-record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Something that the law or the regulator names, under a code that never changes its meaning."""

    code: str
    text: str
    cite: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBases:
    """Whether a right applies on some of the bases, and why; `question` is what an officer must then assess."""

    bases: tuple[Basis, ...]
    applies: Applies
    why: str
    cite: str
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightOnBases:
    """One row of the matrix of rights and lawful bases."""

    right: Entitlement
    cells: tuple[OnBases, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRight:
    """Whether there is a right at all."""

    right: Entitlement
    held: bool
    why: str
    cite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRights:
    """The rights of which a part of the law says that there are such, or that there are none."""

    rights: tuple[HeldRight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedList:
    """A closed list of grounds, parts or functions: what is not in it does not count."""

    entries: tuple[Coded, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A circumstance that speaks for a request being manifestly unfounded, or excessive."""

    code: str
    limb: Limb
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """What speaks for a request being an abuse, and what is `not_enough` on its own."""

    factors: tuple[Factor, ...]
    not_enough: tuple[Coded, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What may be done about a request that is manifestly unfounded or excessive."""

    consequences: tuple[Consequence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCap:
    """The most that may be charged; none is set where it is left out."""

    cap_pence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """Somebody who asks: how their message is dealt with, and the evidence to record of it."""

    requester: str
    route: Route
    evidence: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """From what age a child is presumed able to exercise their rights in some nations, or may be taken to be.

    From `adult_at` a person asks for themselves; `presumed_at` is a presumption of law, `suggested_at` a guide.
    """

    nations: tuple[str, ...]
    adult_at: int
    presumed_at: int | None = None
    suggested_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherCheck:
    """A check of the content once a parent may ask, in nations, while the child is younger than `below_age`."""

    code: str
    text: str
    cite: str
    nations: tuple[str, ...]
    below_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentalRequest:
    """What is recorded when a parent asks for a child's data, and what is then checked, in this order."""

    evidence: tuple[Item, ...]
    further_checks: tuple[FurtherCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAge:
    """The age from which a child consents for themselves."""

    age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeAttained:
    """The day on which somebody born on 29 February has their birthday in a year that has none."""

    leap_month: int
    leap_day: int
