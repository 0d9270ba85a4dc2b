"""What holds of identifiers whatever is typed: masks hide, normal forms stay, one wrong digit is found."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.core.datamap.model import MatchRule
from muniment.core.identity import matching
from muniment.core.identity.identifiers.checked import IdentifierKind as Kind
from muniment.core.identity.identifiers.checked import Outcome
from muniment.core.identity.identifiers.checking import check, mask, normalise
from tests.core.identity.test_identifiers import NOBODYS, UNKNOWN, VALID
from tests.made_up import nhs_numbers, ninos, telephones, typed

FORMS = sorted({(kind, text) for kind, text, *_ in [*VALID, *UNKNOWN, *NOBODYS]})
TEXTS = (
    st.text() | st.text(alphabet="0123456789ABGKNXZabz -–/*#+.", max_size=24) | st.sampled_from([t for _, t in FORMS])
)
KINDS = st.sampled_from(Kind)

CATCHES_EVERY_SLIP = [
    *((Kind.NHS_NUMBER, text) for text in ("9434765919", "9434765870", "4010232137")),
    *((Kind.CHI_NUMBER, text) for text in ("0211165794", "0402070763")),
    (Kind.HEALTH_AND_CARE_NUMBER, "3200000007"),
    (Kind.UPN, "B801200005001"),
    (Kind.ULN, "9276308686"),
    *((Kind.PNC_ID, text) for text in ("03/0011985X", "03/0062845E", "79/0163001B")),
    (Kind.IBAN, "GB82WEST12345698765432"),
    (Kind.PASSPORT_NUMBER, "1234567897"),
]
"""Kinds whose check finds every single wrong digit; those of VAT numbers and taxpayer references do not."""


@pytest.mark.parametrize(("kind", "text"), CATCHES_EVERY_SLIP)
def test_a_single_changed_digit_never_passes(kind: Kind, text: str) -> None:
    assert check(kind, text).outcome is Outcome.VALID
    slips = [
        text[:place] + digit + text[place + 1 :]
        for place, right in enumerate(text)
        if right.isdigit()
        for digit in "0123456789"
        if digit != right
    ]
    assert len(slips) >= 9 * 9
    assert [place for place, slip in enumerate(slips) if check(kind, slip).outcome is not Outcome.INVALID] == []


@given(number=nhs_numbers(), place=st.integers(0, 9), step=st.integers(1, 9))
def test_an_nhs_number_for_tests_is_recognised_and_one_slip_in_it_is_found(number: str, place: int, step: int) -> None:
    assert check(Kind.NHS_NUMBER, number).issued_for_tests
    slip = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert check(Kind.NHS_NUMBER, slip).outcome in {Outcome.INVALID, Outcome.PLACEHOLDER}


@given(text=ninos() | telephones())
def test_numbers_kept_for_examples_are_recognised(text: str) -> None:
    kind = Kind.NINO if text.startswith("QQ") else Kind.PHONE_NUMBER
    assert check(kind, text).issued_for_tests


@settings(max_examples=300)
@given(kind=KINDS, text=TEXTS)
def test_a_mask_never_holds_what_it_hides(kind: Kind, text: str) -> None:
    shown = mask(kind, text)
    assert shown != text
    assert not text.strip() or text.strip() not in shown
    assert not normalise(kind, text) or normalise(kind, text) not in shown


@settings(max_examples=300)
@given(kind=KINDS, text=TEXTS)
def test_a_mask_shows_a_third_at_most_and_of_what_cannot_be_one_nothing(kind: Kind, text: str) -> None:
    checked = check(kind, text)
    shown = checked.masked.strip("*#")
    assert len(shown) * 3 <= len(checked.normalised)
    assert not shown or checked.outcome in {Outcome.VALID, Outcome.UNKNOWN, Outcome.TEST_RANGE}


@settings(max_examples=300)
@given(kind=KINDS, text=TEXTS)
def test_a_normal_form_is_its_own_normal_form_and_is_judged_alike(kind: Kind, text: str) -> None:
    normal = normalise(kind, text)
    assert normalise(kind, normal) == normal
    once, again = check(kind, text), check(kind, normal)
    assert (once.outcome, once.identity, once.variety) == (again.outcome, again.identity, again.variety)


@given(data=st.data(), form=st.sampled_from(FORMS))
def test_blanks_hyphens_and_small_letters_change_nothing(data: st.DataObject, form: tuple[Kind, str]) -> None:
    kind, text = form
    normal = normalise(kind, text)
    assert normalise(kind, data.draw(typed(normal))) == normal


@given(number=ninos(), phone=telephones())
def test_searches_and_checks_tell_people_apart_by_the_same_form(number: str, phone: str) -> None:
    assert check(Kind.NINO, number).identity == matching.normal_form(MatchRule.NINO, number)
    assert check(Kind.PHONE_NUMBER, phone).identity == matching.normal_form(MatchRule.PHONE, phone)


@pytest.mark.parametrize("letter", ["ß", "ﬁ", "ſ", "ı"])  # upper case would make ASCII letters of them
def test_a_letter_outside_ascii_never_passes_as_one_inside(letter: str) -> None:
    assert check(Kind.NINO, f"A{letter}000000A").outcome is Outcome.INVALID
    assert check(Kind.NINO, f"{letter}000000A").outcome is Outcome.INVALID


def test_neither_the_clock_nor_a_search_loads_what_checks_identifiers() -> None:
    code = "import sys, muniment.cli.deadline, muniment.core.finding.visit; sys.exit('stdnum' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
