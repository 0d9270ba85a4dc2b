"""The identifier of a person on the Police National Computer."""

import re

from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Reveals,
    Verdict,
    compact,
    invalid,
    nothing,
)

_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_FULL = re.compile(r"(?:19|20)?([0-9]{2})/([0-9]{7})([A-Z])")
_WRITTEN = re.compile(r"((?:19|20)?[0-9]{2})(?:/([0-9]{1,7})|([0-9]{7}))([A-Z])")


def check_letter(year: str, serial: str) -> str:
    """The letter a PNC ID ends with, from the last two digits of its year and its serial number.

    >>> check_letter("03", "62845")
    'E'
    """
    return _LETTERS[int(year[-2:] + serial.rjust(7, "0")) % len(_LETTERS)]


def _pnc_id(normal: str) -> Verdict:
    parts = _FULL.fullmatch(normal)
    if not parts:
        return invalid("A PNC ID has a year, a stroke, up to seven digits and a letter.")
    if parts[3] != check_letter(parts[1], parts[2]):
        return invalid("Its letter does not follow from the digits, so something in it is wrong.")
    return VALID


def _expanded(text: str) -> str:
    """The identifier with all seven digits of its serial; a century that is not given is not guessed."""
    written = _WRITTEN.fullmatch(compact(text))
    if not written:
        return compact(text)
    year, short, whole, letter = written.groups()
    return f"{year}/{(short or whole).rjust(7, '0')}{letter}"


def _without_century(normal: str) -> str:
    """The part that is the same whether or not the century was given; the letter does not depend on it either."""
    return normal[2:] if re.match(r"[0-9]{4}/", normal) else normal


IDENTIFIERS = {
    IdentifierKind.PNC_ID: Identifier(
        judge=_pnc_id,
        normalise=_expanded,
        identify=_without_century,
        mask=nothing,
        reveals=(Reveals.POLICE_RECORD,),
    ),
}
