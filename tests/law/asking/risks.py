"""What assessments, breaches, transfers, marketing, cookies and the national data opt-out call for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from stdnum.gb.nhs import is_valid

from muniment.core.duties import assessments, breach_telling, breaches, cookies, marketing, optout, screening, severity
from muniment.core.duties import transfers as moves
from muniment.core.judgement.contents import ContentsCheck
from muniment.core.values import Decision
from muniment.law.rules.breaches import BreachStep
from muniment.law.rules.marketing import Channel, Subscriber
from muniment.law.rules.risks import Likelihood, RiskLevel, Severity
from muniment.law.rules.transfers import Mechanism
from tests.law.asking.facts import Facts


def screened(facts: Facts) -> Mapping[str, object]:
    """A screening; every question that the case does not name was answered no, unless it says otherwise."""
    named = {code: True for code in facts.get("yes", ())}
    named |= {one.code: False for one in screening.form(decided_on=facts["on"]).questions() if one.code not in named}
    answers = {code: screening.Answer(yes=yes, reason="as recorded") for code, yes in named.items()}
    for code in facts.get("unanswered", ()):
        del answers[code]
    return settled(screening.screen(answers, decided_on=facts["on"], signed_off_on=facts.get("signed_off")))


def risk(facts: Facts) -> Mapping[str, object]:
    severity_, likelihood = Severity(facts["severity"]), Likelihood(facts["likelihood"])
    return settled(assessments.overall_risk(severity_, likelihood, decided_on=facts["on"]))


def go_live(facts: Facts) -> Mapping[str, object]:
    return settled(
        assessments.may_go_live(
            [RiskLevel(level) for level in facts["residual"]],
            consultation=assessments.Consultation(facts.get("consultation", "none")),
            decided_on=facts["on"],
        )
    )


def breach(facts: Facts) -> Mapping[str, object]:
    return settled(breaches.is_breach(answers=answered(facts), aware_on=facts["on"]))


def reporting(facts: Facts) -> Mapping[str, object]:
    capacity = breaches.Capacity(facts.get("capacity", "controller"))
    return settled(
        breaches.reporting(capacity=capacity, risk_unlikely=facts.get("risk_unlikely"), aware_on=facts["on"])
    )


def telling(facts: Facts) -> Mapping[str, object]:
    decision = breach_telling.telling_people(
        answers=answered(facts),
        high_risk=facts.get("high_risk"),
        required_by_commissioner=facts.get("required", False),
        aware_on=facts["on"],
        decided_on=facts["decided"] if "decided" in facts else facts["on"],
    )
    _, *lifted_for = decision.receipt.reasons
    return settled(decision) | {"lifted_for": [reason.cite for reason in lifted_for]}


def breach_severity(facts: Facts) -> Mapping[str, object]:
    """The score of a breach, and what is recommended for it."""
    data = tuple(
        severity.DataAffected(context=one["context"], adjustments=tuple(one.get("adjustments", ())))
        for one in facts["data"]
    )
    scored = severity.severity(
        severity.BreachFacts(
            data=data,
            ease=facts["ease"],
            confidentiality=facts.get("confidentiality", "no-access"),
            integrity=facts.get("integrity", "no-misuse"),
            availability=facts.get("availability", "easily-recovered"),
            malicious=facts.get("malicious", False),
            people=facts.get("people", 1),
            unintelligible=facts.get("unintelligible", False),
        ),
        aware_on=facts["on"],
    )
    decided = BreachStep(facts["decided"]) if "decided" in facts else None
    advice = severity.recommend(scored, risk_unlikely=facts.get("risk_unlikely"), decided=decided, aware_on=facts["on"])
    flags = [flag.value for flag in scored.flags]
    return settled(advice) | {"score": scored.score, "level": scored.level.value, "flags": flags}


def restricted(facts: Facts) -> Mapping[str, object]:
    return settled(moves.restricted(answers=answered(facts), processed_on=facts["on"]))


def transfer(facts: Facts) -> Mapping[str, object]:
    footing = moves.Footing(
        mechanism=Mechanism(facts["mechanism"]),
        destination=facts["destination"],
        instrument=facts.get("instrument"),
        made_on=facts.get("made"),
        special_category=facts.get("special_category", False),
    )
    return settled(moves.may_transfer(footing, answers=answered(facts), processed_on=facts["on"]))


def approved(facts: Facts) -> Mapping[str, object]:
    """Whether a destination stands on the list of that day, whatever else the transfer needs."""
    found = moves.approved_destination(facts["destination"], processed_on=facts["on"])
    return {"approved": found is not None, "scope": [one.code for one in found.criteria] if found else []}


def marketing_meaning(facts: Facts) -> Mapping[str, object]:
    return settled(marketing.is_marketing(answers=answered(facts), sent_on=facts["on"]))


def sending(facts: Facts) -> Mapping[str, object]:
    message = marketing.Message(
        channel=Channel(facts["channel"]),
        subscriber=Subscriber(facts.get("subscriber", "individual")),
        sender=marketing.Sender(facts.get("sender", "council")),
    )
    return settled(marketing.may_send(message, answers=answered(facts), sent_on=facts["on"]))


def penalty(facts: Facts) -> Mapping[str, object]:
    ceiling = marketing.penalty_ceiling(processed_on=facts["on"])
    return {"pounds": ceiling.pounds, "percent": ceiling.percent_of_turnover}


def storing(facts: Facts) -> Mapping[str, object]:
    return settled(cookies.may_store(exception=facts["exception"], answers=answered(facts), processed_on=facts["on"]))


def opt_out(facts: Facts) -> Mapping[str, object]:
    return settled(
        optout.apply_opt_out(
            answers=answered(facts),
            exemption=facts.get("exemption"),
            approved=facts.get("approved", False),
            processed_on=facts["on"],
        )
    )


def opt_out_run(facts: Facts) -> Mapping[str, object]:
    """The file for the check, and the rows, by their places, split by the numbers that came back."""
    numbers = facts["numbers"]
    file = optout.check_file(
        numbers, mailbox="X26ABC1", sequence=facts["sequence"], valid=is_valid, sent_on=facts["on"]
    )
    rows = list(enumerate(numbers))
    matched = optout.match(
        rows, nhs_number=lambda row: row[1], returned=facts["returned"], valid=is_valid, processed_on=facts["on"]
    )
    split = {
        name: [number for number, _ in getattr(matched, name)] for name in ("kept", "removed", "no_number", "invalid")
    }
    usable_until = optout.usable_until(returned_on=facts["on"]).usable_until
    return {"file": file.name, "content": file.content, "usable_until": usable_until, **split}


def contents(facts: Facts) -> Mapping[str, object]:
    """What is missing of the contents that the case names."""
    on, present, so = facts["on"], facts.get("present", ()), answered(facts)
    checks: dict[str, Any] = {
        "assessment": lambda: assessments.check_assessment(present=present, answers=so, decided_on=on),
        "template": lambda: assessments.check_template(present=present, answers=so, decided_on=on),
        "consultation": lambda: assessments.check_consultation(present=present, answers=so, decided_on=on),
        "report": lambda: breaches.check_report(present=present, late=so.get("late"), aware_on=on),
        "form": lambda: breaches.check_form(present=present, answers=so, aware_on=on),
        "register": lambda: breaches.check_register(present=present, answers=so, aware_on=on),
        "telling": lambda: breach_telling.check_telling(present=present, sent_on=on),
        "transfer": lambda: moves.check_transfer_record(
            present=present, mechanism=Mechanism(facts["mechanism"]), processed_on=on
        ),
        "suppression": lambda: marketing.check_suppression(present=present, received_on=on),
        "opt-out-steps": lambda: optout.check_steps(done=present, processed_on=on),
        "opt-out-log": lambda: optout.check_log(present=present, processed_on=on),
    }
    found: ContentsCheck = checks[facts["of"]]()
    return {
        "outcome": found.outcome.value,
        "missing": [item.code for item in found.missing],
        "advised": [item.code for item in found.advised],
    }


def answered(facts: Facts) -> Mapping[str, bool]:
    """The officer's answers: what is so (`yes`), and what is not (`no`)."""
    return {code: True for code in facts.get("yes", ())} | {code: False for code in facts.get("no", ())}


def settled(decision: Decision[StrEnum]) -> dict[str, object]:
    return {"outcome": decision.outcome.value, "asks": [question.code for question in decision.questions]}


ASKS = {
    "dpia-screening": screened,
    "dpia-risk": risk,
    "go-live": go_live,
    "breach-meaning": breach,
    "breach-reporting": reporting,
    "breach-telling": telling,
    "breach-severity": breach_severity,
    "restricted-transfer": restricted,
    "transfer": transfer,
    "approved-transfer": approved,
    "direct-marketing": marketing_meaning,
    "marketing-sending": sending,
    "marketing-penalty": penalty,
    "cookies": storing,
    "opt-out": opt_out,
    "opt-out-run": opt_out_run,
    "risk-contents": contents,
}
