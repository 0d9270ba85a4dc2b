"""NHS number, CHI number (Scotland) and Health and Care number (Northern Ireland): one check digit, modulo 11."""

import re
from datetime import date

from stdnum.gb import nhs

from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Reveals,
    Verdict,
    invalid,
    nothing,
)

TEST_PREFIX = "999"

_HEALTH_AND_CARE_RANGES = range(320, 400)
_WRONG_CHECK_DIGIT = invalid("Its last digit does not follow from the others, so at least one digit is wrong.")
_SAME_DIGITS = Verdict(
    outcome=Outcome.PLACEHOLDER,
    problem="All its digits are the same: it was made up to fill a field.",
    what_to_do="Take it out, and ask for the real number if it is needed.",
)
_TEST_RANGE = Verdict(
    outcome=Outcome.TEST_RANGE,
    problem="It is of the range that the NHS keeps for tests.",
    what_to_do="Use it for made-up people only.",
)


def check_digit(nine: str) -> str | None:
    """The tenth digit of an NHS, CHI or Health and Care number; None where nine digits can have none.

    >>> check_digit("943476591"), check_digit("999000000")
    ('9', None)
    """
    digit = -nhs.checksum(f"{nine}0") % 11
    return str(digit) if digit < 10 else None


def is_day(*, day: int, month: int, year: int) -> bool:
    """Whether there is such a day in the year that ends in those two digits, of this century or the last."""
    try:
        date(2000 + year, month, day)  # 29 February: 1900 had none, and 2000 is the kinder reading
    except ValueError:
        return False
    return True


def _nhs_number(normal: str) -> Verdict:
    if fault := _arithmetic(normal, "An NHS number has ten digits."):
        return fault
    return _TEST_RANGE if normal.startswith(TEST_PREFIX) else VALID


def _chi_number(normal: str) -> Verdict:
    if re.fullmatch(r"[0-9]{9}", normal):
        return invalid(
            "It has nine digits, and a CHI number ten.", "See whether a spreadsheet took a zero off its start."
        )
    if fault := _arithmetic(normal, "A CHI number has ten digits."):
        return fault
    if not is_day(day=int(normal[:2]), month=int(normal[2:4]), year=int(normal[4:6])):
        return invalid("Its first six digits are no date, and a CHI number begins with a date of birth.")
    return VALID


def _health_and_care_number(normal: str) -> Verdict:
    if fault := _arithmetic(normal, "A Health and Care number has ten digits."):
        return fault
    if int(normal[:3]) not in _HEALTH_AND_CARE_RANGES:
        return invalid(
            "It is outside the ranges of Northern Ireland.", "See whether it is an NHS number of another nation."
        )
    return VALID


def _arithmetic(normal: str, form: str) -> Verdict | None:
    """What is wrong with the ten digits; digits that are all the same would pass the sum."""
    if not re.fullmatch(r"[0-9]{10}", normal):
        return invalid(form)
    if len(set(normal)) == 1:
        return _SAME_DIGITS
    return _WRONG_CHECK_DIGIT if nhs.checksum(normal) else None


IDENTIFIERS = {
    IdentifierKind.NHS_NUMBER: Identifier(judge=_nhs_number),
    IdentifierKind.CHI_NUMBER: Identifier(judge=_chi_number, mask=nothing, reveals=(Reveals.BIRTH_DATE, Reveals.SEX)),
    IdentifierKind.HEALTH_AND_CARE_NUMBER: Identifier(judge=_health_and_care_number),
}
