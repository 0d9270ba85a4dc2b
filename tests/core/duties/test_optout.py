"""The national data opt-out: no row is lost, only numbers that came back stay, and nothing malformed is sent."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb.nhs import is_valid

from muniment.core.duties.optout import apply_opt_out, check_file, match, usable_until
from muniment.core.errors import UsageError

DAY = date(2026, 11, 21)
VALID = ["9990000018", "9990000026", "9990000034", "9990000042"]
CELLS = st.sampled_from([*VALID, "999 000 0018", "999-000-0026", "9990000027", "999000001", "", "  ", None, "unknown"])


def same(number: str | None) -> str | None:
    return number


@given(st.lists(CELLS), st.sets(st.sampled_from(VALID)))
def test_every_row_has_one_place_and_only_returned_numbers_stay(cells: list[str | None], usable: set[str]) -> None:
    held = {"".join(char for char in cell or "" if char.isdigit()) for cell in cells}
    returned = usable & held
    rows = list(enumerate(cells))
    split = match(rows, nhs_number=lambda row: row[1], returned=returned, valid=is_valid, processed_on=DAY)
    assert sorted([*split.kept, *split.removed, *split.no_number, *split.invalid]) == rows
    assert {"".join(char for char in cell or "" if char.isdigit()) for _, cell in split.kept} == returned
    assert all(not (cell or "").strip() for _, cell in split.no_number)


@given(st.lists(CELLS))
def test_a_file_holds_each_valid_number_once_with_a_comma_and_a_line_feed(cells: list[str | None]) -> None:
    if not any(cell and is_valid(cell) for cell in cells):
        with pytest.raises(UsageError, match="no valid NHS number"):
            check_file(cells, mailbox="X26ABC1", sequence=1, valid=is_valid, sent_on=DAY)
        return
    file = check_file(cells, mailbox="X26ABC1", sequence=1, valid=is_valid, sent_on=DAY)
    lines = file.content.split("\n")
    assert lines.pop() == ""
    assert all(line.endswith(",") and line[:-1] in VALID for line in lines)
    assert len(lines) == len(set(lines)) == file.numbers
    assert file.fits_page


def test_the_file_says_how_it_is_sent() -> None:
    file = check_file(["9990000018", "123"], mailbox="X26ABC1", sequence=42, valid=is_valid, sent_on=date(2026, 2, 5))
    assert file.name == "X26ABC1-050226-0042.dat"
    assert (file.invalid, file.workflow, file.recipient_mailbox) == (1, "SPINE_NTT_UPHOLDING", "X26HC036")


def test_figures_of_another_script_are_no_nhs_number() -> None:
    split = match(["٩٩٩٠٠٠٠٠١٨"], nhs_number=same, returned=(), valid=lambda _: True, processed_on=DAY)
    assert split.invalid == ("٩٩٩٠٠٠٠٠١٨",)


@pytest.mark.parametrize("sequence", [-1, 10_000])
def test_a_running_number_that_does_not_fit_is_refused(sequence: int) -> None:
    with pytest.raises(UsageError, match="does not fit four digits"):
        check_file(VALID, mailbox="X26ABC1", sequence=sequence, valid=is_valid, sent_on=DAY)


def test_the_answer_to_another_file_is_refused_without_naming_a_number() -> None:
    with pytest.raises(UsageError, match="Numbers returned that are in no row: 1") as refused:
        match(VALID[:2], nhs_number=same, returned=VALID[1:3], valid=is_valid, processed_on=DAY)
    assert "999" not in str(refused.value)


def test_a_result_is_used_for_three_weeks() -> None:
    found = usable_until(returned_on=DAY)
    assert found.usable_until == date(2026, 12, 12)
    assert found.receipt.answer == "To Saturday 12 December 2026; then it is asked for again."


def test_an_exemption_that_the_policy_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="'convenience' is no exemption of"):
        apply_opt_out(answers={}, exemption="convenience", approved=True, processed_on=DAY)
