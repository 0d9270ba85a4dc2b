"""What a breach is, who must be told of it, and what the report and the register must contain."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import NO_ANSWERS, answered, codes_of, questions, refuse_unknown, settle
from muniment.core.values import Decision, Fact, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.breaches import BreachDuty, Told
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Criteria


class Capacity(StrEnum):
    """In what capacity a council holds the data of a breach."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"
    LAW_ENFORCEMENT = "law-enforcement"


DUTIES = {
    Capacity.CONTROLLER: "uk_gdpr/breach_duty_controller",
    Capacity.PROCESSOR: "uk_gdpr/breach_duty_processor",
    Capacity.LAW_ENFORCEMENT: "dpa_2018/part_3/breach_duty",
}
"""The provision under which a breach is reported, by capacity."""


class Breach(StrEnum):
    """Whether an incident is a personal data breach."""

    BREACH = "breach"
    NO_BREACH = "no-breach"
    ASK = "ask"


class Reporting(StrEnum):
    """Who is told of a breach; it is recorded in any case."""

    TELL_COMMISSIONER = "tell-commissioner"
    TELL_CONTROLLER = "tell-controller"
    RECORD_ONLY = "record-only"
    ASK = "ask"


TOLD = {Told.COMMISSIONER: Reporting.TELL_COMMISSIONER, Told.CONTROLLER: Reporting.TELL_CONTROLLER}

IN_WORDS = {
    Reporting.TELL_COMMISSIONER: "Yes: the Commissioner is told, and the breach is recorded.",
    Reporting.TELL_CONTROLLER: "Yes: the controller is told, whatever the risk, and the breach is recorded.",
    Reporting.RECORD_ONLY: "No: the breach is recorded, with the reason why a risk is unlikely.",
    Reporting.ASK: "Not known yet: nobody has said whether a risk to people is unlikely. The breach is recorded.",
}


def is_breach(*, answers: Mapping[str, bool], aware_on: date) -> Decision[Breach]:
    """Whether an incident is a personal data breach, by the answers to what the Article defines it by."""
    meaning = governing("uk_gdpr/breach_meaning", Criteria, aware_on=aware_on)
    refuse_unknown(f"question of {meaning.cite}", answers, codes_of(meaning.rule.criteria))
    settled = settle(meaning.rule.criteria, answers)
    return Decision(
        outcome={True: Breach.BREACH, False: Breach.NO_BREACH, None: Breach.ASK}[settled.holds],
        receipt=receipt(
            question="Is it a personal data breach?",
            answer={True: "Yes: it is recorded.", False: "No.", None: "Not known yet."}[settled.holds],
            reasons=reasons_of(meaning),
            facts=answered(answers),
            law_as_at=aware_on,
        ),
        questions=questions(meaning, settled.open),
    )


def reporting(
    *, capacity: Capacity = Capacity.CONTROLLER, risk_unlikely: bool | None, aware_on: date
) -> Decision[Reporting]:
    """Who is told of a breach; `risk_unlikely` is an officer's reasoned view, None while there is none."""
    duty = governing(DUTIES[capacity], BreachDuty, aware_on=aware_on)
    unless, outcome = duty.rule.unless, TOLD[duty.rule.tells]
    if unless is not None and risk_unlikely is not False:
        outcome = Reporting.RECORD_ONLY if risk_unlikely else Reporting.ASK
    view = {True: "unlikely", False: "not unlikely", None: "not assessed"}[risk_unlikely]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Must the breach be reported?",
            answer=IN_WORDS[outcome],
            reasons=reasons_of(duty),
            facts=[Fact(name="capacity", value=capacity.value), Fact(name="risk to people", value=view)],
            law_as_at=aware_on,
        ),
        questions=questions(duty, (unless,)) if unless and outcome is Reporting.ASK else (),
    )


def check_report(*, present: Collection[str], late: bool | None, aware_on: date) -> ContentsCheck:
    """What a report to the Commissioner lacks; what is not known yet may follow in phases."""
    version = governing("uk_gdpr/breach_report_contents", Contents, aware_on=aware_on)
    answers = NO_ANSWERS if late is None else {"late": late}
    return check(version, of="the report to the Commissioner", present=present, on=aware_on, answers=answers)


def check_form(*, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, aware_on: date) -> ContentsCheck:
    """What is not at hand yet of what the regulator's form asks; all of it is advice, none is law."""
    version = governing("ico/breach_report_form", Contents, aware_on=aware_on)
    return check(version, of="what is at hand for the form", present=present, on=aware_on, answers=answers)


def check_register(
    *, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, aware_on: date
) -> ContentsCheck:
    """What the entry of a breach in the register lacks; every breach has one."""
    version = governing("uk_gdpr/breach_register", Contents, aware_on=aware_on)
    return check(version, of="the entry in the register", present=present, on=aware_on, answers=answers)
