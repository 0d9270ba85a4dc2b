"""What provisions on risk and impact assessments can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.criteria import Criterion


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
        """The overall risk, whose cell the matrix must have."""
        return {(cell.severity, cell.likelihood): cell.overall for cell in self.cells}[severity, likelihood]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationGate:
    """Where the residual risk is `consult_at`, the Commissioner is consulted before the processing starts."""

    consult_at: RiskLevel
