"""Whether a fee may be charged, and what it may include."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import codes_of, reason, refuse_unknown, said
from muniment.core.rights.unfounded import Abuse
from muniment.core.values import Decision, Fact, Question, Reason, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import rights as rules


class Charge(StrEnum):
    """What is charged for answering."""

    FREE = "free"
    REASONABLE_FEE = "reasonable-fee"
    OVER_CAP = "over-cap"  # more than regulations allow
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """The fee that the council would charge: its parts, by code, and whether its criteria are published for all."""

    pence: int
    parts: tuple[str, ...]
    criteria_published: bool


def charge(*, abuse: Abuse, further_copies: bool, costs: Costs | None, decided_on: date) -> Decision[Charge]:
    """Whether a fee may be charged; `abuse` is what `unfounded.judge` found, Abuse.NEITHER where nothing suggests any.

    UsageError for a part of a fee that is not among those that may be charged, or a fee of nothing.
    """
    free = governing("uk_gdpr/fees", rules.ClosedList, decided_on=decided_on)
    cap = governing("dpa_2018/fee_cap", rules.FeeCap, decided_on=decided_on)
    parts = governing("ico/fee_parts", rules.ClosedList, decided_on=decided_on)
    ground = _ground(free.rule, abuse, further_copies)
    if costs:
        _refuse_unchargeable(costs, parts.rule)
    outcome, answer = _outcome(ground, abuse, costs, cap.rule)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May a fee be charged?",
            answer=answer,
            reasons=(*_because(free, ground), *reasons_of(free), *reasons_of(cap), *reasons_of(parts)),
            facts=tuple(_facts(ground, abuse, costs)),
            law_as_at=decided_on,
        ),
        questions=tuple(_questions(ground, costs, free, parts)) if outcome is Charge.ASK else (),
    )


def within(cap: rules.FeeCap, pence: int) -> bool:
    """Whether a fee is no more than regulations allow: any is, while they set no cap."""
    return cap.cap_pence is None or pence <= cap.cap_pence


def _ground(free: rules.ClosedList, abuse: Abuse, further_copies: bool) -> str | None:
    """The ground on which a fee may be charged, if there is one."""
    codes = {one.code for one in free.entries}
    claimed = (abuse.value, "further-copies" if further_copies else None)
    return next((code for code in claimed if code in codes), None)


def _refuse_unchargeable(costs: Costs, parts: rules.ClosedList) -> None:
    refuse_unknown("part of a fee", costs.parts, codes_of(parts.entries))
    if costs.pence <= 0 or not costs.parts:
        raise UsageError("A fee of nothing, or for nothing, is no fee. Give its amount and parts, or leave it out.")


def _outcome(ground: str | None, abuse: Abuse, costs: Costs | None, cap: rules.FeeCap) -> tuple[Charge, str]:
    if ground is None and abuse is Abuse.ASK:
        return Charge.ASK, "Not settled: whether the request is an abuse is open."
    if ground is None:
        return Charge.FREE, "No: it is free."
    if costs is None or not costs.criteria_published:
        return Charge.ASK, "Not yet: the fee is reckoned by published criteria first."
    if not within(cap, costs.pence):
        return Charge.OVER_CAP, "Not that much: it is more than regulations allow."
    return Charge.REASONABLE_FEE, "Yes, this fee."


def _because(free: Version[rules.ClosedList], ground: str | None) -> tuple[Reason, ...]:
    return tuple(reason(free, one.text, one.cite) for one in free.rule.entries if one.code == ground)


def _questions(
    ground: str | None,
    costs: Costs | None,
    free: Version[rules.ClosedList],
    parts: Version[rules.ClosedList],
) -> Iterator[Question]:
    if ground is None:
        yield Question(code="fee-ground", text="Is the request manifestly unfounded or excessive?", cite=free.cite)
    if costs is None:
        yield Question(code="fee-costs", text="What would the answer cost, part by part?", cite=parts.cite)
    if costs is None or not costs.criteria_published:
        yield Question(code="fee-criteria", text="Are the criteria for the fee published?", cite=parts.cite)


def _facts(ground: str | None, abuse: Abuse, costs: Costs | None) -> Iterator[Fact]:
    yield Fact(name="abuse", value=abuse.value)
    yield Fact(name="ground", value=ground or "none")
    if costs:
        yield Fact(name="pence", value=str(costs.pence))
        yield Fact(name="parts", value=", ".join(costs.parts))
        yield from said("criteria published", costs.criteria_published)
