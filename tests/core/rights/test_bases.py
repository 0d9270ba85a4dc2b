"""A right that depends on the lawful basis is decided with its reason, and never silently."""

from datetime import date

import pytest

from muniment.core.errors import NoLawInForce, UsageError
from muniment.core.rights.bases import applies, applies_in_law_enforcement
from muniment.law.rules.processing import Basis
from muniment.law.rules.rights import Applies, Entitlement

DAY = date(2026, 7, 1)


def test_the_receipt_gives_the_reason_of_the_cell_first_and_then_the_law() -> None:
    decision = applies(right=Entitlement.OBJECTION, basis=Basis.CONSENT, received_on=DAY)
    assert decision.outcome is Applies.WITHDRAW_CONSENT
    assert decision.receipt.answer == "No: the person withdraws their consent instead."
    assert [reason.cite.split(",")[0] for reason in decision.receipt.reasons] == [
        "UK GDPR arts 7(3) and 21(1)",
        "UK GDPR art 21(1)",
    ]
    assert [(fact.name, fact.value) for fact in decision.receipt.facts] == [
        ("right", "objection"),
        ("lawful basis", "consent"),
    ]
    assert decision.receipt.law_as_at == DAY


def test_what_is_necessary_for_a_public_task_is_assessed_and_never_refused_of_itself() -> None:
    decision = applies(right=Entitlement.ERASURE, basis=Basis.PUBLIC_TASK, received_on=DAY)
    assert decision.outcome is Applies.EXCEPT_AS_NECESSARY
    assert [question.code for question in decision.questions] == ["erasure-extent"]


def test_being_told_of_a_breach_hangs_on_no_basis() -> None:
    with pytest.raises(UsageError, match="hangs on no lawful basis"):
        applies(right=Entitlement.BREACH_NOTICE, basis=Basis.CONSENT, received_on=DAY)


@pytest.mark.parametrize("right", [Entitlement.WITHDRAWAL, Entitlement.RECIPIENTS])
def test_what_the_law_files_do_not_say_of_part_3_is_not_guessed(right: Entitlement) -> None:
    with pytest.raises(NoLawInForce, match="is not held here"):
        applies_in_law_enforcement(right=right, received_on=DAY)
