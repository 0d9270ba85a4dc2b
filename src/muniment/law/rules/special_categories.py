"""What provisions on special category data and criminal offence data can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.criteria import Criterion


class PolicyDocument(StrEnum):
    """Whether a condition needs an appropriate policy document."""

    REQUIRED = "required"
    NOT_REQUIRED = "not-required"
    UNLESS = "unless"  # required, save where the criterion of the paragraph is met
    AS_INVOKED = "as-invoked"  # as the paragraph of Part 2 that it invokes


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
