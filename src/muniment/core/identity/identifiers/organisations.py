"""VAT registration number, company number, charity number and ODS code."""

import re

from stdnum.gb import vat

from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Verdict,
    compact,
    invalid,
)

_VAT_VARIETIES = (
    ("standard", re.compile(r"GB[0-9]{9}")),
    ("branch", re.compile(r"GB[0-9]{12}")),
    ("government department", re.compile(r"GBGD[0-9]{3}")),
    ("health authority", re.compile(r"GBHA[0-9]{3}")),
)
_VAT_WRITTEN = re.compile(r"(?:GB|XI)?([0-9]{9}|[0-9]{12}|(?:GD|HA)[0-9]{3})")

_COMPANY_PREFIXES = (
    "AC|CE|CS|ES|FC|FE|GE|GN|GS|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NZ|NV|OC|OE|PC|R0|RC|RS|"
    "SA|SC|SE|SF|SG|SI|SL|SO|SP|SR|SZ|ZC"
)
_COMPANY = re.compile(f"[0-9]{{8}}|(?:{_COMPANY_PREFIXES})[0-9A-Z]{{6}}")
_COMPANY_DIGITS = re.compile(r"([A-Z]{2})?([0-9]+)")
_NO_COMPANY = "00000000"
_ASK_REGISTER = "Look the name up in the public register."

_CHARITIES = (
    ("Scotland", re.compile(r"SC0[0-9]{5}")),
    ("Northern Ireland", re.compile(r"NIC1[0-9]{5}")),
    ("England and Wales, or Northern Ireland", re.compile(r"1[0-9]{5}")),
    ("England and Wales", re.compile(r"[0-9]{6,7}")),
)


def _vat_number(normal: str) -> Verdict:
    variety = next((name for name, form in _VAT_VARIETIES if form.fullmatch(normal)), None)
    if variety is None:
        return invalid("A VAT number has nine or twelve digits, or GD or HA and three digits.", _ASK_REGISTER)
    if not vat.is_valid(normal):
        return invalid("Its digits do not agree with each other, so at least one is wrong.", _ASK_REGISTER)
    return Verdict(outcome=Outcome.VALID, variety=variety)


def _with_country(text: str) -> str:
    """The number with GB before it; XI is the same registration, as used for goods in Northern Ireland."""
    written = _VAT_WRITTEN.fullmatch(compact(text))
    return f"GB{written[1]}" if written else compact(text)


def _company_number(normal: str) -> Verdict:
    if normal == _NO_COMPANY:
        return Verdict(
            outcome=Outcome.PLACEHOLDER,
            problem="All its digits are zero: it was made up to fill a field.",
            what_to_do=_ASK_REGISTER,
        )
    if not _COMPANY.fullmatch(normal):
        return invalid("A company number has eight digits, or two letters of a register and six.", _ASK_REGISTER)
    return VALID


def _padded(text: str) -> str:
    """The number with zeros before its digits until it has eight characters."""
    written = compact(text)
    parts = _COMPANY_DIGITS.fullmatch(written)
    if not parts:
        return written
    prefix = parts[1] or ""
    return prefix + parts[2].rjust(8 - len(prefix), "0")


def _charity_number(normal: str) -> Verdict:
    for register, form in _CHARITIES:
        if form.fullmatch(normal):
            return Verdict(outcome=Outcome.VALID, variety=register)
    return invalid(
        "A charity number has six or seven digits; in Scotland SC0 and five, in Northern Ireland NIC1 and five.",
        _ASK_REGISTER,
    )


def _ods_code(normal: str) -> Verdict:
    if not re.fullmatch(r"[0-9A-Z]{3,6}", normal):
        return invalid("An ODS code has three to six letters and digits.", "Look the practice up in the ODS list.")
    return Verdict(
        outcome=Outcome.UNKNOWN,
        problem="Its form is right; whether there is such a code is not checked: the ODS list is not held here.",
        what_to_do="Where it matters, look it up in the ODS list.",
    )


IDENTIFIERS = {
    IdentifierKind.VAT_NUMBER: Identifier(judge=_vat_number, normalise=_with_country),
    IdentifierKind.COMPANY_NUMBER: Identifier(judge=_company_number, normalise=_padded),
    IdentifierKind.CHARITY_NUMBER: Identifier(judge=_charity_number),
    IdentifierKind.ODS_CODE: Identifier(judge=_ods_code),
}
