"""Special category data and criminal offence data: which conditions carry their processing, and what is recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muniment.core.duties.schedule_1 import (
    invoked_by,
    key_elements,
    paragraph_called,
    reason_of,
    schedule_1,
    which_invoked,
)
from muniment.core.judgement.criteria import (
    answered,
    called,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    said,
    settle,
)
from muniment.core.values import Fact, Question, Reason, Receipt, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.special_categories import (
    Element,
    OffenceData,
    Paragraph,
    Point,
    Schedule1,
    SpecialCategories,
)


class Carried(StrEnum):
    """Whether the conditions that are relied on carry the processing."""

    CARRIED = "carried"
    INCOMPLETE = "incomplete"  # a further condition, or key elements of its record, are not there
    REFUSED = "refused"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relied:
    """What a piece of processing relies on: the paragraph of Schedule 1, if any, and what is recorded for it.

    `invoked` is the paragraph that this one builds on; `answers` meet the criteria of the condition.
    """

    paragraph: str | None = None
    invoked: str | None = None
    recorded: frozenset[str] = frozenset()
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCheck:
    """Whether the conditions carry the processing; `missing` are the key elements still to be recorded."""

    outcome: Carried
    missing: tuple[Element, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()


def check_special_category(*, point: str, relied: Relied, processed_on: date) -> ConditionCheck:
    """Whether a point of article 9(2) (`a` to `j`), with a condition of Schedule 1 where one is needed, is enough."""
    version = governing("uk_gdpr/special_categories", SpecialCategories, processed_on=processed_on)
    named = called(f"point of {version.cite}", point, version.rule.points)
    refuse_unknown(f"question of article 9(2)({point})", relied.answers, codes_of(named.needs))
    settled = settle(named.needs, relied.answers)
    paragraph = _paragraph(named, relied, processed_on)
    why = (*reasons_of(version), reason(version, named.text), *paragraph.reasons)
    asked = () if settled.failed else (*questions(version, settled.open), *paragraph.questions)
    refused = paragraph.refused or "; ".join(f"answered no: {one.text}" for one in settled.failed)
    return _checked(
        f"Can special category data be processed under article 9(2)({point})?",
        (Fact(name="point", value=point), *_facts(relied)),
        _Found(refused, paragraph.lacks, paragraph.missing, why, asked),
        processed_on,
    )


def check_offence_data(*, official_authority: bool | None, relied: Relied, processed_on: date) -> ConditionCheck:
    """Whether criminal offence data, allegations included, can be processed: by official authority or Schedule 1."""
    version = governing("uk_gdpr/offence_data", OffenceData, processed_on=processed_on)
    refuse_unknown(f"question of {version.cite}", relied.answers, ())
    facts = (*said("official authority", official_authority), *_facts(relied))
    if relied.paragraph is None:
        asked = questions_of(version, "official-authority") if official_authority is None else ()
        refused = "neither official authority nor a condition of Schedule 1." if official_authority is False else ""
        found = _Found(refused=refused, reasons=reasons_of(version), questions=asked)
    else:
        found = _schedule_1(relied, relied.paragraph, version.rule.parts, processed_on)
        found = found._replace(reasons=(*reasons_of(version), *found.reasons))
    return _checked("Can criminal offence data be processed?", facts, found, processed_on)


class _Found(NamedTuple):
    """One part of the answer: why it refuses, what it lacks, what is not recorded, why, and what is open."""

    refused: str = ""
    lacks: str = ""
    missing: tuple[Element, ...] = ()
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()


def _paragraph(point: Point, relied: Relied, on: date) -> _Found:
    """How Schedule 1 stands for a point of article 9(2)."""
    if not point.needs_schedule_1:
        named = [code for code in (relied.paragraph, relied.invoked) if code]
        refuse_unknown(f"part of a condition of article 9(2)({point.code})", (*named, *relied.recorded), ())
        return _Found()
    if relied.paragraph is None:
        return _Found(lacks="a condition of Schedule 1")
    serves = paragraph_called(schedule_1(on), relied.paragraph).point
    if serves != point.code:
        return _Found(refused=f"paragraph {relied.paragraph} of Schedule 1 does not serve article 9(2)({point.code}).")
    return _schedule_1(relied, relied.paragraph, None, on)


def _schedule_1(relied: Relied, code: str, parts: tuple[str, ...] | None, on: date) -> _Found:
    """How the paragraph that is relied on stands: of one of `parts`, with all its key elements recorded."""
    version = schedule_1(on)
    paragraph = paragraph_called(version, code)
    if parts is not None and paragraph.part not in parts:
        return _Found(refused=f"paragraph {code} of Schedule 1 is no condition for this.")
    invoked = invoked_by(version, paragraph, relied.invoked)
    elements = key_elements(version, paragraph, invoked)
    refuse_unknown("key element of Schedule 1", relied.recorded, codes_of(version.rule.elements))
    wanting = (which_invoked(paragraph),) if paragraph.invokes and invoked is None else ()
    return _Found(
        missing=tuple(one for one in elements if one.code not in relied.recorded),
        reasons=tuple(_reasons(version, paragraph, invoked)),
        questions=questions(version, wanting),
    )


def _reasons(version: Version[Schedule1], paragraph: Paragraph, invoked: Paragraph | None) -> Iterator[Reason]:
    yield from reasons_of(version)
    yield reason_of(version, paragraph)
    if invoked:
        yield reason_of(version, invoked)


def _checked(question: str, facts: tuple[Fact, ...], found: _Found, on: date) -> ConditionCheck:
    lacking = [*([found.lacks] if found.lacks else []), *(one.code for one in found.missing)]
    if found.refused:
        outcome, answer = Carried.REFUSED, f"No: {found.refused}"
    elif found.questions:
        outcome, answer = Carried.ASK, "Not settled: an officer must answer the open questions."
    elif lacking:
        outcome, answer = Carried.INCOMPLETE, f"Not yet: these are not there: {', '.join(lacking)}."
    else:
        outcome, answer = Carried.CARRIED, "Yes."
    return ConditionCheck(
        outcome=outcome,
        missing=found.missing,
        receipt=receipt(question=question, answer=answer, reasons=found.reasons, facts=facts, law_as_at=on),
        questions=() if found.refused else found.questions,
    )


def _facts(relied: Relied) -> Iterator[Fact]:
    if relied.paragraph:
        yield Fact(name="paragraph", value=relied.paragraph)
    if relied.invoked:
        yield Fact(name="builds on", value=relied.invoked)
    yield from (Fact(name="recorded", value=code) for code in sorted(relied.recorded))
    yield from answered(relied.answers)
