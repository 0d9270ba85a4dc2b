"""What an impact assessment must contain, how high a risk is, and whether processing may go live."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import NO_ANSWERS
from muniment.core.values import Decision, Fact, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents
from muniment.law.rules.risks import ConsultationGate, Likelihood, RiskLevel, RiskMatrix, Severity

ORDER = tuple(RiskLevel)
"""The levels of risk, the lowest first."""


class Consultation(StrEnum):
    """Where a prior consultation with the Commissioner stands."""

    NONE = "none"
    CONSULTING = "consulting"
    ADVISED = "advised"


class GoLive(StrEnum):
    """Whether processing may start."""

    MAY = "may"
    MUST_NOT = "must-not"
    ASK = "ask"


def check_assessment(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, decided_on: date
) -> ContentsCheck:
    """What an assessment lacks of what the Article wants in it, by the codes of what it holds."""
    version = governing("uk_gdpr/dpia_contents", Contents, decided_on=decided_on)
    return check(version, of="the impact assessment", present=present, on=decided_on, answers=answers)


def check_template(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, decided_on: date
) -> ContentsCheck:
    """Which steps of the regulator's template an assessment leaves out; all of them are advice, none is law."""
    version = governing("ico/dpia_template", Contents, decided_on=decided_on)
    return check(version, of="the form of the impact assessment", present=present, on=decided_on, answers=answers)


def check_consultation(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, decided_on: date
) -> ContentsCheck:
    """What a request for prior consultation lacks of what is sent to the Commissioner."""
    version = governing("uk_gdpr/prior_consultation_contents", Contents, decided_on=decided_on)
    return check(version, of="the request for consultation", present=present, on=decided_on, answers=answers)


def overall_risk(severity: Severity, likelihood: Likelihood, *, decided_on: date) -> Decision[RiskLevel]:
    """How high a risk is, by the regulator's matrix."""
    matrix = governing("ico/dpia_risk_matrix", RiskMatrix, decided_on=decided_on)
    overall = matrix.rule.overall(severity, likelihood)
    return Decision(
        outcome=overall,
        receipt=receipt(
            question="How high is the risk?",
            answer=f"It is {overall.value}.",
            reasons=reasons_of(matrix),
            facts=[Fact(name="severity", value=severity.value), Fact(name="likelihood", value=likelihood.value)],
            law_as_at=decided_on,
        ),
    )


def may_go_live(
    residual_risks: Sequence[RiskLevel], *, consultation: Consultation = Consultation.NONE, decided_on: date
) -> Decision[GoLive]:
    """Whether processing may start, by the risks that remain after the measures and by the consultation on them.

    No residual risk at all is an assessment that was not finished, so the outcome is to ask.
    """
    gate = governing("uk_gdpr/prior_consultation_gate", ConsultationGate, decided_on=decided_on)
    highest = max(residual_risks, key=ORDER.index, default=None)
    outcome, answer = _at_the_gate(gate, highest, consultation)
    left_open = highest is None or consultation is Consultation.ADVISED
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May the processing go live?",
            answer=answer,
            reasons=reasons_of(gate),
            facts=_facts(highest, consultation),
            law_as_at=decided_on,
        ),
        questions=questions_of(gate, "go-live") if left_open else (),
    )


def _at_the_gate(
    gate: Version[ConsultationGate], highest: RiskLevel | None, consultation: Consultation
) -> tuple[GoLive, str]:
    if consultation is Consultation.CONSULTING:
        return GoLive.MUST_NOT, "No: the Commissioner is being consulted and has not advised yet."
    if highest is None:
        return GoLive.ASK, "Not known yet: no residual risk is recorded."
    if ORDER.index(highest) < ORDER.index(gate.rule.consult_at):
        return GoLive.MAY, f"Yes: the highest residual risk is {highest.value}."
    if consultation is Consultation.NONE:
        return GoLive.MUST_NOT, f"No: a residual risk is {highest.value}, so the Commissioner is consulted first."
    return GoLive.MAY, "Yes, as far as the Commissioner's advice lets it."


def _facts(highest: RiskLevel | None, consultation: Consultation) -> Iterator[Fact]:
    yield Fact(name="highest residual risk", value=highest.value if highest else "not recorded")
    yield Fact(name="consultation", value=consultation.value)
