"""What checking an identifier gives, and what each kind of identifier declares so that it can be checked."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class IdentifierKind(StrEnum):
    """A kind of identifier; where a data map has the same as an identity key, the word is the same."""

    NHS_NUMBER = "nhs_number"
    CHI_NUMBER = "chi_number"
    HEALTH_AND_CARE_NUMBER = "health_and_care_number"
    NINO = "nino"
    TEMPORARY_REFERENCE = "temporary_reference"
    UTR = "utr"
    UPN = "upn"
    ULN = "uln"
    UPRN = "uprn"
    USRN = "usrn"
    POSTCODE = "postcode"
    DRIVER_NUMBER = "driver_number"
    VEHICLE_REGISTRATION = "vehicle_registration"
    PASSPORT_NUMBER = "passport_number"
    PNC_ID = "pnc_id"
    SORT_CODE = "sort_code"
    BANK_ACCOUNT = "bank_account"
    IBAN = "iban"
    VAT_NUMBER = "vat_number"
    COMPANY_NUMBER = "company_number"
    CHARITY_NUMBER = "charity_number"
    ODS_CODE = "ods_code"
    PHONE_NUMBER = "phone_number"
    COUNCIL_TAX_ACCOUNT = "council_tax_account"
    PROPERTY_REFERENCE = "property_reference"
    BLUE_BADGE = "blue_badge"


class Outcome(StrEnum):
    """What a check found; even VALID never proves whose an identifier is, or that it was ever given out."""

    VALID = "valid"  # it passes every check there is for its kind
    INVALID = "invalid"  # it cannot be one
    UNKNOWN = "unknown"  # its form is no bar, but what would settle it is not held here
    PLACEHOLDER = "placeholder"  # it stands for "not known", or serves administration: it is nobody's
    TEST_RANGE = "test-range"  # it is of a range published for tests and examples: it is nobody's


class Reveals(StrEnum):
    """What an identifier tells about its holder by itself, to whoever can read it."""

    BIRTH_DATE = "birth-date"
    SEX = "sex"
    NAME = "name"
    SCHOOL = "school"
    ADDRESS = "address"
    BANK = "bank"
    POLICE_RECORD = "police-record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is known of one identifier; printing it shows the mask only.

    `normalised` is the form to store, and `identity` the part of it that tells one holder from another. `problem`
    is what is wrong or doubtful; it and `what_to_do` never hold the identifier.
    """

    kind: IdentifierKind
    outcome: Outcome
    normalised: str = field(repr=False)
    identity: str = field(repr=False)
    masked: str
    reveals: tuple[Reveals, ...] = ()
    variety: str | None = None
    problem: str | None = None
    what_to_do: str | None = None

    @property
    def issued_for_tests(self) -> bool:
        """Whether it is of a range published for tests and examples, so that no person can have it."""
        return self.outcome is Outcome.TEST_RANGE


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the check of one kind says of a normal form; `variety` is the sort within its kind, in plain words.

    `has_form` is false where the text is let through though it has no known form of its kind: it may be anything, and
    a mask shows nothing of it.
    """

    outcome: Outcome
    has_form: bool = True
    problem: str | None = None
    what_to_do: str | None = None
    variety: str | None = None


VALID = Verdict(outcome=Outcome.VALID)

NOTHING_SHOWN = "******"
_LEFT_OUT = {"Pd", "Cf"}  # dashes, and what is not seen: soft hyphens, marks of direction
_MINUS = "\u2212"


def invalid(problem: str, what_to_do: str = "Check it against the letter or card it came from.") -> Verdict:
    """The verdict that it cannot be one, with why."""
    return Verdict(outcome=Outcome.INVALID, problem=problem, what_to_do=what_to_do)


def compact(text: str) -> str:
    """The text without blanks, hyphens and dashes, ASCII letters in upper case.

    Other letters stay as they are: upper case would make two ASCII letters of some, and so let them pass.

    >>> compact(" qq 12-34–56 c")
    'QQ123456C'
    """
    kept = (one for one in text if not one.isspace() and unicodedata.category(one) not in _LEFT_OUT and one != _MINUS)
    return "".join(one.upper() if one.isascii() else one for one in kept)


def last_three(normal: str) -> str:
    """A mask that shows the last three characters, or fewer of a short identifier: a third of it at most."""
    shown = min(3, len(normal) // 3)
    return NOTHING_SHOWN + normal[len(normal) - shown :]


def nothing(normal: str) -> str:
    """A mask that shows no part of it, and not its length."""
    return NOTHING_SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """How identifiers of one kind are written, judged and masked.

    `normalise` takes any text; `judge`, `identify` and `mask` take what it gives, and never an empty text.
    """

    judge: Callable[[str], Verdict]
    normalise: Callable[[str], str] = compact
    identify: Callable[[str], str] = str
    mask: Callable[[str], str] = last_three
    reveals: tuple[Reveals, ...] = ()
