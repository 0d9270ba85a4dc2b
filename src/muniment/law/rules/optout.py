"""What the national data opt-out can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.criteria import Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOutExemption:
    """Why the opt-out is not applied; it holds only where the criterion that it `denies` was answered no."""

    code: str
    text: str
    denies: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut:
    """The opt-out is applied where all `criteria` are met, unless one of the `exemptions` was approved."""

    criteria: tuple[Criterion, ...]
    exemptions: tuple[OptOutExemption, ...]


class LineEnd(StrEnum):
    """The characters that end a line."""

    LF = "LF"
    CRLF = "CRLF"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOutFile:
    """How the file of NHS numbers is written and sent: a number has so many `digits`, then comes `after_number`.

    A file larger than `page_limit_megabytes` goes through a client, not through the page.
    """

    suffix: str
    digits: int
    after_number: str
    line_end: LineEnd
    workflow: str
    recipient_mailbox: str
    page_limit_megabytes: int
