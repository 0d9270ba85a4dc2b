"""Postcode, unique property reference number and unique street reference number."""

import re

from muniment.core.identity.identifiers.checked import (
    NOTHING_SHOWN,
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Reveals,
    Verdict,
    compact,
    invalid,
)

_OUTWARD = (
    "[A-PR-UWYZ][0-9][0-9]?|[A-PR-UWYZ][A-HK-Y][0-9][0-9]?|"
    "[A-PR-UWYZ][0-9][A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y][0-9][ABEHMNPRVWXY]"
)
"""The outward codes of the archived government pattern, and P as a third letter, which the live district N1P has."""

_POSTCODE = re.compile(f"GIR 0AA|(?:{_OUTWARD}) [0-9][ABD-HJLNP-UW-Z]{{2}}")
_FORCES = re.compile(r"BFPO ?([0-9]{1,4})")
_OVERSEAS = re.compile(
    "(?:ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA) 1ZZ|GX11 1AA|AI[0-9]{4}|KY[0-9]{5}|MSR[0-9]{4}|VG[0-9]{4}"
)
_NO_PLACE = re.compile(r"ZZ99 [0-9][A-Z]{2}")
_INWARD = re.compile(r"(.{2,4})([0-9][A-Z]{2})")


def _postcode(normal: str) -> Verdict:
    """What is known of it; never INVALID, because a pattern may lag behind the postcodes that are given out."""
    if _NO_PLACE.fullmatch(normal):
        return Verdict(
            outcome=Outcome.PLACEHOLDER,
            variety="pseudo-code of the NHS",
            problem="It stands for a person without a known address, or with one abroad.",
            what_to_do="Do not send anything to it.",
        )
    if _FORCES.fullmatch(normal):
        return Verdict(outcome=Outcome.VALID, variety="British Forces")
    if _OVERSEAS.fullmatch(normal):
        return Verdict(outcome=Outcome.VALID, variety="overseas territory")
    if _POSTCODE.fullmatch(normal):
        return VALID
    return Verdict(
        outcome=Outcome.UNKNOWN,
        has_form=False,
        problem="It does not have the form of a postcode that is known here.",
        what_to_do="Look at it again; if it is what the person gave, keep it.",
    )


def _spaced(text: str) -> str:
    """The postcode with a single blank before its last three characters, where it has them."""
    written = compact(text)
    if forces := _FORCES.fullmatch(written):
        return f"BFPO {forces[1]}"
    parts = _INWARD.fullmatch(written)
    return f"{parts[1]} {parts[2]}" if parts else written


def _area(normal: str) -> str:
    """A mask that shows the area, the letters a postcode begins with, and of other codes nothing."""
    letters = re.match(r"[A-Z]{1,2}(?=[0-9])", normal)
    return f"{letters[0]}{NOTHING_SHOWN}" if letters and _POSTCODE.fullmatch(normal) else NOTHING_SHOWN


def _uprn(normal: str) -> Verdict:
    return VALID if re.fullmatch(r"[1-9][0-9]{0,11}", normal) else invalid("A UPRN is a number of 1 to 12 digits.")


def _usrn(normal: str) -> Verdict:
    return VALID if re.fullmatch(r"[1-9][0-9]{0,7}", normal) else invalid("A USRN is a number of 1 to 8 digits.")


def _without_zeros(text: str) -> str:
    """The number without the zeros that some systems pad it with; it is kept as text."""
    written = compact(text)
    return written.lstrip("0") or written[:1]


IDENTIFIERS = {
    IdentifierKind.POSTCODE: Identifier(judge=_postcode, normalise=_spaced, mask=_area, reveals=(Reveals.ADDRESS,)),
    IdentifierKind.UPRN: Identifier(judge=_uprn, normalise=_without_zeros, reveals=(Reveals.ADDRESS,)),
    IdentifierKind.USRN: Identifier(judge=_usrn, normalise=_without_zeros, reveals=(Reveals.ADDRESS,)),
}
