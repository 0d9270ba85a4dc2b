"""Which rights there are, who may use them, what an answer or a refusal contains, and when a fee may be charged."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from muniment.core.judgement.contents import ContentsCheck
from muniment.core.rights import children, deceased, fees, law_enforcement, parents, proof, refusals, requesters
from muniment.core.rights.answers import AnswerFact, check_answer
from muniment.core.rights.bases import applies, applies_in_law_enforcement
from muniment.core.rights.unfounded import Abuse, Consideration, consequences, judge
from muniment.core.values import Decision, Nation, Regime
from muniment.law.rules.processing import Basis
from muniment.law.rules.rights import Entitlement
from tests.law.asking.facts import Facts


def right_by_basis(facts: Facts) -> Mapping[str, object]:
    """Whether a right applies on each of the lawful bases."""
    right, on = Entitlement(facts["right"]), facts["received"]
    found = {basis: applies(right=right, basis=basis, received_on=on) for basis in Basis}
    asks = [basis.value for basis, decision in found.items() if decision.questions]
    return {basis.value: decision.outcome.value for basis, decision in found.items()} | {"asks": asks}


def right_in_law_enforcement(facts: Facts) -> Mapping[str, object]:
    """Whether there is a right under Part 3."""
    return decided(applies_in_law_enforcement(right=Entitlement(facts["right"]), received_on=facts["received"]))


def answer(facts: Facts) -> Mapping[str, object]:
    """What an answer contains, and what a draft with the items `says` lacks."""
    contents = check_answer(
        right=Entitlement(facts["right"]),
        sent_on=facts["sent"],
        facts={AnswerFact(name): value for name, value in facts.get("facts", {}).items()},
        present=facts.get("says", ()),
    )
    return required(contents)


def refusal_grounds(facts: Facts) -> Mapping[str, object]:
    """The grounds on which a right can be refused."""
    found = refusals.grounds(right=Entitlement(facts["right"]), decided_on=facts["decided"])
    return {"grounds": [one.code for one in found]}


def refusal_on_ground(facts: Facts) -> Mapping[str, object]:
    """Whether a right may be refused on a ground."""
    return decided(
        refusals.may_refuse(
            right=Entitlement(facts["right"]),
            ground=facts["ground"],
            assessed=facts.get("assessed"),
            decided_on=facts["decided"],
        )
    )


def refusal_letter(facts: Facts) -> Mapping[str, object]:
    """What a letter that refuses contains."""
    letter = refusals.refusal_letter(
        telling=refusals.Telling(
            exemption_relied_on=facts.get("exemption_relied_on", False),
            confirming_prejudices=facts.get("confirming_prejudices"),
            reasons_may_be_told=facts.get("reasons_may_be_told"),
            exemption_may_be_named=facts.get("exemption_may_be_named"),
        ),
        sent_on=facts["sent"],
        present=facts.get("says", ()),
    )
    return {**required(letter.contents), "neither_confirm_nor_deny": letter.neither_confirm_nor_deny}


def unfounded(facts: Facts) -> Mapping[str, object]:
    """Whether a request is manifestly unfounded or excessive, and what may then be done."""
    regime, on, recorded = Regime(facts.get("regime", "uk-gdpr")), facts["decided"], facts.get("recorded", [])
    found = judge(
        consideration=Consideration(
            factors=tuple(facts.get("factors", [])),
            evidence_noted="evidence" in recorded,
            decision_maker_recorded="decision-maker" in recorded,
            alternatives_considered="alternatives" in recorded,
            concluded=Abuse(facts["concluded"]) if "concluded" in facts else None,
        ),
        regime=regime,
        decided_on=on,
    )
    return {**decided(found), "open_to_the_council": [*consequences(abuse=found.outcome, regime=regime, decided_on=on)]}


def fee(facts: Facts) -> Mapping[str, object]:
    """Whether a fee may be charged."""
    costs = facts.get("costs")
    return decided(
        fees.charge(
            abuse=Abuse(facts.get("abuse", "neither")),
            further_copies=facts.get("further_copies", False),
            costs=costs and fees.Costs(**(costs | {"parts": tuple(costs["parts"])})),
            decided_on=facts["decided"],
        )
    )


def standing(facts: Facts) -> Mapping[str, object]:
    """How a message is dealt with, by who sent it."""
    return decided(
        requesters.standing(
            requester=requesters.Requester(facts["requester"]),
            authority=requesters.Authority(
                evidence=facts.get("evidence", []),
                facts={requesters.RequestFact(name): value for name, value in facts.get("facts", {}).items()},
                accepted=facts.get("accepted"),
                ends_on=facts.get("ends"),
            ),
            received_on=facts["received"],
        )
    )


def former_representative(facts: Facts) -> Mapping[str, object]:
    """Whether a former representative is still treated as one."""
    return decided(requesters.treated(election_on=facts["election"], on=facts["on"]))


def record_of_the_dead(facts: Facts) -> Mapping[str, object]:
    """By which route the records of somebody who has died are asked for."""
    return decided(
        deceased.route(
            record=deceased.Record(facts["record"]),
            representative_or_claimant=facts.get("representative_or_claimant", False),
            court_order=facts.get("court_order", False),
            received_on=facts["received"],
        )
    )


def competence(facts: Facts) -> Mapping[str, object]:
    """Whether a child uses their own rights."""
    return decided(
        children.competent(
            age_years=facts["age"],
            nation=Nation(facts["nation"]),
            understands=facts.get("understands"),
            decided_on=facts["decided"],
        )
    )


def parental_request(facts: Facts) -> Mapping[str, object]:
    """Whether a parent may use a child's right, and what is then checked."""
    child = parents.Child(
        age_years=facts["age"],
        nation=Nation(facts["nation"]),
        barred=facts.get("barred", False),
        understands=facts.get("understands"),
        authorised=facts.get("authorised"),
        best_interests=facts.get("best_interests"),
    )
    recorded = facts.get("recorded", EVERYTHING_ON_A_PARENT)
    found = parents.parental_request(child=child, recorded=recorded, decided_on=facts["decided"])
    return {**decided(found.decision), "further_checks": [check.code for check in found.further_checks]}


