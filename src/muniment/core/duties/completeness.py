"""What a record, notice, report or letter still lacks of the contents that it must have."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.duties.criteria import NO_ANSWERS, answered, reason, refuse_unknown
from muniment.core.values import Fact, Question, Receipt, reasons_of, receipt
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item


class Completeness(StrEnum):
    """Whether everything is there that must be."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    ASK = "ask"  # nothing is missing so far, but whether more is called for is not answered


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsCheck:
    """What is `required`, what of that is `missing`, and what is `advised` as good practice and is not there either.

    `questions` ask for the facts that nobody has answered for and that would call for more, by the codes of `answers`.
    """

    outcome: Completeness
    required: tuple[Item, ...]
    missing: tuple[Item, ...]
    advised: tuple[Item, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()


def check(
    version: Version[Contents],
    *,
    of: str,
    present: Collection[str],
    on: date,
    answers: Mapping[str, bool] = NO_ANSWERS,
) -> ContentsCheck:
    """What is missing of the contents, by the codes of the items present and the answers to what calls for more.

    `of` names what is checked, in words. UsageError for an item or an answer that the contents do not know.
    """
    items = version.rule.items
    refuse_unknown(present, [item.code for item in items], of=of)
    refuse_unknown(answers, conditions_of(version), of=of)
    called_for = [item for item in items if not item.when or any(answers.get(code) for code in item.when)]
    required = tuple(item for item in called_for if not item.practice)
    missing = tuple(item for item in required if item.code not in present)
    hanging = [item for item in items if item not in called_for and item.code not in present and not item.practice]
    unsettled = [item for item in hanging if any(code not in answers for code in item.when)]
    outcome = Completeness.INCOMPLETE if missing else Completeness.ASK if unsettled else Completeness.COMPLETE
    return ContentsCheck(
        outcome=outcome,
        required=required,
        missing=missing,
        advised=tuple(item for item in called_for if item.practice and item.code not in present),
        receipt=receipt(
            question=f"Does {of} have all that it must?",
            answer=_answer(outcome, missing),
            reasons=(*reasons_of(version), *(reason(version, item.text, item.cite) for item in missing)),
            facts=(*(Fact(name="present", value=code) for code in sorted(present)), *answered(answers)),
            law_as_at=on,
        ),
        questions=tuple(_questions(version, unsettled, answers)),
    )


def conditions_of(version: Version[Contents]) -> frozenset[str]:
    """The codes of the facts on which items of the contents hang."""
    return frozenset(code for item in version.rule.items for code in item.when)


def _answer(outcome: Completeness, missing: tuple[Item, ...]) -> str:
    if outcome is Completeness.INCOMPLETE:
        return f"No. Missing: {', '.join(item.code for item in missing)}."
    return "Yes." if outcome is Completeness.COMPLETE else "Not settled: it is not answered whether more is called for."


def _questions(version: Version[Contents], unsettled: list[Item], answers: Mapping[str, bool]) -> Iterator[Question]:
    """One question for each fact that is not answered, with the items that it would call for."""
    for code in dict.fromkeys(code for item in unsettled for code in item.when if code not in answers):
        items = [item for item in unsettled if code in item.when]
        needed = " ".join(item.text for item in items)
        text = f"Is this so: {code.replace('-', ' ')}? Then this is called for: {needed}"
        yield Question(code=code, text=text, cite=items[0].cite or version.cite)
