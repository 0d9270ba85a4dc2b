"""Receipts of duties name every fact that decided, and hold dates, codes and categories only."""

from datetime import date

import pytest

from muniment.core.clocks.calendars import calendar
from muniment.core.duties.informing import Source, check_notice
from muniment.core.duties.policy_documents import LineStanding, RegisterLine, check_line, keep_until
from muniment.core.duties.records import Role, check_record
from muniment.core.values import Nation, Receipt
from muniment.law.rules.processing import Basis, CouncilKind

DAY = date(2026, 11, 21)


def facts(receipt: Receipt) -> set[tuple[str, str]]:
    return {(fact.name, fact.value) for fact in receipt.facts}


@pytest.mark.parametrize("source", Source)
def test_a_notice_names_whose_it_is_and_from_whom_the_data_came(source: Source) -> None:
    checked = check_notice(
        source=source,
        council=CouncilKind.COUNTY,
        bases=[Basis.PUBLIC_TASK],
        present=(),
        answers={},
        sent_on=DAY,
    )
    assert {("source", source.value), ("council", "county")} <= facts(checked.receipt)


@pytest.mark.parametrize("role", Role)
def test_a_line_of_the_register_names_the_role_and_the_council(role: Role) -> None:
    checked = check_record(role=role, council=CouncilKind.PARISH, present=(), processed_on=DAY)
    assert {("role", role.value), ("council", "parish")} <= facts(checked.receipt)


def test_a_policy_document_is_kept_to_a_working_day_and_the_receipt_says_how_that_was_counted() -> None:
    kept = keep_until(ceased_on=date(2026, 6, 27), calendar=calendar(Nation.ENGLAND_AND_WALES))
    assert kept.keep_until == date(2026, 12, 29)
    assert kept.receipt.reasons[-1].text.endswith(
        "Counted from Saturday 27 June 2026, 6 months end on Sunday 27 December 2026. Sunday 27 December 2026, Monday "
        "28 December 2026 (Boxing Day, substitute day): no working days in England and Wales, so the end is Tuesday "
        "29 December 2026."
    )


def test_a_register_line_names_its_paragraph_whether_it_has_a_document_and_what_is_lacking() -> None:
    checked = check_line(RegisterLine(paragraph="8", retention_not_followed=False), processed_on=DAY)
    assert checked.outcome is LineStanding.NOT_LINKED
    told = facts(checked.receipt)
    assert {("paragraph", "8"), ("policy document named", "no"), ("retention not followed", "no")} <= told
    assert {value for name, value in told if name == "lacks"} == {item.code for item in checked.missing}
