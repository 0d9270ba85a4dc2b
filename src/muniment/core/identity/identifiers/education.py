"""Unique pupil number and unique learner number."""

import re

from stdnum.gb import nhs, upn

from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Reveals,
    Verdict,
    invalid,
)

_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(f"[{_LETTERS}][0-9]{{11}}[0-9{_LETTERS}]")
_LEARNER_REMAINDER = 10
"""A learner number has the weights of an NHS number and another remainder, so no number is both."""

_NO_LEARNER = "9999999999"
_ASK_SCHOOL = "Check it with the school or college."


def pupil_check_letter(twelve: str) -> str:
    """The letter that a unique pupil number begins with, from the twelve characters behind it.

    >>> pupil_check_letter("801200005001")
    'B'
    """
    # Its `validate` is not used: it knows the local authorities of 2011 only, and so rejects pupils of newer ones.
    return upn.calc_check_digit(twelve)


def learner_check_digit(nine: str) -> str | None:
    """The tenth digit of a unique learner number; None where nine digits can have none.

    >>> learner_check_digit("927630868")
    '6'
    """
    digit = (_LEARNER_REMAINDER - nhs.checksum(f"{nine}0")) % 11
    return str(digit) if digit < 10 else None


def _upn(normal: str) -> Verdict:
    if not _UPN.fullmatch(normal):
        return invalid(
            "A pupil number has a letter, then twelve digits, or eleven and a letter; I, O and S do not occur.",
            _ASK_SCHOOL,
        )
    if normal[0] != pupil_check_letter(normal[1:]):
        return invalid("Its first letter does not follow from the rest, so something in it is wrong.", _ASK_SCHOOL)
    if normal[-1].isdigit():
        return Verdict(outcome=Outcome.VALID, variety="permanent")
    return Verdict(
        outcome=Outcome.VALID,
        variety="temporary",
        problem="It is a temporary number, which the school replaces.",
        what_to_do="Ask the school for the permanent number.",
    )


def _uln(normal: str) -> Verdict:
    if normal == _NO_LEARNER:
        return Verdict(
            outcome=Outcome.PLACEHOLDER,
            problem="Ten nines stand for a learner whose number is not known.",
            what_to_do="Take it out, and ask for the real number if it is needed.",
        )
    if not re.fullmatch(r"[1-9][0-9]{9}", normal):
        return invalid("A learner number has ten digits, and does not begin with zero.", _ASK_SCHOOL)
    if normal[9] != learner_check_digit(normal[:9]):
        return invalid("Its last digit does not follow from the others, so at least one digit is wrong.", _ASK_SCHOOL)
    return VALID


IDENTIFIERS = {
    IdentifierKind.UPN: Identifier(judge=_upn, reveals=(Reveals.SCHOOL,)),
    IdentifierKind.ULN: Identifier(judge=_uln),
}
