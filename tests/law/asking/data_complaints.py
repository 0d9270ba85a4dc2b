"""What complaints about data protection ask of the law, and how the regulator is named."""

from collections.abc import Mapping

from muniment.core.duties import complaints
from muniment.core.duties.complaints import ComplaintOutcome
from tests.law.asking.duties import codes, listed, outcome
from tests.law.asking.facts import Facts


def complaint_routes(facts: Facts) -> Mapping[str, object]:
    routing = complaints.route(answers=facts["answers"], received_on=facts["received"])
    return {"opens": routing.opens, "questions": codes(routing.questions)}


def complaint_duties(facts: Facts) -> Mapping[str, object]:
    return listed(complaints.check_duties(done=facts["done"], received_on=facts["received"]))


def complaint_record(facts: Facts) -> Mapping[str, object]:
    return listed(
        complaints.check_complaint_record(
            present=facts["present"], answers=facts.get("answers", {}), received_on=facts["received"]
        )
    )


def complaint_outcome(facts: Facts) -> Mapping[str, object]:
    return listed(
        complaints.check_outcome(
            outcome=ComplaintOutcome(facts["found"]), present=facts["present"], received_on=facts["received"]
        )
    )


def complaint_investigator(facts: Facts) -> Mapping[str, object]:
    decision = complaints.investigator(answers=facts.get("answers", {}), received_on=facts["received"])
    return outcome(decision.outcome, decision.receipt, decision.questions)


def regulator(facts: Facts) -> Mapping[str, object]:
    named = complaints.regulator(sent_on=facts["sent"], commenced=facts.get("commenced", {}))
    return {"name": named.name, "short": named.short, "since": named.since_on}


ASKS = {
    "complaint-routes": complaint_routes,
    "complaint-duties": complaint_duties,
    "complaint-record": complaint_record,
    "complaint-outcome": complaint_outcome,
    "complaint-investigator": complaint_investigator,
    "regulator": regulator,
}
