"""What conditions, notices, records, contracts and complaints ask of the law."""

from collections.abc import Mapping

from muniment.core.clocks.calendars import calendar
from muniment.core.duties import accountability, algorithms, informing, policy_documents, processors
from muniment.core.duties import records as registers
from muniment.core.duties.accessibility import check_accessibility_statement
from muniment.core.duties.accountability import Assessed, Meets
from muniment.core.duties.informing import Source
from muniment.core.duties.policy_documents import RegisterLine
from muniment.core.duties.schedule_1 import policy_document_needed
from muniment.core.duties.special_categories import ConditionCheck, Relied, check_offence_data, check_special_category
from muniment.core.values import Nation
from muniment.law.rules.processing import Basis, CouncilKind
from tests.law.asking.duties import listed, outcome
from tests.law.asking.facts import Facts


def relied(facts: Facts) -> Relied:
    return Relied(
        paragraph=facts.get("paragraph"),
        invoked=facts.get("invoked"),
        recorded=frozenset(facts.get("recorded", ())),
        answers=facts.get("answers", {}),
    )


def checked(check: ConditionCheck) -> Mapping[str, object]:
    return {**outcome(check.outcome, check.receipt, check.questions), "missing": [one.code for one in check.missing]}


def special_category(facts: Facts) -> Mapping[str, object]:
    return checked(check_special_category(point=facts["point"], relied=relied(facts), processed_on=facts["processed"]))


def offence_data(facts: Facts) -> Mapping[str, object]:
    return checked(
        check_offence_data(
            official_authority=facts.get("official_authority"), relied=relied(facts), processed_on=facts["processed"]
        )
    )


