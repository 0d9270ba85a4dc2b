"""Whether exemptions, the balance with other people and the gates for health, education and social work data hold."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

from muniment.core.rights.exemptions import HOLD_ON, Use, decide, missing_from_privilege_record
from muniment.core.rights.exemptions import missing_from_record as missing
from muniment.core.rights.gates import Classified, HealthOpinion, classify, gates_for, health_gate, reporter_gate
from muniment.core.rights.manual import ManualRequest
from muniment.core.rights.manual import decide as decide_manual
from muniment.core.rights.register import exemption, may_apply
from muniment.core.rights.third_parties import OtherPerson, Professional, weigh
from muniment.core.values import Decision, Nation
from muniment.law.rules.exemptions import AskedBy, ItemClass
from muniment.law.rules.rights import Entitlement
from tests.law.asking.facts import Facts

TODAY = date(2026, 11, 21)


def exemption_on_an_item(facts: Facts) -> Mapping[str, object]:
    """What follows from an exemption for one item; `record` is what must be written down of it."""
    use = Use(
        code=facts["code"],
        right=Entitlement(facts.get("right", "access")),
        nation=nation(facts),
        item="item-1",
        decided_on=decided_on(facts),
        purpose=facts.get("purpose"),
        asked_by=asked_by(facts),
        age_years=facts.get("age"),
        ends_on=facts.get("ends"),
        found=type(HOLD_ON[facts["code"]][0])(facts["found"]) if "found" in facts else None,
        answers=facts.get("answers", {}),
    )
    record = [item.code for item in missing(use)]
    written = record if facts.get("complete", False) else facts.get("recorded", [])
    decision = decide(replace(use, recorded=frozenset(written)))
    rule = exemption(use.code, decided_on=use.decided_on).rule
    return decided(decision) | {
        "lifts": list(rule.rights),
        "rests_on": list(rule.rests_on),
        "purposes": list(rule.purposes),
        "record": record,
    }


def exemptions_that_may_apply(facts: Facts) -> Mapping[str, object]:
    """The codes of the exemptions that may be open to a council."""
    register = may_apply(right=Entitlement(facts["right"]), nation=nation(facts), decided_on=decided_on(facts))
    return {"codes": [one.rule.code for one in register.exemptions], "not_held": list(register.not_held)}


def record_of_privilege(facts: Facts) -> Mapping[str, object]:
    """What must be written down where privilege is relied on in law enforcement."""
    lacking = missing_from_privilege_record(recorded=facts.get("recorded", ()), decided_on=decided_on(facts))
    return {"missing": [item.code for item in lacking]}


def manual_data(facts: Facts) -> Mapping[str, object]:
    """What is owed for manual unstructured data."""
    return decided(
        decide_manual(
            ManualRequest(
                right=Entitlement(facts.get("right", "access")),
                nation=nation(facts),
                decided_on=decided_on(facts),
                personnel=facts.get("personnel"),
                described=facts.get("described"),
                minutes=facts.get("minutes"),
                confirm_minutes=facts.get("confirm_minutes"),
            )
        )
    )


def third_party(facts: Facts) -> Mapping[str, object]:
    """What is done with an item that also relates to another person."""
    who = facts.get("professional")
    professional = who and Professional(
        item_class=ItemClass(who["class"]), role=who["role"], in_capacity=who.get("in_capacity")
    )
    return decided(
        weigh(
            OtherPerson(
                decided_on=decided_on(facts),
                right=Entitlement(facts.get("right", "access")),
                identifiable=facts.get("identifiable"),
                editable=facts.get("editable"),
                consented=facts.get("consented"),
                professional=professional,
                weighed=frozenset(facts.get("weighed", ())),
                reasonable=facts.get("reasonable"),
            )
        )
    )


def item_class(facts: Facts) -> Mapping[str, object]:
    """Of which class an item is."""
    return decided(classify(answers=facts.get("answers", {}), decided_on=decided_on(facts)))


def gates(facts: Facts) -> Mapping[str, object]:
    """The exemptions that an item passes through before it is given."""
    codes = gates_for(
        item_class=Classified(facts["class"]),
        right=Entitlement(facts.get("right", "access")),
        nation=nation(facts),
        decided_on=decided_on(facts),
        asked_by=asked_by(facts),
        age_years=facts.get("age"),
    )
    return {"gates": list(codes)}


def health(facts: Facts) -> Mapping[str, object]:
    """Whether health data may be given."""
    said = facts.get("opinion")
    opinion = said and HealthOpinion(
        opinion_on=said["on"],
        harm_likely=said["harm_likely"],
        giver=said.get("giver", "responsible"),
        choice_recorded=said.get("choice_recorded", True),
        ask_again=said.get("ask_again"),
    )
    return decided(health_gate(opinion=opinion, already_known=facts.get("already_known"), decided_on=decided_on(facts)))


def reporter(facts: Facts) -> Mapping[str, object]:
    """Whether data from the Principal Reporter may be given."""
    return decided(
        reporter_gate(
            item_class=ItemClass(facts["class"]),
            nation=nation(facts),
            from_reporter=facts.get("from_reporter"),
            reporter_finds_harm=facts.get("reporter_finds_harm"),
            decided_on=decided_on(facts),
        )
    )


def decided(decision: Decision[StrEnum]) -> dict[str, object]:
    """A decision as a case writes it: the outcome, and the codes of what is still asked."""
    return {"outcome": str(decision.outcome), "asks": [question.code for question in decision.questions]}


def nation(facts: Facts) -> Nation:
    """The nation of the council."""
    return Nation(facts.get("nation", "england-and-wales"))


def asked_by(facts: Facts) -> AskedBy | None:
    """Who asks, where the case says."""
    return AskedBy(facts["asked_by"]) if "asked_by" in facts else None


def decided_on(facts: Facts) -> date:
    """The day of the decision."""
    day: date = facts.get("decided", TODAY)
    return day


ASKS = {
    "exemption": exemption_on_an_item,
    "exemptions-open": exemptions_that_may_apply,
    "privilege-record": record_of_privilege,
    "manual-data": manual_data,
    "third-party": third_party,
    "item-class": item_class,
    "gates": gates,
    "health-gate": health,
    "reporter-gate": reporter,
}
