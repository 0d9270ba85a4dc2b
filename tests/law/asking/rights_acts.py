"""What follows from a request to erase, to restrict or to stop, from an automated decision, and for a search."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from muniment.core.rights import automated, erasure, objection, recipients, restriction, search
from muniment.core.rights.holds import HoldingRequest, hold
from muniment.core.values import Decision, Regime, Right
from muniment.law.provisions import NOTHING
from muniment.law.rules.processing import Basis
from tests.law.asking.facts import Facts

TODAY = date(2026, 11, 21)


def erase(facts: Facts) -> Mapping[str, object]:
    """Whether data must be erased; exceptions that are not named reach to nothing, or are left unanswered."""
    reach = dict.fromkeys(EXCEPTIONS, "none") if not facts.get("exceptions_unanswered", False) else {}
    reach |= facts.get("exceptions", {})
    decision = erasure.decide(
        erasure.ErasureRequest(
            decided_on=day(facts, "decided"),
            answers=facts.get("answers", {}),
            recorded=frozenset(facts.get("recorded", ())),
            exceptions={code: erasure.Extent(extent) for code, extent in reach.items()},
            on_hold=facts.get("on_hold"),
            commenced=facts.get("commenced", NOTHING),
        )
    )
    return decided(decision)


def erased(facts: Facts) -> Mapping[str, object]:
    """What is done once data are erased."""
    items = erasure.after_erasure(
        disclosed=facts["disclosed"], made_public=facts["made_public"], decided_on=day(facts, "decided")
    )
    return {"to_do": [item.code for item in items], "by_law": [item.code for item in items if not item.practice]}


def on_hold(facts: Facts) -> Mapping[str, object]:
    """Whether records are on hold."""
    request = HoldingRequest(
        right=Right(facts.get("right", "access")),
        received_on=facts["received"],
        closed_on=facts.get("closed"),
        complaints_until=facts.get("complaints_until"),
        complaint_open=facts.get("complaint_open", False),
    )
    return decided(hold(request, today=day(facts, "today")))


def restrict(facts: Facts) -> Mapping[str, object]:
    """Whether the use of data is restricted."""
    return decided(restriction.decide(answers=facts.get("answers", {}), decided_on=day(facts, "decided")))


def restrict_by_itself(facts: Facts) -> Mapping[str, object]:
    """Whether a request restricts the data while it is open."""
    right = Right(facts["right"])
    return decided(restriction.by_itself(right=right, pending=facts.get("pending", True), decided_on=day(facts, "on")))


def restricted_act(facts: Facts) -> Mapping[str, object]:
    """Whether an act on restricted data is allowed."""
    decision = restriction.may_do(
        act=restriction.Act(facts["act"]),
        ground=facts.get("ground"),
        recorded=facts.get("recorded", False),
        processed_on=day(facts, "on"),
    )
    return decided(decision)


def lift(facts: Facts) -> Mapping[str, object]:
    """Whether a restriction may be lifted."""
    return decided(restriction.may_lift(told_on=facts.get("told"), lifted_on=day(facts, "on")))


def object_to(facts: Facts) -> Mapping[str, object]:
    """What follows from an objection."""
    decision = objection.decide(
        objected_to=objection.ObjectedTo(facts.get("to", "other")),
        answers=facts.get("answers", {}),
        decided_on=day(facts, "decided"),
    )
    return decided(decision)


def automated_decision(facts: Facts) -> Mapping[str, object]:
    """Whether a decision may be taken by automated means alone."""
    decision = automated.decide(
        automated.AutomatedDecision(
            decided_on=day(facts, "decided"),
            regime=Regime(facts.get("regime", "uk-gdpr")),
            answers=facts.get("answers", {}),
            basis=Basis(facts["basis"]) if "basis" in facts else None,
            special_category=facts.get("special_category"),
            safeguards=frozenset(facts.get("safeguards", ())),
        )
    )
    return decided(decision)


def human_review(facts: Facts) -> Mapping[str, object]:
    """What a human review lacks."""
    lacking = automated.missing_from_review(met=facts.get("met", ()), decided_on=day(facts, "decided"))
    return {"lacks": [item.code for item in lacking]}


def tell_recipients(facts: Facts) -> Mapping[str, object]:
    """What is to be done about each recipient, by key."""
    listed = [
        recipients.Recipient(
            key=one["key"],
            notified_on=one.get("notified"),
            excuse=one.get("excuse"),
            excuse_recorded=one.get("excuse_recorded", False),
        )
        for one in facts["recipients"]
    ]
    found = recipients.notifications(listed, right=Right(facts["right"]), done_on=day(facts, "done"))
    told = recipients.tell_person(asked=facts.get("asked", False), recipients=listed)
    return {"told": list(told)} | {one.key: one.decision.outcome.value for one in found}


def searched(facts: Facts) -> Mapping[str, object]:
    """Whether a search was far enough."""
    decision = search.decide(
        search.Search(
            received_on=facts["received"],
            decided_on=day(facts, "decided"),
            regime=Regime(facts.get("regime", "uk-gdpr")),
            recorded=frozenset(facts.get("recorded", ())),
            weighed=frozenset(facts.get("weighed", ())),
            further_is_unreasonable=facts.get("further_is_unreasonable"),
            known_on=facts.get("known_on"),
        )
    )
    reasons = decision.receipt.reasons
    return decided(decision) | {
        "confidence": [reason.confidence for reason in reasons],
        "cites": [reason.cite for reason in reasons],
    }


def decided(decision: Decision[StrEnum]) -> dict[str, object]:
    """A decision as a case writes it: the outcome, and the codes of what is still asked."""
    return {"outcome": decision.outcome.value, "asks": [question.code for question in decision.questions]}


def day(facts: Facts, name: str) -> date:
    """A day of the case."""
    given: date = facts.get(name, TODAY)
    return given


EXCEPTIONS = ("expression", "obligation-or-task", "public-health", "archiving-research-statistics", "legal-claims")

ASKS = {
    "erasure": erase,
    "after-erasure": erased,
    "hold": on_hold,
    "restriction": restrict,
    "restriction-by-itself": restrict_by_itself,
    "restricted-act": restricted_act,
    "lifting": lift,
    "objection": object_to,
    "automated-decision": automated_decision,
    "human-review": human_review,
    "recipients": tell_recipients,
    "search": searched,
}
