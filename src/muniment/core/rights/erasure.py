"""Whether data must be erased: its grounds, the exceptions from it, and what stands on hold meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import called_for
from muniment.core.judgement.criteria import (
    Standing,
    answered,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    said,
    standing,
)
from muniment.core.values import Decision, Fact, Question, Reason, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item
from muniment.law.rules.grounds import Ground, Grounds
from muniment.law.rules.rights import ClosedList


class Extent(StrEnum):
    """How much of the data an exception covers: it reaches only as far as keeping them is necessary."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


class ErasureOutcome(StrEnum):
    """What follows from a request for erasure."""

    ERASE = "erase"
    ERASE_IN_PART = "erase-in-part"  # all but what an exception covers
    RESTRICT_INSTEAD = "restrict-instead"  # a hold stands in the way; the data are kept, and used for nothing else
    REFUSE = "refuse"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRequest:
    """What an officer has found on a request for erasure; what is not answered is left out, or None.

    `answers` are those to the tests of the grounds; `recorded` the evidence that is on file; `exceptions` how far
    each exception of the law reaches; `on_hold` whether the records are under any hold. `commenced` are the days from
    which the council holds law of uncertain commencement to be in force.
    """

    decided_on: date
    answers: Mapping[str, bool] = field(default_factory=dict)
    recorded: frozenset[str] = frozenset()
    exceptions: Mapping[str, Extent] = field(default_factory=dict)
    on_hold: bool | None = None
    commenced: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Law:
    grounds: Version[Grounds]
    exceptions: Version[ClosedList]


def decide(request: ErasureRequest) -> Decision[ErasureOutcome]:
    """Whether the data must be erased; never while a ground, an exception or a hold is not settled."""
    on = request.decided_on
    law = _Law(
        grounds=governing("uk_gdpr/erasure_grounds", Grounds, commenced=request.commenced, decided_on=on),
        exceptions=governing("uk_gdpr/refusals/erasure", ClosedList, decided_on=on),
    )
    listed = law.grounds.rule.grounds
    refuse_unknown("exception from erasure", request.exceptions, codes_of(law.exceptions.rule.entries))
    refuse_unknown("evidence for erasure", request.recorded, (code for ground in listed for code in ground.evidence))
    refuse_unknown("question about erasure", request.answers, codes_of(*(ground.needs for ground in listed)))
    found = standing(listed, request.answers)
    outcome, answer, still_open = _follow(law, found, request)
    return Decision(
        outcome=outcome,
        questions=still_open,
        receipt=receipt(
            question="Must the data be erased?",
            answer=answer,
            reasons=(*reasons_of(law.grounds, _said(found.met)), *reasons_of(law.exceptions), *_kept(law, request)),
            facts=_facts(request),
            law_as_at=on,
            commenced=request.commenced,
        ),
    )


def after_erasure(*, disclosed: bool, made_public: bool, decided_on: date) -> tuple[Item, ...]:
    """What is done once data are erased, in order; items marked as practice are not asked for by the law."""
    items = governing("uk_gdpr/after_erasure", Contents, decided_on=decided_on).rule.items
    return called_for(items, {"disclosed": disclosed, "made-public": made_public})


def _follow(
    law: _Law, found: Standing[Ground], request: ErasureRequest
) -> tuple[ErasureOutcome, str, tuple[Question, ...]]:
    if not found.met:
        if found.open:
            return (
                ErasureOutcome.ASK,
                "Not settled: no ground is made out yet.",
                questions(law.grounds, found.open),
            )
        return ErasureOutcome.REFUSE, "No: none of the grounds is made out.", ()
    lacking = [[code for code in ground.evidence if code not in request.recorded] for ground in found.met]
    if all(lacking):
        return (
            ErasureOutcome.ASK,
            "Not settled: the evidence for the ground is not on record.",
            tuple(
                Question(code=code, text=f"Record the {code.replace('-', ' ')}.", cite=found.met[0].cite)
                for code in lacking[0]
            ),
        )
    return _against_exceptions(law, request)


def _against_exceptions(law: _Law, request: ErasureRequest) -> tuple[ErasureOutcome, str, tuple[Question, ...]]:
    if Extent.WHOLE in request.exceptions.values():
        return ErasureOutcome.REFUSE, "No: it is necessary to keep all of the data, under an exception.", ()
    cite = law.exceptions.cite
    still_open = [
        Question(code=entry.code, text=f"How far does this exception reach? {entry.text}", cite=entry.cite or cite)
        for entry in law.exceptions.rule.entries
        if entry.code not in request.exceptions
    ]
    if request.on_hold is None:
        still_open.append(Question(code="on-hold", text="Are the records under a hold?", cite=cite))
    if still_open:
        return ErasureOutcome.ASK, "Not settled: an exception or a hold may stand against it.", tuple(still_open)
    if request.on_hold:
        return ErasureOutcome.RESTRICT_INSTEAD, "Not now: the records are on hold. Restrict them, and say why.", ()
    if Extent.PART in request.exceptions.values():
        return ErasureOutcome.ERASE_IN_PART, "Yes, except for what it is necessary to keep under an exception.", ()
    return ErasureOutcome.ERASE, "Yes: a ground is made out, and nothing stands against it.", ()


def _kept(law: _Law, request: ErasureRequest) -> Iterator[Reason]:
    """The exceptions under which data are kept."""
    for entry in law.exceptions.rule.entries:
        if request.exceptions.get(entry.code, Extent.NONE) is not Extent.NONE:
            yield reason(law.exceptions, entry.text, entry.cite)


def _said(met: tuple[Ground, ...]) -> str:
    return f"Made out here: {' '.join(f'{ground.text} ({ground.cite})' for ground in met)}" if met else ""


def _facts(request: ErasureRequest) -> Iterator[Fact]:
    yield from answered(request.answers)
    for code, extent in sorted(request.exceptions.items()):
        yield Fact(name=f"exception {code}", value=extent.value)
    if request.recorded:
        yield Fact(name="evidence recorded", value=", ".join(sorted(request.recorded)))
    yield from said("on hold", request.on_hold)
    yield Fact(name="decided", value=request.decided_on.isoformat())
