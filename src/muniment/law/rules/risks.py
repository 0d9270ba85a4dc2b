"""What provisions on risk, breaches, marketing and transfers can rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.law.rules.processing import Condition, Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A yes calls for an assessment: `alone`, or else together with a criterion other than the one it is `same_as`."""

    code: str
    text: str
    alone: bool
    same_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Triggers:
    """The `triggers` of a data protection impact assessment."""

    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningCriteria:
    """As many of the `criteria` as `enough` says, met together, call for an assessment."""

    criteria: tuple[Criterion, ...]
    enough: int


class Severity(StrEnum):
    """How bad it is for people if a risk comes true."""

    MINIMAL = "minimal"
    SIGNIFICANT = "significant"
    SEVERE = "severe"


class Likelihood(StrEnum):
    """How likely it is that a risk comes true."""

    REMOTE = "remote"
    POSSIBLE = "possible"
    PROBABLE = "probable"


class RiskLevel(StrEnum):
    """How high a risk is, severity and likelihood taken together."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCell:
    """A harm of that `severity` and `likelihood` is a risk that is `overall` so high."""

    severity: Severity
    likelihood: Likelihood
    overall: RiskLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskMatrix:
    """The overall risk for each severity and likelihood: one of the `cells`."""

    cells: tuple[RiskCell, ...]

    def overall(self, severity: Severity, likelihood: Likelihood) -> RiskLevel:
        """The overall risk; KeyError when the matrix has no such cell."""
        return {(cell.severity, cell.likelihood): cell.overall for cell in self.cells}[severity, likelihood]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationGate:
    """Where the residual risk is `consult_at`, the Commissioner is consulted before the processing starts."""

    consult_at: RiskLevel


class Told(StrEnum):
    """Who is told of a breach."""

    COMMISSIONER = "commissioner"
    CONTROLLER = "controller"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachDuty:
    """Whoever has the duty `tells` of the breach, `unless` an officer finds that to be so; without it, always."""

    tells: Told
    unless: Criterion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """One of several answers, with the `points` that it gives."""

    code: str
    text: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What raises or lowers the points of a kind of data, by `points`."""

    code: str
    text: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DataContext:
    """A kind of data with the `points` that it gives before any of the `adjustments`."""

    code: str
    text: str
    points: int
    adjustments: tuple[Adjustment, ...]


class SeverityLevel(StrEnum):
    """How severe a breach is for people."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very-high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Scores `from_score` upwards, up to the next band, are of that `level`; `text` is the effect on people."""

    level: SeverityLevel
    from_score: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachSeverity:
    """The score is that of the data `contexts`, times the `ease` of telling who people are, plus the circumstances.

    Of several kinds of data the highest counts, kept between `lowest_context` and `highest_context`. The circumstances
    are `confidentiality`, `integrity` and `availability`, and the points of `malice` where there was any. The `bands`
    stand in order. More people than `many_people` raise a flag, which is not part of the score.
    """

    lowest_context: int
    highest_context: int
    contexts: tuple[DataContext, ...]
    ease: tuple[Degree, ...]
    confidentiality: tuple[Degree, ...]
    integrity: tuple[Degree, ...]
    availability: tuple[Degree, ...]
    malice: float
    bands: tuple[Band, ...]
    many_people: int


class BreachStep(StrEnum):
    """What is done about a breach, besides recording it."""

    RECORD_ONLY = "record-only"
    REPORT = "report"
    REPORT_AND_TELL = "report-and-tell-people"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyStep:
    """For a breach of that `level`, `step` is recommended to the officer who decides."""

    level: SeverityLevel
    step: BreachStep


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachPolicy:
    """The `steps` that are recommended by level of severity; an officer decides."""

    steps: tuple[PolicyStep, ...]

    def step(self, level: SeverityLevel) -> BreachStep:
        """The step recommended for a level; KeyError when the policy has none."""
        return {one.level: one.step for one in self.steps}[level]


class Mechanism(StrEnum):
    """What a restricted transfer can rest on."""

    APPROVED = "approved-by-regulations"
    SAFEGUARDS = "appropriate-safeguards"
    DEROGATION = "derogation"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRule:
    """A transfer rests on one of the `mechanisms` and meets the `criteria`.

    Those that are `restrictable` meet the criterion `restriction` besides, which asks for regulations against it.
    """

    mechanisms: tuple[Mechanism, ...]
    restrictable: tuple[Mechanism, ...]
    restriction: Criterion
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place, or a kind of recipient, to which transfers are approved, within the scope that the `criteria` draw.

    `countries` are two-letter codes of ISO 3166-1. `approved_from` is set where the approval is younger than the list.
    """

    code: str
    text: str
    cite: str
    countries: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    approved_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedDestinations:
    """The `destinations` to which transfers are approved by regulations."""

    destinations: tuple[Destination, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A recognised instrument of safeguards, and which `test` is considered with it."""

    code: str
    text: str
    cite: str
    test: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSafeguards:
    """Safeguards are one of the `instruments`, with all `criteria` met and that one of the `tests` that it names."""

    instruments: tuple[Instrument, ...]
    tests: tuple[Criterion, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Arrangements `made_before` that day are saved where the `criteria` are met."""

    made_before: date
    criteria: tuple[Criterion, ...]


class Channel(StrEnum):
    """How marketing reaches people."""

    LIVE_CALL = "live-call"
    AUTOMATED_CALL = "automated-call"
    ELECTRONIC_MAIL = "electronic-mail"  # e-mail, SMS and other stored messages
    POST = "post"


class Subscriber(StrEnum):
    """Who has the contract for the line or the address that marketing goes to."""

    INDIVIDUAL = "individual"
    CORPORATE = "corporate"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingMeaning:
    """A message is direct marketing when all `criteria` are met and none of the `exceptions`."""

    criteria: tuple[Criterion, ...]
    exceptions: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingRule:
    """For any of the `channels` to any of the `subscribers`: all `criteria` are met, and one of the `conditions`."""

    channels: tuple[Channel, ...]
    subscribers: tuple[Subscriber, ...]
    criteria: tuple[Criterion, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyCeiling:
    """The highest penalty: `pounds`, or that `percent_of_turnover` where it is more."""

    pounds: int
    percent_of_turnover: int


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
