"""What provisions on personal data breaches can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.criteria import Criterion


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
        """The step recommended for a level, which the policy must have."""
        return {one.level: one.step for one in self.steps}[level]
