"""The duty not to destroy: records that are asked for are kept until the case and its complaints are over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import said
from muniment.core.values import Decision, Fact, Right, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.grounds import FollowsRights


class HoldOutcome(StrEnum):
    """Whether the records that a request reaches are on hold."""

    HOLD = "hold"  # no disposal, no erasure; routine edits are logged
    RELEASED = "released"
    NOT_CALLED_FOR = "not-called-for"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRequest:
    """A request and what became of it; `complaints_until` is the last day on which the council awaits a complaint."""

    right: Right
    received_on: date
    closed_on: date | None = None
    complaints_until: date | None = None
    complaint_open: bool = False


def hold(request: HoldingRequest, *, today: date) -> Decision[HoldOutcome]:
    """Whether the records are on hold on a day: from receipt, to the end of the time for a complaint after closure."""
    _refuse_impossible(request)
    version = governing("dpa_2018/duty_not_to_destroy", FollowsRights, received_on=request.received_on)
    outcome, answer = _follow(version.rule, request, today)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Are the records on hold?",
            answer=answer,
            reasons=reasons_of(version),
            facts=_facts(request, today),
            law_as_at=request.received_on,
        ),
    )


def _refuse_impossible(request: HoldingRequest) -> None:
    if request.closed_on is not None and request.closed_on < request.received_on:
        raise UsageError(
            f"The case was closed on {request.closed_on}, before it was received on {request.received_on}. Check both."
        )
    if request.complaints_until is not None and request.complaints_until < (request.closed_on or request.received_on):
        raise UsageError(
            f"The time for a complaint ends on {request.complaints_until}, before the case. Check the dates."
        )


def _follow(rule: FollowsRights, request: HoldingRequest, today: date) -> tuple[HoldOutcome, str]:
    until = request.complaints_until
    if request.right not in {right.value for right in rule.rights}:
        return HoldOutcome.NOT_CALLED_FOR, f"No: a request for {request.right.value} puts nothing on hold by itself."
    if request.closed_on is None:
        return HoldOutcome.HOLD, "Yes: the case is not closed."
    if request.complaint_open:
        return HoldOutcome.HOLD, "Yes: a complaint is open."
    if until is None:
        return HoldOutcome.HOLD, "Yes: it is not settled until when a complaint is awaited."
    if today <= until:
        return HoldOutcome.HOLD, f"Yes, to the end of {day_in_words(until)}: a complaint may still come."
    return HoldOutcome.RELEASED, "No: the case is closed, and the time for a complaint is over."


def _facts(request: HoldingRequest, today: date) -> Iterator[Fact]:
    yield Fact(name="right", value=request.right.value)
    yield Fact(name="received", value=request.received_on.isoformat())
    if request.closed_on is not None:
        yield Fact(name="closed", value=request.closed_on.isoformat())
    if request.complaints_until is not None:
        yield Fact(name="complaints awaited until", value=request.complaints_until.isoformat())
    yield from said("complaint open", request.complaint_open)
    yield Fact(name="asked on", value=today.isoformat())
