"""The appropriate policy document: what it must say, how long it is kept, and whether a register line has its own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from muniment.core.clocks.calendars import Calendar
from muniment.core.clocks.duty import end
from muniment.core.duties.schedule_1 import PolicyNeed, policy_document_needed
from muniment.core.judgement.contents import Completeness, ContentsCheck, check
from muniment.core.judgement.criteria import said
from muniment.core.values import Decision, Fact, Question, Reason, Receipt, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.clocks import Counting, Period
from muniment.law.rules.contents import Contents, Item


class LineStanding(StrEnum):
    """Whether a line of the register of processing has the policy document that it needs."""

    IN_ORDER = "in-order"
    NOT_LINKED = "not-linked"  # it needs a policy document and names none
    INCOMPLETE = "incomplete"  # the document, or what the register must say of it, is not whole
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A line of the register that relies on a condition of Schedule 1, and the policy document it is linked to.

    `document` are the contents of that document, None where the line names none; `extras` is what the line itself
    says of it; `retention_not_followed` says that data were not kept and erased as the document says.
    """

    paragraph: str
    invoked: str | None = None
    document: frozenset[str] | None = None
    extras: frozenset[str] = frozenset()
    answers: Mapping[str, bool] = field(default_factory=dict)
    retention_not_followed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCheck:
    """Whether a register line is in order; `missing` is what its document and the line itself still lack."""

    outcome: LineStanding
    missing: tuple[Item, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepUntil:
    """The last day on which a policy document must still be kept."""

    keep_until: date
    receipt: Receipt


def check_policy_document(*, present: Collection[str], processed_on: date) -> ContentsCheck:
    """What is missing from an appropriate policy document."""
    version = governing("dpa_2018/policy_document", Contents, processed_on=processed_on)
    return check(version, of="the appropriate policy document", present=present, on=processed_on)


def check_register_extras(
    *, present: Collection[str], retention_not_followed: bool | None, processed_on: date
) -> ContentsCheck:
    """What is missing from what the register must say of processing that needs a policy document."""
    version = governing("dpa_2018/register_extras", Contents, processed_on=processed_on)
    answers = {} if retention_not_followed is None else {"retention-not-followed": retention_not_followed}
    return check(version, of="the register line", present=present, answers=answers, on=processed_on)


def keep_until(*, ceased_on: date, calendar: Calendar) -> KeepUntil:
    """How long the policy document is kept after the processing that it covers ceased."""
    version = governing("dpa_2018/policy_document_keeping", Period, began_on=ceased_on)
    last_day, how = end(version.rule, ceased_on, calendar)
    assert last_day is not None  # nothing pauses such a period
    counting = governing("rtr/counting", Counting, began_on=ceased_on)
    return KeepUntil(
        keep_until=last_day,
        receipt=receipt(
            question="How long is the policy document kept?",
            answer=f"To {day_in_words(last_day)}.",
            reasons=(*reasons_of(version), *reasons_of(counting, how)),
            facts=(
                Fact(name="nation", value=calendar.nation.value),
                Fact(name="processing ceased", value=ceased_on.isoformat()),
            ),
            law_as_at=ceased_on,
            holidays=calendar.extra,
        ),
    )


def check_line(line: RegisterLine, *, processed_on: date) -> LineCheck:
    """Whether a register line has the policy document that its condition needs, whole, and says what it must of it."""
    need = policy_document_needed(
        paragraph=line.paragraph, invoked=line.invoked, answers=line.answers, processed_on=processed_on
    )
    if need.outcome is not PolicyNeed.NEEDED:
        outcome = LineStanding.ASK if need.outcome is PolicyNeed.ASK else LineStanding.IN_ORDER
        return _checked(line, outcome, need, on=processed_on, questions=need.questions)
    document = check_policy_document(present=line.document or (), processed_on=processed_on)
    extras = check_register_extras(
        present=line.extras, retention_not_followed=line.retention_not_followed, processed_on=processed_on
    )
    return _checked(
        line,
        _standing(line, document, extras),
        need,
        on=processed_on,
        reasons=(*document.receipt.reasons, *extras.receipt.reasons),
        missing=(*document.missing, *extras.missing),
        questions=extras.questions,
    )


def _standing(line: RegisterLine, document: ContentsCheck, extras: ContentsCheck) -> LineStanding:
    if line.document is None:
        return LineStanding.NOT_LINKED
    if document.missing or extras.missing:
        return LineStanding.INCOMPLETE
    return LineStanding.ASK if extras.outcome is Completeness.ASK else LineStanding.IN_ORDER


LINE_ANSWERS = {
    LineStanding.IN_ORDER: "Yes.",
    LineStanding.NOT_LINKED: "No: it needs an appropriate policy document and is linked to none.",
    LineStanding.INCOMPLETE: "No: the policy document, or what the register says of it, is not whole.",
    LineStanding.ASK: "Not settled: an officer must answer the open questions.",
}


def _checked(
    line: RegisterLine,
    outcome: LineStanding,
    need: Decision[PolicyNeed],
    *,
    on: date,
    reasons: tuple[Reason, ...] = (),
    missing: tuple[Item, ...] = (),
    questions: tuple[Question, ...] = (),
) -> LineCheck:
    return LineCheck(
        outcome=outcome,
        missing=missing,
        receipt=receipt(
            question="Has the register line the policy document that it needs?",
            answer=LINE_ANSWERS[outcome],
            reasons=(*need.receipt.reasons, *reasons),
            facts=(
                *need.receipt.facts,
                *said("policy document named", line.document is not None),
                *said("retention not followed", line.retention_not_followed),
                *(Fact(name="lacks", value=item.code) for item in missing),
            ),
            law_as_at=on,
        ),
        questions=questions,
    )
