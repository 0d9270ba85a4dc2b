"""What lawfulness and the kind of council ask of it."""

from collections.abc import Iterable, Mapping

from muniment.core.duties import councils, lawfulness
from muniment.core.duties.compatibility import NewPurpose, compatible
from muniment.core.duties.consent import check_consent_record, check_withdrawal, valid
from muniment.core.duties.lawfulness import Activity
from muniment.core.judgement.contents import ContentsCheck
from muniment.core.values import Question, Receipt, Regime
from muniment.law.provisions import NOTHING
from muniment.law.rules.processing import Basis, CouncilKind
from tests.law.asking.facts import Facts


def public_authority(facts: Facts) -> Mapping[str, object]:
    decision = councils.public_authority(
        council=CouncilKind(facts["council"]),
        public_task=facts.get("public_task"),
        processed_on=facts["processed"],
        foi_authority=facts.get("foi_authority"),
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def officer(facts: Facts) -> Mapping[str, object]:
    decision = councils.officer_required(
        council=CouncilKind(facts["council"]),
        processed_on=facts["processed"],
        foi_authority=facts.get("foi_authority"),
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def officer_role(facts: Facts) -> Mapping[str, object]:
    return listed(councils.check_officer(present=facts["present"], on=facts["on"]))


def yearly_charge(facts: Facts) -> Mapping[str, object]:
    charge = councils.yearly_charge(tier=facts.get("tier"), due_on=facts["due"])
    return {"pounds": charge.amount_pounds, "questions": codes(charge.questions)}


def basis(facts: Facts) -> Mapping[str, object]:
    check = lawfulness.check_basis(
        Activity(
            basis=Basis(facts["basis"]),
            council=CouncilKind(facts.get("council", "unitary")),
            public_task=facts.get("public_task"),
            condition=facts.get("condition"),
            recorded=frozenset(facts.get("recorded", ())),
            answers=facts.get("answers", {}),
            foi_authority=facts.get("foi_authority"),
        ),
        processed_on=facts["processed"],
    )
    return {**outcome(check.outcome, check.receipt, check.questions), "missing": [item.code for item in check.missing]}


def override(facts: Facts) -> Mapping[str, object]:
    decision = lawfulness.overrides(
        passed_on=facts["passed"], expressly=facts.get("expressly"), processed_on=facts["processed"]
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def request_to_holder(facts: Facts) -> Mapping[str, object]:
    return listed(
        lawfulness.check_request_to_holder(
            present=facts["present"], answers=facts.get("answers", {}), sent_on=facts["sent"]
        )
    )


def new_purpose(facts: Facts) -> Mapping[str, object]:
    decision = compatible(
        NewPurpose(
            ground=facts.get("ground"),
            annex_2=facts.get("annex_2"),
            collected_on_consent=facts.get("collected_on_consent", False),
            answers=facts.get("answers", {}),
            weighed_compatible=facts.get("weighed_compatible"),
        ),
        processed_on=facts["processed"],
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def consent(facts: Facts) -> Mapping[str, object]:
    decision = valid(
        explicit=facts.get("explicit", False),
        answers=facts.get("answers", {}),
        regime=Regime(facts.get("regime", "uk-gdpr")),
        processed_on=facts["processed"],
        commenced=facts.get("commenced", NOTHING),
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def consent_record(facts: Facts) -> Mapping[str, object]:
    return listed(
        check_consent_record(
            present=facts["present"], answers=facts.get("answers", {}), processed_on=facts["processed"]
        )
    )


def withdrawal(facts: Facts) -> Mapping[str, object]:
    return listed(check_withdrawal(done=facts["done"], withdrawn_on=facts["withdrawn"]))


def outcome(result: str, receipt: Receipt, questions: Iterable[Question]) -> Mapping[str, object]:
    """What a decision came to, the codes of its open questions, and what it cites."""
    return {"outcome": result, "questions": codes(questions), "cites": [one.cite for one in receipt.reasons]}


def listed(check: ContentsCheck) -> Mapping[str, object]:
    """What a check of contents came to, by the codes of the items."""
    return {
        "outcome": check.outcome,
        "required": [item.code for item in check.required],
        "missing": [item.code for item in check.missing],
        "advised": [item.code for item in check.advised],
        "questions": codes(check.questions),
        "says": [item.text for item in check.required],
    }


def codes(questions: Iterable[Question]) -> list[str]:
    return [question.code for question in questions]


ASKS = {
    "public-authority": public_authority,
    "officer": officer,
    "officer-role": officer_role,
    "yearly-charge": yearly_charge,
    "basis": basis,
    "override": override,
    "request-to-holder": request_to_holder,
    "new-purpose": new_purpose,
    "consent": consent,
    "consent-record": consent_record,
    "withdrawal": withdrawal,
}