def policy_needed(facts: Facts) -> Mapping[str, object]:
    decision = policy_document_needed(
        paragraph=facts["paragraph"],
        invoked=facts.get("invoked"),
        answers=facts.get("answers", {}),
        processed_on=facts["processed"],
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def policy_document(facts: Facts) -> Mapping[str, object]:
    return listed(policy_documents.check_policy_document(present=facts["present"], processed_on=facts["processed"]))


def policy_kept(facts: Facts) -> Mapping[str, object]:
    kept = policy_documents.keep_until(ceased_on=facts["ceased"], calendar=calendar(Nation.ENGLAND_AND_WALES))
    return {"keep_until": kept.keep_until}


def register_line(facts: Facts) -> Mapping[str, object]:
    check = policy_documents.check_line(
        RegisterLine(
            paragraph=facts["paragraph"],
            document=frozenset(facts["document"]) if "document" in facts else None,
            extras=frozenset(facts.get("extras", ())),
            answers=facts.get("answers", {}),
            retention_not_followed=facts.get("retention_not_followed"),
        ),
        processed_on=facts["processed"],
    )
    return {**outcome(check.outcome, check.receipt, check.questions), "missing": [item.code for item in check.missing]}


def notice(facts: Facts) -> Mapping[str, object]:
    return listed(
        informing.check_notice(
            source=Source(facts.get("source", "direct")),
            council=CouncilKind(facts.get("council", "unitary")),
            bases=[Basis(one) for one in facts["bases"]],
            present=facts.get("present", ()),
            answers=facts.get("answers", {}),
            sent_on=facts["sent"],
        )
    )


def informing_exception(facts: Facts) -> Mapping[str, object]:
    decision = informing.check_exception(
        source=Source(facts["source"]),
        exception=facts["exception"],
        answers=facts.get("answers", {}),
        sent_on=facts["sent"],
    )
    return outcome(decision.outcome, decision.receipt, decision.questions)


def first_layer(facts: Facts) -> Mapping[str, object]:
    return listed(informing.check_first_layer(present=facts["present"], sent_on=facts["sent"]))


def law_enforcement_notice(facts: Facts) -> Mapping[str, object]:
    return listed(
        informing.check_law_enforcement_notice(
            council=CouncilKind(facts.get("council", "unitary")),
            present=facts["present"],
            answers=facts.get("answers", {}),
            sent_on=facts["sent"],
        )
    )


def formats(facts: Facts) -> Mapping[str, object]:
    return {"formats": [one.code for one in informing.formats(sent_on=facts["sent"])]}


def age_bands(facts: Facts) -> Mapping[str, object]:
    return {"bands": [one.code for one in informing.age_bands(sent_on=facts["sent"])]}


def record(facts: Facts) -> Mapping[str, object]:
    return listed(
        registers.check_record(
            role=registers.Role(facts["role"]),
            council=CouncilKind(facts.get("council", "unitary")),
            present=facts["present"],
            answers=facts.get("answers", {}),
            processed_on=facts["processed"],
        )
    )


def record_template(facts: Facts) -> Mapping[str, object]:
    columns = registers.template_columns(processed_on=facts["processed"])
    return {"columns": [item.code for item in columns], "number": len(columns)}


def contract(facts: Facts) -> Mapping[str, object]:
    return listed(processors.check_contract(present=facts["present"], processed_on=facts["processed"]))


def joint_arrangement(facts: Facts) -> Mapping[str, object]:
    return listed(processors.check_joint_arrangement(present=facts["present"], processed_on=facts["processed"]))


def sharing_agreement(facts: Facts) -> Mapping[str, object]:
    return listed(processors.check_sharing_agreement(present=facts["present"], processed_on=facts["processed"]))


def transparency_scope(facts: Facts) -> Mapping[str, object]:
    decision = algorithms.transparency_scope(answers=facts.get("answers", {}), sent_on=facts["sent"])
    return outcome(decision.outcome, decision.receipt, decision.questions)


def transparency_record(facts: Facts) -> Mapping[str, object]:
    return listed(
        algorithms.check_transparency_record(
            present=facts["present"], answers=facts.get("answers", {}), sent_on=facts["sent"]
        )
    )


def decision_register(facts: Facts) -> Mapping[str, object]:
    return listed(algorithms.check_decision_register(present=facts["present"], processed_on=facts["processed"]))


def accountability_summary(facts: Facts) -> Mapping[str, object]:
    assessed = [
        Assessed(category=one["category"], expectation=one["expectation"], meets=Meets(one["meets"]))
        for one in facts["assessed"]
    ]
    summary = accountability.summary(assessed, decided_on=facts["decided"])
    return {
        "answer": summary.receipt.answer,
        "expected": [part.category.count for part in summary.categories],
        "open": [len(part.not_assessed) for part in summary.categories],
        "partially": [part.counts[Meets.PARTIALLY] for part in summary.categories],
    }


def accountability_entry(facts: Facts) -> Mapping[str, object]:
    return listed(
        accountability.check_assessment(
            meets=Meets(facts["meets"]), present=facts["present"], decided_on=facts["decided"]
        )
    )


def accessibility_statement(facts: Facts) -> Mapping[str, object]:
    return listed(check_accessibility_statement(present=facts["present"], sent_on=facts["sent"]))


ASKS = {
    "special-category": special_category,
    "offence-data": offence_data,
    "policy-document-needed": policy_needed,
    "policy-document": policy_document,
    "policy-document-kept": policy_kept,
    "register-line": register_line,
    "notice": notice,
    "informing-exception": informing_exception,
    "first-layer": first_layer,
    "law-enforcement-notice": law_enforcement_notice,
    "formats": formats,
    "age-bands": age_bands,
    "record": record,
    "record-template": record_template,
    "contract": contract,
    "joint-arrangement": joint_arrangement,
    "sharing-agreement": sharing_agreement,
    "transparency-scope": transparency_scope,
    "transparency-record": transparency_record,
    "decision-register": decision_register,
    "accountability": accountability_summary,
    "accountability-entry": accountability_entry,
    "accessibility-statement": accessibility_statement,
}
