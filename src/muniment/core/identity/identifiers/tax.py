"""National Insurance number, HMRC's temporary reference number, and unique taxpayer reference."""

import re

from stdnum.gb import utr

from muniment.core.datamap.model import MatchRule
from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Verdict,
    compact,
    invalid,
)
from muniment.core.identity.matching import normal_form

_NINO = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?")
_NINO_SHAPE = re.compile(r"([A-Z]{2})[0-9]{6}[A-D]?")
_TEMPORARY_REFERENCE = re.compile(r"[0-9]{2}[A-Z][0-9]{5}")
_NEVER_ALLOTTED = {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
_ADMINISTRATIVE = {"OO", "CR", "FY", "MW", "NC", "PP", "PY", "PZ"}
_EXAMPLE = "QQ"
_ASK_AGAIN = "Check it against a payslip or a letter from HMRC."


def _nino(normal: str) -> Verdict:
    shape = _NINO_SHAPE.fullmatch(normal)
    if not shape:
        return _no_nino(normal)
    prefix = shape[1]
    if prefix == _EXAMPLE:
        return Verdict(
            outcome=Outcome.TEST_RANGE,
            problem="It begins with QQ, which stands in examples only.",
            what_to_do="Use it for made-up people only.",
        )
    if prefix in _ADMINISTRATIVE:
        return Verdict(
            outcome=Outcome.PLACEHOLDER,
            problem="It begins with two letters that are used for administration, and is no real number.",
            what_to_do="Ask for the person's own number if it is needed.",
        )
    if prefix in _NEVER_ALLOTTED or not _NINO.fullmatch(normal):
        return invalid("It begins with two letters that are never allotted.", _ASK_AGAIN)
    return VALID


def _no_nino(normal: str) -> Verdict:
    if _TEMPORARY_REFERENCE.fullmatch(normal):
        return invalid("It has the form of HMRC's temporary reference number.", "Record it as one of those.")
    return invalid(
        "A National Insurance number has two letters, six digits, and a last letter from A to D that may be missing.",
        _ASK_AGAIN,
    )


def _temporary_reference(normal: str) -> Verdict:
    if not _TEMPORARY_REFERENCE.fullmatch(normal):
        return invalid("A temporary reference number has two digits, a letter and five digits.", _ASK_AGAIN)
    return VALID


def _utr(normal: str) -> Verdict:
    if not re.fullmatch(r"[0-9]{10}", normal):
        return invalid("A taxpayer reference has ten digits, and perhaps a K beside them.", _ASK_AGAIN)
    if normal[0] != utr.calc_check_digit(normal[1:]):
        return invalid("Its first digit does not follow from the others, so at least one digit is wrong.", _ASK_AGAIN)
    return VALID


def _without_suffix(normal: str) -> str:
    """The number as searches compare it: the suffix does not distinguish people."""
    return normal_form(MatchRule.NINO, normal) or ""


def _without_k(text: str) -> str:
    return compact(text).strip("K")


IDENTIFIERS = {
    IdentifierKind.NINO: Identifier(judge=_nino, identify=_without_suffix),
    IdentifierKind.TEMPORARY_REFERENCE: Identifier(judge=_temporary_reference),
    IdentifierKind.UTR: Identifier(judge=_utr, normalise=_without_k),
}
