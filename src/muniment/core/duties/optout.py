"""The national data opt-out: whether it is applied to a flow of data, the file to check, and the rows that stay."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from muniment.core.clocks.counting import end_of
from muniment.core.errors import UsageError
from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import (
    Settled,
    answered,
    called,
    codes_of,
    questions,
    refuse_unknown,
    said,
    settle,
)
from muniment.core.values import Decision, Fact, Question, Receipt, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.clocks import Period
from muniment.law.rules.contents import Contents
from muniment.law.rules.optout import LineEnd, OptOut, OptOutExemption, OptOutFile

LINE_ENDS = {LineEnd.LF: "\n", LineEnd.CRLF: "\r\n"}

MEGABYTE = 1_000_000

Row = TypeVar("Row")


class Applying(StrEnum):
    """Whether the opt-out is applied to a flow of data."""

    APPLY = "apply"
    DO_NOT_APPLY = "do-not-apply"
    ASK = "ask"


IN_WORDS = {
    Applying.APPLY: "Yes: the rows of everybody who opted out are left out.",
    Applying.DO_NOT_APPLY: "No: an exemption was approved and is recorded.",
    Applying.ASK: "Not known yet: a question is unanswered, or no exemption that fits the answers was approved.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFile:
    """The file to send, and how many of the numbers given are no valid NHS numbers and not in it.

    A file that does not fit the page (`fits_page`) goes through the client.
    """

    name: str
    content: str
    numbers: int
    invalid: int
    fits_page: bool
    workflow: str
    recipient_mailbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(Generic[Row]):
    """The rows of a data set after the check: those that stay, those to delete, and those that need a look.

    Rows in `no_number` stay and are counted: nothing can be checked. Rows in `invalid` go nowhere until put right. What
    was `removed` is never stored beside a person: only its count is logged.
    """

    kept: tuple[Row, ...]
    removed: tuple[Row, ...]
    no_number: tuple[Row, ...]
    invalid: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsableUntil:
    """The last day on which the result of a check may be used."""

    usable_until: date
    receipt: Receipt


def apply_opt_out(
    *, answers: Mapping[str, bool], exemption: str | None = None, approved: bool = False, processed_on: date
) -> Decision[Applying]:
    """Whether the opt-out is applied to a flow; `approved` says that the exemption's approver is on record.

    Where the criteria are not all met, one of the exemptions says why, or the question stays open.
    """
    policy = governing("nhs/opt_out", OptOut, processed_on=processed_on)
    refuse_unknown(f"question of {policy.cite}", answers, codes_of(policy.rule.criteria))
    listed = policy.rule.exemptions
    claimed = called(f"exemption of {policy.cite}", exemption, listed) if exemption is not None else None
    settled = settle(policy.rule.criteria, answers)
    stands = claimed is not None and approved and (claimed.denies is None or answers.get(claimed.denies) is False)
    outcome = _outcome(settled, claimed, stands=stands)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the national data opt-out applied?",
            answer=IN_WORDS[outcome],
            reasons=reasons_of(policy, claimed.text if claimed and stands else ""),
            facts=(
                *answered(answers),
                Fact(name="exemption", value=exemption or "none"),
                *said("exemption approved", approved),
            ),
            law_as_at=processed_on,
        ),
        questions=_questions(policy, settled, claimed) if outcome is Applying.ASK else (),
    )


def check_file(
    numbers: Iterable[str | None], *, mailbox: str, sequence: int, valid: Callable[[str], bool], sent_on: date
) -> CheckFile:
    """The file of the unique, valid NHS numbers, each on a line; no malformed number gets into it.

    `valid` says whether ten digits are an NHS number. UsageError when none is, or for a running number of five digits.
    """
    form = governing("nhs/opt_out_file", OptOutFile, processed_on=sent_on).rule
    if not 0 <= sequence <= 9999:
        raise UsageError(f"The running number {sequence} does not fit four digits. Give one from 0 to 9999.")
    given = [_digits(number) for number in numbers]
    well_formed = {number for number in given if number and _is_valid(number, form, valid)}
    if not well_formed:
        raise UsageError("There is no valid NHS number in the data, so there is nothing to check. Look at the column.")
    line_end = form.after_number + LINE_ENDS[form.line_end]
    content = "".join(f"{number}{line_end}" for number in sorted(well_formed))
    return CheckFile(
        name=f"{mailbox}-{sent_on:%d%m%y}-{sequence:04}{form.suffix}",
        content=content,
        numbers=len(well_formed),
        invalid=sum(1 for number in given if number and number not in well_formed),
        fits_page=len(content) <= form.page_limit_megabytes * MEGABYTE,
        workflow=form.workflow,
        recipient_mailbox=form.recipient_mailbox,
    )


def match(
    rows: Iterable[Row],
    *,
    nhs_number: Callable[[Row], str | None],
    returned: Collection[str],
    valid: Callable[[str], bool],
    processed_on: date,
) -> Matched[Row]:
    """The rows split by the numbers that the service returned, which are those that may be used.

    UsageError when a number came back that no row holds: the answer then belongs to another file.
    """
    form = governing("nhs/opt_out_file", OptOutFile, processed_on=processed_on).rule
    usable = frozenset(_digits(number) for number in returned) - {""}
    kept: list[Row] = []
    removed: list[Row] = []
    no_number: list[Row] = []
    invalid: list[Row] = []
    found: set[str] = set()
    for row in rows:
        number = _digits(nhs_number(row))
        if not number:
            no_number.append(row)
        elif not _is_valid(number, form, valid):
            invalid.append(row)
        elif number in usable:
            found.add(number)
            kept.append(row)
        else:
            removed.append(row)
    if strangers := len(usable - found):
        raise UsageError(
            f"Numbers returned that are in no row: {strangers}. This is the answer to another file, so nothing "
            "was split. Take the answer that belongs to these rows."
        )
    return Matched(kept=tuple(kept), removed=tuple(removed), no_number=tuple(no_number), invalid=tuple(invalid))


def usable_until(*, returned_on: date) -> UsableUntil:
    """How long a result that came back on that day may be used."""
    version = governing("nhs/opt_out_result", Period, began_on=returned_on)
    last_day = end_of(version.rule, returned_on)
    return UsableUntil(
        usable_until=last_day,
        receipt=receipt(
            question="How long may the result of the check be used?",
            answer=f"To {day_in_words(last_day)}; then it is asked for again.",
            reasons=reasons_of(version),
            facts=(Fact(name="returned", value=returned_on.isoformat()),),
            law_as_at=returned_on,
        ),
    )


def check_steps(*, done: Collection[str], processed_on: date) -> ContentsCheck:
    """Which steps of applying the opt-out are still to be done."""
    version = governing("nhs/opt_out_steps", Contents, processed_on=processed_on)
    return check(version, of="the run against the national data opt-out", present=done, on=processed_on)


def check_log(*, present: Collection[str], processed_on: date) -> ContentsCheck:
    """What the log of a run lacks."""
    version = governing("nhs/opt_out_log", Contents, processed_on=processed_on)
    return check(version, of="the log of the run", present=present, on=processed_on)


def _outcome(settled: Settled, claimed: OptOutExemption | None, *, stands: bool) -> Applying:
    """Where all criteria are met and nothing is claimed it is applied; all else needs an exemption that stands."""
    if stands:
        return Applying.DO_NOT_APPLY
    return Applying.APPLY if settled.holds and claimed is None else Applying.ASK


def _questions(policy: Version[OptOut], settled: Settled, claimed: OptOutExemption | None) -> tuple[Question, ...]:
    asked = questions(policy, settled.open)
    if settled.holds is None and claimed is None:
        return asked
    text = "Which exemption fits the answers, and who approved it?"
    return (*asked, Question(code="exemption", text=text, cite=policy.cite))


def _digits(number: str | None) -> str:
    """The number without blanks and hyphens, in which NHS numbers are often grouped."""
    return "".join((number or "").replace("-", "").split())


def _is_valid(number: str, form: OptOutFile, valid: Callable[[str], bool]) -> bool:
    return len(number) == form.digits and number.isascii() and number.isdigit() and valid(number)
