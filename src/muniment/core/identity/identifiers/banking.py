"""Sort code, account number and IBAN."""

import re

from stdnum.iso7064 import mod_97_10

from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Reveals,
    Verdict,
    invalid,
)

_IBAN = re.compile(r"GB([0-9]{2})([A-Z]{4}[0-9]{14})")
_ASK_BANK_CARD = "Check it against a bank card or statement."
_NO_WEIGHTS = Verdict(
    outcome=Outcome.UNKNOWN,
    problem="Its form is right; whether the digits agree is not checked: the banks' table for that is not held here.",
    what_to_do="Have the bank confirm the payee before money is sent.",
)


def _sort_code(normal: str) -> Verdict:
    """Its form only: the check needs the table of weights that the banks publish to their licensees."""
    return _NO_WEIGHTS if re.fullmatch(r"[0-9]{6}", normal) else invalid("A sort code has six digits.", _ASK_BANK_CARD)


def _bank_account(normal: str) -> Verdict:
    if re.fullmatch(r"[0-9]{8}", normal):
        return _NO_WEIGHTS
    if re.fullmatch(r"[0-9]{6,10}", normal):
        return Verdict(
            outcome=Outcome.UNKNOWN,
            problem="It has not eight digits, and how it becomes eight differs from bank to bank.",
            what_to_do="Ask for the eight digits with which the account is paid.",
        )
    return invalid("An account number has eight digits, and in a few banks six to ten.", _ASK_BANK_CARD)


def _iban(normal: str) -> Verdict:
    parts = _IBAN.fullmatch(normal)
    if not parts:
        return invalid("A UK IBAN has GB, two digits, four letters and fourteen digits.", _ASK_BANK_CARD)
    if parts[1] != mod_97_10.calc_check_digits(f"{parts[2]}GB"):
        return invalid("Its check digits do not follow from the rest, so something in it is wrong.", _ASK_BANK_CARD)
    return VALID


IDENTIFIERS = {
    IdentifierKind.SORT_CODE: Identifier(judge=_sort_code, reveals=(Reveals.BANK,)),
    IdentifierKind.BANK_ACCOUNT: Identifier(judge=_bank_account),
    IdentifierKind.IBAN: Identifier(judge=_iban, reveals=(Reveals.BANK,)),
}
