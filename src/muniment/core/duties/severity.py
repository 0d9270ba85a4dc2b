"""How severe a breach is for people, by ENISA's method, and what is recommended; the decision is a person's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.criteria import called, refuse_unknown, said
from muniment.core.values import Decision, Fact, Question, Receipt, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.breaches import Band, BreachPolicy, BreachSeverity, BreachStep, Degree, SeverityLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class DataAffected:
    """One kind of data in a breach, and what raises or lowers its score, by their codes."""

    context: str
    adjustments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachFacts:
    """What the score is made of, by the codes of the method; credentials are given as the kind of data they open."""

    data: tuple[DataAffected, ...]
    ease: str
    confidentiality: str
    integrity: str
    availability: str
    malicious: bool
    people: int | None = None
    unintelligible: bool = False


class Flag(StrEnum):
    """What is said beside the score, and is not part of it."""

    MANY_PEOPLE = "many-people"
    PEOPLE_NOT_COUNTED = "people-not-counted"
    UNINTELLIGIBLE = "unintelligible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """The score of a breach, the points of its data, ease and circumstances, its level, and what is flagged."""

    score: float
    data_points: int
    ease_points: float
    circumstance_points: float
    level: SeverityLevel
    flags: tuple[Flag, ...]
    receipt: Receipt


class Advice(StrEnum):
    """What is done about a breach besides recording it, or that a question comes first."""

    RECORD_ONLY = "record-only"
    REPORT = "report"
    REPORT_AND_TELL = "report-and-tell-people"
    ASK = "ask"


IN_WORDS = {
    Advice.RECORD_ONLY: "Record it, with the reason why a risk to people is unlikely.",
    Advice.REPORT: "Record it, and report it to the Commissioner.",
    Advice.REPORT_AND_TELL: "Record it, report it to the Commissioner, and tell the people concerned.",
    Advice.ASK: "Record it. First say, with reasons, whether a risk to people is unlikely.",
}


def severity(facts: BreachFacts, *, aware_on: date) -> Severity:
    """The severity of a breach; UsageError for no data, or a code that the method does not know."""
    version = governing("enisa/breach_severity", BreachSeverity, aware_on=aware_on)
    method = version.rule
    if not facts.data:
        raise UsageError(
            "No kind of data is given, so there is nothing to score. Give every kind that the breach touched."
        )
    data = max(_data_points(method, one) for one in facts.data)
    ease = _points("ease", method.ease, facts.ease)
    circumstances = _circumstances(method, facts)
    score = data * ease + circumstances
    band, flags = _band(method, score), tuple(_flags(method, facts))
    return Severity(
        score=score,
        data_points=data,
        ease_points=ease,
        circumstance_points=circumstances,
        level=band.level,
        flags=flags,
        receipt=receipt(
            question="How severe is the breach?",
            answer=f"{band.level.value.replace('-', ' ').capitalize()}, at a score of {score:g}. {band.text}",
            reasons=reasons_of(version, f"{data} x {ease:g} + {circumstances:g} = {score:g}."),
            facts=(*_facts(facts), *_flagged(flags)),
            law_as_at=aware_on,
        ),
    )


def recommend(
    scored: Severity, *, risk_unlikely: bool | None = None, decided: BreachStep | None = None, aware_on: date
) -> Decision[Advice]:
    """What is done about a breach: what an officer decided, or, until then, what is recommended by its severity.

    `risk_unlikely` is an officer's reasoned view. Nothing is only recorded without it, whoever decides so, because the
    law lets a breach go unreported for no other reason.
    """
    policy = governing("practice/breach_policy", BreachPolicy, aware_on=aware_on)
    recommended = _recommended(policy.rule.step(scored.level), scored, risk_unlikely)
    outcome = Advice(decided.value) if decided else recommended
    if decided is BreachStep.RECORD_ONLY and not risk_unlikely:
        outcome = Advice.ASK
    view = {True: "unlikely", False: "not unlikely", None: "not assessed"}[risk_unlikely]
    questions = questions_of(policy, "dpo") if outcome is not Advice.ASK and decided is None else ()
    unreasoned = Question(code="risk-unlikely", text="Is a risk to people unlikely, and why?", cite=policy.cite)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="What is done about the breach?",
            answer=IN_WORDS[outcome],
            reasons=reasons_of(policy, f"Recommended here: {recommended.value}."),
            facts=[
                Fact(name="severity", value=scored.level.value),
                *_flagged(scored.flags),
                Fact(name="risk to people", value=view),
                Fact(name="decided by an officer", value=decided.value if decided else "not yet"),
            ],
            law_as_at=aware_on,
        ),
        questions=(unreasoned,) if outcome is Advice.ASK else questions,
    )


def _recommended(step: BreachStep, scored: Severity, risk_unlikely: bool | None) -> Advice:
    """The policy's step; data that nobody can read most likely harm nobody, and their people need not be told."""
    if Flag.UNINTELLIGIBLE in scored.flags:
        return _with_reason(Advice.RECORD_ONLY, risk_unlikely)
    return _with_reason(Advice(step.value), risk_unlikely)


def _with_reason(advice: Advice, risk_unlikely: bool | None) -> Advice:
    """The advice; to record only hangs on a reasoned view that a risk is unlikely, without which it is reported."""
    if advice is not Advice.RECORD_ONLY or risk_unlikely:
        return advice
    return Advice.ASK if risk_unlikely is None else Advice.REPORT


def _data_points(method: BreachSeverity, affected: DataAffected) -> int:
    """The points of one kind of data; its adjustments are rungs of a scale, of which the one that gives most counts."""
    context = called("kind of data", affected.context, method.contexts)
    points = {one.code: one.points for one in context.adjustments}
    refuse_unknown(f"adjustment of {context.code} data", affected.adjustments, points)
    adjusted = context.points + max((points[code] for code in affected.adjustments), default=0)
    return min(max(adjusted, method.lowest_context), method.highest_context)


def _points(what: str, degrees: tuple[Degree, ...], code: str) -> float:
    return called(f"degree of {what}", code, degrees).points


def _circumstances(method: BreachSeverity, facts: BreachFacts) -> float:
    return (
        _points("confidentiality", method.confidentiality, facts.confidentiality)
        + _points("integrity", method.integrity, facts.integrity)
        + _points("availability", method.availability, facts.availability)
        + (method.malice if facts.malicious else 0)
    )


def _band(method: BreachSeverity, score: float) -> Band:
    return [band for band in method.bands if band.from_score <= score][-1]


def _flags(method: BreachSeverity, facts: BreachFacts) -> Iterator[Flag]:
    if facts.people is None:
        yield Flag.PEOPLE_NOT_COUNTED
    elif facts.people > method.many_people:
        yield Flag.MANY_PEOPLE
    if facts.unintelligible:
        yield Flag.UNINTELLIGIBLE


def _flagged(flags: Iterable[Flag]) -> Iterator[Fact]:
    return (Fact(name="flag", value=flag.value) for flag in flags)


def _facts(facts: BreachFacts) -> Iterator[Fact]:
    for one in facts.data:
        yield Fact(name="data", value=", ".join((one.context, *one.adjustments)))
    yield Fact(name="ease of identification", value=facts.ease)
    yield Fact(name="confidentiality", value=facts.confidentiality)
    yield Fact(name="integrity", value=facts.integrity)
    yield Fact(name="availability", value=facts.availability)
    yield from said("malicious", facts.malicious)
