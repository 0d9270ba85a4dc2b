"""Telling those who were given data that they were rectified, erased or restricted: each of them, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import called, said
from muniment.core.values import Decision, Fact, Question, Right, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.grounds import FollowsRights
from muniment.law.rules.rights import ClosedList


class NotifyOutcome(StrEnum):
    """Whether a recipient is to be told."""

    NOTIFY = "notify"
    NOTIFIED = "notified"
    EXCUSED = "excused"
    ASK = "ask"  # why it would be impossible or disproportionate is not on record
    NOT_CALLED_FOR = "not-called-for"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One to whom data were disclosed, under the council's own key; `excuse` is why they cannot be told, if so.

    `excuse_recorded` says that the reasons for the excuse are written down.
    """

    key: str
    notified_on: date | None = None
    excuse: str | None = None
    excuse_recorded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """What is to be done about one recipient."""

    key: str
    decision: Decision[NotifyOutcome]


def notifications(recipients: Iterable[Recipient], *, right: Right, done_on: date) -> tuple[Notification, ...]:
    """One notification for each recipient, by key, after something was done under a right.

    UsageError where a recipient stands twice with different facts, or was told before it was done.
    """
    by_key: dict[str, Recipient] = {}
    for one in recipients:
        if by_key.setdefault(one.key, one) != one:
            raise UsageError("A recipient stands twice in the disclosure log with different facts. Merge the entries.")
        if one.notified_on is not None and one.notified_on < done_on:
            raise UsageError(f"A recipient was told on {one.notified_on}, before it was done on {done_on}. Check both.")
    return tuple(
        Notification(key=key, decision=_decide(one, right=right, done_on=done_on))
        for key, one in sorted(by_key.items())
    )


def tell_person(*, asked: bool, recipients: Iterable[Recipient]) -> tuple[str, ...]:
    """The keys of the recipients that the person is told of: all of them, if they ask."""
    return tuple(sorted({one.key for one in recipients})) if asked else ()


def _decide(recipient: Recipient, *, right: Right, done_on: date) -> Decision[NotifyOutcome]:
    version = governing("uk_gdpr/notifying_recipients", FollowsRights, decided_on=done_on)
    excuses = governing("uk_gdpr/refusals/notifying_recipients", ClosedList, decided_on=done_on)
    if recipient.excuse is not None:
        called("excuse", recipient.excuse, excuses.rule.entries)
    outcome, answer = _follow(version.rule, recipient, right)
    still_open = Question(code="excuse", text="Why can this recipient not be told? Record it.", cite=excuses.cite)
    return Decision(
        outcome=outcome,
        questions=(still_open,) if outcome is NotifyOutcome.ASK else (),
        receipt=receipt(
            question="Is the recipient to be told?",
            answer=answer,
            reasons=(*reasons_of(version), *(reasons_of(excuses) if recipient.excuse else ())),
            facts=(
                Fact(name="right", value=right.value),
                Fact(name="done", value=done_on.isoformat()),
                Fact(name="notified", value=recipient.notified_on.isoformat() if recipient.notified_on else "no"),
                Fact(name="excuse", value=recipient.excuse or "none"),
                *said("excuse recorded", recipient.excuse_recorded if recipient.excuse else None),
            ),
            law_as_at=done_on,
        ),
    )


def _follow(rule: FollowsRights, recipient: Recipient, right: Right) -> tuple[NotifyOutcome, str]:
    if right not in {one.value for one in rule.rights}:
        return NotifyOutcome.NOT_CALLED_FOR, f"No: nothing has to be told to recipients after {right.value}."
    if recipient.notified_on is not None:
        return NotifyOutcome.NOTIFIED, "It has been done."
    if recipient.excuse is None:
        return NotifyOutcome.NOTIFY, "Yes."
    if recipient.excuse_recorded:
        return NotifyOutcome.EXCUSED, f"No: it would be {recipient.excuse}, for reasons on record."
    return NotifyOutcome.ASK, "Not settled: the reasons for the excuse are not on record."