def child_consent(facts: Facts) -> Mapping[str, object]:
    """Whose consent an online service needs for a child."""
    return decided(
        children.consent(
            age_years=facts["age"],
            preventive_or_counselling=facts.get("preventive_or_counselling", False),
            obtained_on=facts["obtained"],
        )
    )


def age(facts: Facts) -> Mapping[str, object]:
    """The age on a day."""
    leap = facts.get("leap_birthday")
    return {"age": children.age(born_on=facts["born"], on=facts["on"], leap_birthday=leap and tuple(leap))}


def language(facts: Facts) -> Mapping[str, object]:
    """How a person is written to."""
    return required(children.language(for_a_child=facts["for_a_child"], sent_on=facts["sent"]))


def protection(facts: Facts) -> Mapping[str, object]:
    """What the design of a service takes into account for children."""
    found = children.protection(
        online_service_likely_used_by_children=facts.get("used_by_children"), processed_on=facts["processed"]
    )
    return required(found)


def asking_for_proof(facts: Facts) -> Mapping[str, object]:
    """Whether proof of identity may be asked for."""
    return decided(proof.may_ask(doubt=doubt(facts), received_on=facts["received"]))


def identity(facts: Facts) -> Mapping[str, object]:
    """Whether it is settled who a person is."""
    return decided(
        proof.identity_is_enough(
            doubt=doubt(facts),
            needed=proof.Proof(facts["needed"]) if "needed" in facts else None,
            given=proof.Proof(facts.get("given", "none")),
            received_on=facts["received"],
        )
    )


def doubt(facts: Facts) -> proof.Doubt:
    return proof.Doubt(reasonable=facts.get("doubt"), reason_recorded=facts.get("reason_recorded", False))


def governs(facts: Facts) -> Mapping[str, object]:
    """Which part of the law governs the processing."""
    return decided(
        law_enforcement.governs(
            function=facts.get("function"),
            for_law_enforcement=facts.get("for_law_enforcement"),
            received_on=facts["received"],
        )
    )


def part_3_restriction(facts: Facts) -> Mapping[str, object]:
    """Whether a right under Part 3 may be restricted."""
    return decided(
        law_enforcement.may_restrict(
            aim=facts["aim"],
            necessary=facts.get("necessary"),
            proportionate=facts.get("proportionate"),
            recorded=facts.get("recorded", []),
            decided_on=facts["decided"],
        )
    )


def part_3_letter(facts: Facts) -> Mapping[str, object]:
    """What a person is told of a restriction or refusal under Part 3."""
    letter = law_enforcement.restriction_letter(
        telling_is_harmless=facts.get("telling_is_harmless"),
        restricted_for_an_aim=facts.get("restricted_for_an_aim"),
        sent_on=facts["sent"],
        present=facts.get("says", ()),
    )
    return required(letter)


def decided(decision: Decision[Any]) -> Mapping[str, object]:
    """An outcome, the codes of what is open, and the cites of the reasons."""
    outcome: StrEnum = decision.outcome
    return {
        "outcome": outcome.value,
        "questions": [question.code for question in decision.questions],
        "answer": decision.receipt.answer,
        "cites": [reason.cite for reason in decision.receipt.reasons],
    }


def required(contents: ContentsCheck) -> Mapping[str, object]:
    """The codes of what is called for, of what a text that `says` some of it lacks, and of what is open."""
    return {
        "outcome": contents.outcome,
        "required": [item.code for item in contents.called_for if not item.practice],
        "advised": [item.code for item in contents.called_for if item.practice],
        "missing": [item.code for item in contents.missing],
        "questions": [question.code for question in contents.questions],
    }


EVERYTHING_ON_A_PARENT = [
    *("identity", "parental-responsibility", "court-orders", "contact-restrictions", "alerts", "maturity"),
    *("nature-of-data", "confidence", "consequences", "detriment", "child-views"),
]

ASKS = {
    "right-by-basis": right_by_basis,
    "right-in-law-enforcement": right_in_law_enforcement,
    "answer": answer,
    "refusal-grounds": refusal_grounds,
    "refusal-on-ground": refusal_on_ground,
    "refusal-letter": refusal_letter,
    "unfounded": unfounded,
    "fee": fee,
    "standing": standing,
    "former-representative": former_representative,
    "record-of-the-dead": record_of_the_dead,
    "competence": competence,
    "parental-request": parental_request,
    "child-consent": child_consent,
    "age": age,
    "language": language,
    "childrens-protection": protection,
    "asking-for-proof": asking_for_proof,
    "identity": identity,
    "governs": governs,
    "part-3-restriction": part_3_restriction,
    "part-3-letter": part_3_letter,
}
