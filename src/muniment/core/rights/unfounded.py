"""Whether a request is manifestly unfounded or excessive: an officer concludes so, and shows it by a record."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import missing_items, to_record
from muniment.core.judgement.criteria import codes_of, refuse_unknown
from muniment.core.values import Decision, Fact, Question, Regime, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import rights as rules
from muniment.law.rules.contents import Contents
from muniment.law.rules.rights import Limb

POWERS = {Regime.UK_GDPR: "uk_gdpr/unfounded", Regime.LAW_ENFORCEMENT: "dpa_2018/part_3/unfounded"}
"""The provision that lets the council charge or refuse, by regime."""


class Abuse(StrEnum):
    """What was found of a request."""

    UNFOUNDED = Limb.UNFOUNDED.value
    EXCESSIVE = Limb.EXCESSIVE.value
    NEITHER = "neither"
    NOT_ENOUGH = "not-enough"  # what was considered cannot carry the conclusion
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consideration:
    """What an officer considered and concluded; `concluded` is None while they have not, `Abuse.NEITHER` if neither.

    `factors` are codes of what speaks for an abuse, those that are not enough on their own among them. The flags say
    that each part of the record is there: they hold no text.
    """

    factors: tuple[str, ...] = ()
    evidence_noted: bool = False
    decision_maker_recorded: bool = False
    alternatives_considered: bool = False
    concluded: Abuse | None = None


def judge(*, consideration: Consideration, regime: Regime, decided_on: date) -> Decision[Abuse]:
    """What stands of an officer's conclusion that a request is manifestly unfounded or excessive.

    It stands only with factors of that kind, and with a whole record. UsageError for a factor that is not known, or
    a conclusion that is none.
    """
    power = governing(POWERS[regime], rules.Consequences, decided_on=decided_on)
    factors = governing("ico/unfounded_factors", rules.Factors, decided_on=decided_on)
    record = governing("ico/unfounded_record", Contents, decided_on=decided_on)
    _refuse_unknown(consideration, factors.rule)
    outcome, questions = _outcome(consideration, power, factors.rule, record)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the request manifestly unfounded or excessive?",
            answer=_answer(outcome, power.rule),
            reasons=(*reasons_of(power), *reasons_of(factors), *reasons_of(record)),
            facts=tuple(_facts(consideration, regime)),
            law_as_at=decided_on,
        ),
        questions=questions,
    )


def consequences(*, abuse: Abuse, regime: Regime, decided_on: date) -> tuple[rules.Consequence, ...]:
    """What the council may do about a request of which `judge` found that; nothing unless it is an abuse."""
    if abuse not in {Abuse.UNFOUNDED, Abuse.EXCESSIVE}:
        return ()
    return governing(POWERS[regime], rules.Consequences, decided_on=decided_on).rule.consequences


def _refuse_unknown(consideration: Consideration, known: rules.Factors) -> None:
    refuse_unknown("factor of an abuse", consideration.factors, codes_of(known.factors, known.not_enough))
    if consideration.concluded in {Abuse.ASK, Abuse.NOT_ENOUGH}:
        raise UsageError(f"'{consideration.concluded}' is no conclusion. Give one, or none while it is open.")


def _outcome(
    consideration: Consideration,
    power: Version[rules.Consequences],
    factors: rules.Factors,
    record: Version[Contents],
) -> tuple[Abuse, tuple[Question, ...]]:
    concluded = consideration.concluded
    if concluded is Abuse.NEITHER:
        return Abuse.NEITHER, ()
    if concluded is None or not consideration.factors:
        return Abuse.ASK, questions_of(power, "abuse") + _unrecorded(consideration, record)
    if not any(one.limb.value == concluded and one.code in consideration.factors for one in factors.factors):
        return Abuse.NOT_ENOUGH, ()
    if missing := _unrecorded(consideration, record):
        return Abuse.ASK, missing
    return concluded, ()


def _unrecorded(consideration: Consideration, record: Version[Contents]) -> tuple[Question, ...]:
    """What the record lacks, as questions."""
    return to_record(record, missing_items("entry of the record", record.rule.items, _recorded(consideration)))


def _recorded(consideration: Consideration) -> Collection[str]:
    there = {
        "factors": bool(consideration.factors),
        "evidence": consideration.evidence_noted,
        "decision-maker": consideration.decision_maker_recorded,
        "alternatives": consideration.alternatives_considered,
    }
    return [code for code, is_there in there.items() if is_there]


def _answer(outcome: Abuse, power: rules.Consequences) -> str:
    match outcome:
        case Abuse.NEITHER:
            return "No: it is answered as any other."
        case Abuse.NOT_ENOUGH:
            return "No: what was considered is not enough for it."
        case Abuse.ASK:
            return "Not settled: an officer concludes, and the record is made whole."
    return f"Yes, it is {outcome.value.replace('-', ' ')}. Open to the council: {' or '.join(power.consequences)}."


def _facts(consideration: Consideration, regime: Regime) -> Iterator[Fact]:
    yield Fact(name="regime", value=regime.value)
    for factor in consideration.factors:
        yield Fact(name="factor", value=factor)
    yield Fact(name="recorded", value=", ".join(_recorded(consideration)) or "nothing")
    yield Fact(name="concluded", value=consideration.concluded or "nothing")
