"""Driver number, vehicle registration mark and UK passport number."""

import re

from muniment.core.errors import UsageError
from muniment.core.identity.identifiers.checked import (
    Identifier,
    IdentifierKind,
    Outcome,
    Reveals,
    Verdict,
    invalid,
    nothing,
)
from muniment.core.identity.identifiers.health import is_day

_DRIVER = re.compile(
    r"(?=[A-Z9]{5}[0-9])[A-Z]+9*(?P<decade>[0-9])(?P<month>0[1-9]|1[0-2]|5[1-9]|6[0-2])"
    r"(?P<day>0[1-9]|[12][0-9]|3[01])(?P<year>[0-9])[A-Z9]{2}[0-9A-Z][A-Z]{2}(?:[0-9]{2})?"
)
_DRIVER_LENGTH = 16
_FEMALE_MONTHS = 50  # added to the month of a woman's birth
_ASK_LICENCE = "Check it against the licence."

_CURRENT = re.compile(r"[A-HJ-PR-Y]{2}([0-9]{2})[A-HJ-PR-Z]{3}")
_AGE_IDENTIFIERS = {*range(2, 30), *range(51, 80)}  # those of September 2001 to February 2030
_OLDER_MARKS = (
    ("prefix", re.compile(r"[A-HJ-NPRSTV-Y][0-9]{1,3}[A-HJ-PR-Y]{3}")),
    ("suffix", re.compile(r"[A-HJ-PR-Y]{3}[0-9]{1,3}[A-HJ-NPRSTV-Y]")),
    ("Northern Ireland", re.compile(r"(?=[A-Z]{0,2}[IZ])[A-Z]{2,3}[0-9]{1,4}")),
    ("dateless", re.compile(r"[A-Z]{1,3}[0-9]{1,4}|[0-9]{1,4}[A-Z]{1,3}")),
)

_MRZ_WEIGHTS = (7, 3, 1)


def mrz_check_digit(field: str) -> str:
    """The check digit of a field in the machine-readable lines of a passport (ICAO Doc 9303).

    >>> mrz_check_digit("L898902C3")
    '6'
    """
    if not re.fullmatch(r"[0-9A-Z<]+", field):
        raise UsageError(
            "The check digit was not worked out: a machine-readable field holds digits, capital letters and '<' only. "
            "Give the field as it is printed."
        )
    values = (0 if one == "<" else int(one, 36) for one in field)
    return str(sum(value * _MRZ_WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def _driver_number(normal: str) -> Verdict:
    if re.fullmatch(r"[0-9]{8}", normal):
        return Verdict(outcome=Outcome.VALID, variety="Northern Ireland")
    parts = _DRIVER.fullmatch(normal)
    if not parts:
        return invalid(
            "A driver number has 16 characters, perhaps with an issue number behind; in Northern Ireland, 8 digits.",
            _ASK_LICENCE,
        )
    if normal.startswith("MAC"):
        return invalid("It begins with MAC, and such names are written MC in a driver number.", _ASK_LICENCE)
    day, month, year = int(parts["day"]), int(parts["month"]) % _FEMALE_MONTHS, int(parts["decade"] + parts["year"])
    if not is_day(day=day, month=month, year=year):
        return invalid("The date of birth in it is no date.", _ASK_LICENCE)
    return Verdict(
        outcome=Outcome.UNKNOWN,
        variety="Great Britain",
        problem="Its form is right; how its last two letters follow from the rest is not published.",
        what_to_do="Where it matters, have the person share the licence with DVLA's own service.",
    )


def _without_issue_number(normal: str) -> str:
    return normal[:_DRIVER_LENGTH]


def _vehicle_registration(normal: str) -> Verdict:
    if current := _CURRENT.fullmatch(normal):
        if int(current[1]) in _AGE_IDENTIFIERS:
            return Verdict(outcome=Outcome.VALID, variety="current")
        return invalid("The two digits in it are given to no half-year.", "Check it against the number plate.")
    for variety, mark in _OLDER_MARKS:
        if mark.fullmatch(normal):
            return Verdict(outcome=Outcome.VALID, variety=variety)
    return Verdict(
        outcome=Outcome.UNKNOWN,
        has_form=False,
        problem="It does not have the form of a UK mark that is known here; it may be foreign, military or diplomatic.",
        what_to_do="Look at it again; if it is what was seen, keep it.",
    )


def _passport_number(normal: str) -> Verdict:
    form = re.fullmatch(r"(?=[A-Z]*[0-9])([0-9A-Z]{9})([0-9]?)", normal)
    if not form:
        return invalid(
            "A UK passport number has nine characters, with the check digit behind it ten.",
            "Check it against the passport.",
        )
    variety = "digits" if form[1].isdigit() else "older, with letters"
    if not form[2]:
        return Verdict(
            outcome=Outcome.UNKNOWN,
            variety=variety,
            problem="Its form is right, but the number alone has nothing that can be checked.",
            what_to_do="Where it matters, add the digit behind it in the last line of the passport's photo page.",
        )
    if form[2] != mrz_check_digit(form[1]):
        return invalid("Its check digit does not follow from the rest.", "Check it against the passport.")
    return Verdict(outcome=Outcome.VALID, variety=variety)


def _without_check_digit(normal: str) -> str:
    return normal[:9]


IDENTIFIERS = {
    IdentifierKind.DRIVER_NUMBER: Identifier(
        judge=_driver_number,
        identify=_without_issue_number,
        mask=nothing,
        reveals=(Reveals.BIRTH_DATE, Reveals.SEX, Reveals.NAME),
    ),
    IdentifierKind.VEHICLE_REGISTRATION: Identifier(judge=_vehicle_registration),
    IdentifierKind.PASSPORT_NUMBER: Identifier(judge=_passport_number, identify=_without_check_digit),
}
