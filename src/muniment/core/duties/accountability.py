"""How far the council meets the ten categories of the accountability framework: a summary of its own assessment."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check, facts_of
from muniment.core.judgement.criteria import called, refuse_unknown
from muniment.core.values import Fact, Receipt, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import processing as rules
from muniment.law.rules.contents import Contents
from muniment.law.rules.processing import Category


class Meets(StrEnum):
    """How far an expectation is met."""

    FULLY = "fully"
    PARTIALLY = "partially"
    NOT_MEETING = "not-meeting"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What the council found of one expectation: its category, its words, how far it is met."""

    category: str
    expectation: str
    meets: Meets


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySummary:
    """One category: how many expectations stand at each status, and which nobody has assessed."""

    category: Category
    counts: Mapping[Meets, int]
    not_assessed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All categories in order; what was not assessed counts as nothing, never as met."""

    categories: tuple[CategorySummary, ...]
    receipt: Receipt


def summary(assessed: Iterable[Assessed], *, decided_on: date) -> Summary:
    """The state of every category on that day; an expectation assessed twice counts by its last assessment."""
    version = governing("ico/accountability", rules.Accountability, decided_on=decided_on)
    found: dict[tuple[str, str], Meets] = {}
    for one in assessed:
        category = called("category of the accountability framework", one.category, version.rule.categories)
        refuse_unknown(f"expectation of the category {one.category}", (one.expectation,), category.expectations)
        found[one.category, one.expectation] = one.meets
    parts = tuple(_summary(category, found) for category in version.rule.categories)
    totals = Counter(found.values())
    left = sum(len(part.not_assessed) for part in parts)
    expected = sum(category.count for category in version.rule.categories)
    return Summary(
        categories=parts,
        receipt=receipt(
            question="How far does the council meet the accountability framework?",
            answer=f"Of {expected} expectations {totals[Meets.FULLY]} are fully met; {left} are not assessed.",
            reasons=reasons_of(version),
            facts=tuple(Fact(name=status.value, value=str(totals[status])) for status in Meets),
            law_as_at=decided_on,
        ),
    )


def check_assessment(*, meets: Meets, present: Collection[str], decided_on: date) -> ContentsCheck:
    """What is missing from the entry of one expectation: whatever is not fully met needs an action, an owner, a day."""
    version = governing("ico/accountability_entry", Contents, decided_on=decided_on)
    answers = {code: code == meets for code in facts_of(version.rule.items)}
    return check(version, of="the entry of the expectation", present=present, on=decided_on, answers=answers)


def _summary(category: Category, found: Mapping[tuple[str, str], Meets]) -> CategorySummary:
    statuses = [found.get((category.code, expectation)) for expectation in category.expectations]
    counted = Counter(status for status in statuses if status is not None)
    return CategorySummary(
        category=category,
        counts={status: counted[status] for status in Meets},
        not_assessed=tuple(
            expectation for expectation, status in zip(category.expectations, statuses, strict=True) if status is None
        ),
    )
