"""Identifiers of made-up people are valid, and nobody's."""

import random
import re
from itertools import islice

import pytest
from stdnum.gb import nhs, upn

from muniment.core.datamap.model import MatchRule
from muniment.core.identity.matching import normal_form
from muniment.runs.demo import identifiers
from muniment.runs.demo.names import ORIGINS

RNG = random.Random(7)


def test_nhs_numbers_are_valid_and_of_the_test_range() -> None:
    made = list(islice(identifiers.nhs_numbers(), 2000))
    assert made[0] == "9990000018"
    assert all(nhs.is_valid(number) and number.startswith("999") for number in made)
    assert len(set(made)) == 2000


def test_pupil_numbers_have_a_right_letter_and_an_authority_that_does_not_exist() -> None:
    made = list(islice(identifiers.upns(), 2000))
    assert all(upn.calc_check_digit(number[1:]) == number[0] for number in made)
    assert not any(upn.is_valid(number) for number in made), "999 is no local authority"
    assert len(set(made)) == 2000


def test_learner_numbers_have_a_right_check_digit() -> None:
    for number in islice(identifiers.ulns(), 2000):
        weighted = sum(int(digit) * weight for digit, weight in zip(number[:9], range(10, 1, -1), strict=True))
        assert re.fullmatch(r"99\d{8}", number)
        assert 10 - weighted % 11 == int(number[9])


def test_national_insurance_numbers_differ_in_more_than_their_suffix() -> None:
    made = list(islice(identifiers.ninos(), 2000))
    assert all(re.fullmatch(r"QQ\d{6}[A-D]", number) for number in made)
    assert len({number[:8] for number in made}) == 2000


@pytest.mark.parametrize("serial", [1, 199, 200, 999, 1000, 54_321])
def test_phones_are_of_the_drama_ranges_and_the_first_are_one_persons(serial: int) -> None:
    number = identifiers.mobile(serial)
    assert re.fullmatch(r"07700900\d{3}", number)
    assert re.fullmatch(r"01632960\d{3}", identifiers.landline(serial))
    others = {identifiers.mobile(other) for other in range(identifiers.RESERVED_PHONES, 5000)}
    assert (number in others) == (serial >= identifiers.RESERVED_PHONES)


def test_postcodes_have_the_form_of_one_and_an_area_royal_mail_does_not_use() -> None:
    made = {identifiers.postcode(street, sector) for street in range(60) for sector in range(60)}
    assert all(re.fullmatch(r"QX\d{1,2} \d[ABD-HJLNP-UW-Z]{2}", postcode) for postcode in made)


@pytest.mark.parametrize(
    ("rule", "value", "typed"),
    [
        (MatchRule.FOLDED, "sian.nwosu@example.com", identifiers.as_typed_email),
        (MatchRule.PHONE, "07700900001", identifiers.as_typed_phone),
        (MatchRule.PHONE, "01632960001", identifiers.as_typed_phone),
        (MatchRule.NINO, "QQ000001B", identifiers.as_typed_nino),
    ],
)
def test_every_notation_is_the_same_identifier(rule: MatchRule, value: str, typed: identifiers.Typed) -> None:
    written = {typed(RNG, value) for _ in range(200)}
    assert len(written) > 3
    assert {normal_form(rule, one) for one in written} == {normal_form(rule, value)}


def test_a_mistyped_address_is_not_the_same_and_is_nobodys() -> None:
    for _ in range(200):
        wrong = identifiers.mistyped_email(RNG, "hannah.o12@example.com")
        assert wrong != "hannah.o12@example.com"
        assert wrong.endswith(".o12@example.com")


def test_every_name_gives_an_address_in_plain_letters() -> None:
    for origin in ORIGINS:
        for forename in (*origin.female, *origin.male):
            for surname in origin.surnames:
                assert re.fullmatch(r"[a-z]+\.[a-z]+7@example\.com", identifiers.mailbox(forename, surname, 7))
