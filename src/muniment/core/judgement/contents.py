"""What a letter, notice, record or report must contain in a case, and what it still lacks.

An item that hangs on a fact which nobody has answered is called for, and is not held to be missing: the fact is asked
for, and until it is answered nothing passes for complete.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from muniment.core.judgement.criteria import NO_ANSWERS, answered, codes_of, reason, refuse_unknown
from muniment.core.values import Fact, Question, Reason, Receipt, reasons_of, receipt
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item

NOT_WORDED: Mapping[str, str] = MappingProxyType({})
"""No fact has a question in words of its own."""


class Completeness(StrEnum):
    """Whether everything is there that must be."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    ASK = "ask"  # nothing is missing so far, but whether more is called for is not answered
    SAYS_TOO_MUCH = "says-too-much"  # something is said that must not be said in this case


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsCheck:
    """What a case calls for, in the order in which it is written, and what is not there.

    `called_for` is all that is written until the `questions` are answered: what the law requires for certain
    (`required`), good practice, and what hangs on a fact that nobody has answered. Of what is `required`, some is
    `missing`; `advised` is good practice that is not there either. The questions go by the codes of the answers.
    `excess` is what is said and must not be, where what is not called for must be kept silent.
    """

    outcome: Completeness
    called_for: tuple[Item, ...]
    required: tuple[Item, ...]
    missing: tuple[Item, ...]
    advised: tuple[Item, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()
    excess: tuple[Item, ...] = ()


def check(
    version: Version[Contents],
    *,
    of: str,
    on: date,
    present: Collection[str] = (),
    answers: Mapping[str, bool] = NO_ANSWERS,
    worded: Mapping[str, str] = NOT_WORDED,
    told: Iterable[Fact] = (),
    nothing_else: bool = False,
) -> ContentsCheck:
    """What `of` (in words) must contain and lacks, by the items present and the answers to what calls for more.

    `worded` puts the question for a fact in words of its own; `told` are facts for the receipt besides. With
    `nothing_else`, what is not called for must be kept silent, and what hangs on an open fact waits even where it is
    said already. UsageError for an item or an answer that the contents do not know.
    """
    items = version.rule.items
    refuse_unknown(f"item of {of}", present, codes_of(items))
    refuse_unknown(f"fact on which {of} hangs", answers, facts_of(items))
    listed = called_for(items, answers)
    certain = tuple(item for item in listed if not item.when or any(answers.get(fact) for fact in item.when))
    absent = tuple(item for item in listed if item.code not in present)
    missing = tuple(item for item in absent if item in certain and not item.practice)
    waiting = listed if nothing_else else absent
    unsettled = tuple(item for item in waiting if item not in certain and not item.practice)
    excess = tuple(item for item in items if nothing_else and item.code in present and item not in listed)
    return ContentsCheck(
        outcome=_outcome(missing, unsettled, excess),
        called_for=listed,
        required=tuple(item for item in certain if not item.practice),
        missing=missing,
        advised=tuple(item for item in absent if item in certain and item.practice),
        receipt=receipt(
            question=f"Does {of} have all that it must?",
            answer=_answer(missing, unsettled, excess),
            reasons=(*reasons_of(version), *_reasons(version, missing)),
            facts=(*told, *(Fact(name="present", value=code) for code in sorted(present)), *answered(answers)),
            law_as_at=on,
        ),
        questions=tuple(_questions(version, unsettled, answers, worded)),
        excess=excess,
    )


def facts_of(items: Iterable[Item]) -> tuple[str, ...]:
    """The facts on which items hang, in the order in which they first do."""
    return tuple(dict.fromkeys(fact for item in items for fact in item.when))


def called_for(items: Iterable[Item], answers: Mapping[str, bool]) -> tuple[Item, ...]:
    """The items that the answers call for; a fact that is not answered counts as so."""
    return tuple(item for item in items if not item.when or any(answers.get(fact, True) for fact in item.when))


def missing_items(
    what: str,
    items: Collection[Item],
    present: Collection[str],
    answers: Mapping[str, bool] = NO_ANSWERS,
    *,
    practice: bool = False,
) -> tuple[Item, ...]:
    """The items called for that are not among the codes: those of the law, with `practice` good practice too.

    A fact that is not answered counts as so. UsageError for a code that no item has, which calls it `what`.
    """
    refuse_unknown(what, present, codes_of(items))
    listed = called_for(items, answers)
    return tuple(item for item in listed if item.code not in present and (practice or not item.practice))


def to_record(version: Version[Any], items: Iterable[Item], prefix: str = "record") -> tuple[Question, ...]:
    """The items as questions that ask to put them on record, under their codes behind the prefix."""
    return tuple(
        Question(code=f"{prefix}-{item.code}", text=f"Record this: {item.text}", cite=item.cite or version.cite)
        for item in items
    )


def _outcome(missing: tuple[Item, ...], unsettled: tuple[Item, ...], excess: tuple[Item, ...]) -> Completeness:
    if excess:
        return Completeness.SAYS_TOO_MUCH
    if missing:
        return Completeness.INCOMPLETE
    return Completeness.ASK if unsettled else Completeness.COMPLETE


def _answer(missing: tuple[Item, ...], unsettled: tuple[Item, ...], excess: tuple[Item, ...]) -> str:
    lines = (
        ("No. It must not say: ", excess),
        ("No. Missing: ", missing),
        ("Not settled: whether this is called for too: ", unsettled),
    )
    return " ".join(f"{says}{', '.join(codes_of(items))}." for says, items in lines if items) or "Yes."


def _reasons(version: Version[Contents], missing: tuple[Item, ...]) -> Iterator[Reason]:
    for item in missing:
        yield reason(version, item.text, item.cite)


def _questions(
    version: Version[Contents], unsettled: tuple[Item, ...], answers: Mapping[str, bool], worded: Mapping[str, str]
) -> Iterator[Question]:
    """One question for each fact that is not answered, with the items that it would call for."""
    for fact in facts_of(unsettled):
        if fact not in answers:
            items = [item for item in unsettled if fact in item.when]
            needed = " ".join(item.text for item in items)
            plain = f"Does this apply here: {fact.replace('-', ' ')}? If so, this is needed: {needed}"
            yield Question(code=fact, text=worded.get(fact, plain), cite=items[0].cite or version.cite)
