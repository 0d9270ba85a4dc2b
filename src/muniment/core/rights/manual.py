"""Manual unstructured data: which rights they carry, and when finding them would be too dear."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import questions, said
from muniment.core.values import Decision, Fact, Nation, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.exemptions import CostLimit, CostLimits, ManualData
from muniment.law.rules.rights import Entitlement

MINUTES_AN_HOUR = 60


class ManualOutcome(StrEnum):
    """What a council owes for manual unstructured data under one right."""

    MEET = "meet-the-right"
    CONFIRM_ONLY = "confirm-only"  # say whether such data are held; give no copy
    LIFTED = "lifted"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualRequest:
    """A right exercised over data on paper in no structure; None is what has not been answered or estimated."""

    right: Entitlement
    nation: Nation
    decided_on: date
    personnel: bool | None = None
    described: bool | None = None
    minutes: int | None = None
    confirm_minutes: int | None = None


def decide(request: ManualRequest) -> Decision[ManualOutcome]:
    """Whether a right must be met for manual unstructured data that a council holds."""
    for minutes in (request.minutes, request.confirm_minutes):
        if minutes is not None and minutes < 0:
            raise UsageError("An estimate of time cannot be negative. Give the minutes that the search would take.")
    version = governing("dpa_2018/manual_data", ManualData, decided_on=request.decided_on)
    limits = governing("foi/appropriate_limit", CostLimits, decided_on=request.decided_on)
    limit = {one.nation: one for one in limits.rule.limits}[request.nation]
    outcome, why, asked = _follow(version.rule, limit, request)
    still_open = (test for test in version.rule.tests if test.code == asked)
    by_cost = request.right in version.rule.cost_limited
    return Decision(
        outcome=outcome,
        questions=questions(version, still_open),
        receipt=receipt(
            question=f"Must the right '{request.right.value}' be met for manual unstructured data?",
            answer=why,
            reasons=(*reasons_of(version), *(reasons_of(limits) if by_cost else ())),
            facts=_facts(request),
            law_as_at=request.decided_on,
        ),
    )


def too_dear(minutes: int, limit: CostLimit) -> bool:
    """Whether that much work costs more than the limit."""
    return minutes * limit.pounds_an_hour > limit.pounds * MINUTES_AN_HOUR


def _follow(rule: ManualData, limit: CostLimit, request: ManualRequest) -> tuple[ManualOutcome, str, str | None]:
    """The outcome, why, and the code of what is still asked: the first line that is so decides."""
    most = f"more than {limit.pounds} pounds, the most that it may cost in {request.nation.in_words}"
    minutes, confirm_minutes = request.minutes, request.confirm_minutes
    personnel = bool(request.personnel) and request.right in rule.lifted_for_personnel
    lines = (
        (request.right in rule.lifted, ManualOutcome.LIFTED, "No: such data do not carry this right.", None),
        (request.personnel is None, ManualOutcome.ASK, "Not settled: is it a personnel matter?", "personnel"),
        (personnel, ManualOutcome.LIFTED, "No: in personnel matters such data do not carry this right.", None),
        (request.right not in rule.cost_limited, ManualOutcome.MEET, "Yes: such data carry this right.", None),
        (request.described is None, ManualOutcome.ASK, "Not settled: are the data described?", "described"),
        (not request.described, ManualOutcome.LIFTED, "No: the request does not describe the data.", None),
        (minutes is None, ManualOutcome.ASK, "Not settled: the work is not estimated.", "minutes"),
        (not too_dear(minutes or 0, limit), ManualOutcome.MEET, f"Yes: finding the data does not cost {most}.", None),
        (
            confirm_minutes is None,
            ManualOutcome.ASK,
            f"Not settled: finding the data costs {most}; saying whether any are held may not.",
            "confirm-minutes",
        ),
        (
            not too_dear(confirm_minutes or 0, limit),
            ManualOutcome.CONFIRM_ONLY,
            f"In part: finding the data costs {most}; say only whether any are held.",
            None,
        ),
        (True, ManualOutcome.LIFTED, f"No: even to find out whether any are held costs {most}.", None),
    )
    return next((outcome, why, asked) for so, outcome, why, asked in lines if so)


def _facts(request: ManualRequest) -> Iterator[Fact]:
    yield Fact(name="right", value=request.right.value)
    yield Fact(name="nation", value=request.nation.value)
    yield from said("personnel matter", request.personnel)
    yield from said("described", request.described)
    for name, minutes in (("minutes", request.minutes), ("minutes to confirm", request.confirm_minutes)):
        if minutes is not None:
            yield Fact(name=name, value=str(minutes))
    yield Fact(name="decided", value=request.decided_on.isoformat())
