"""UK telephone numbers."""

import re

import phonenumbers

from muniment.core.datamap.model import MatchRule
from muniment.core.identity.identifiers.checked import Identifier, IdentifierKind, Outcome, Verdict, compact, invalid
from muniment.core.identity.matching import normal_form

_UK = re.compile(r"\+44[0-9]{5,12}")
_FULL_LENGTH = re.compile(r"\+44[1-9][0-9]{8,9}")
_FICTIONAL = re.compile(r"\+44(?:1632960|7700900)[0-9]{3}")
_RANGES = (
    ("+447624", "mobile"),  # the Isle of Man, in the middle of the pagers
    ("+4470", "personal number"),
    ("+4476", "pager"),
    ("+447", "mobile"),
    ("+441", "geographic"),
    ("+442", "geographic"),
    ("+443", "UK-wide"),
    ("+445", "corporate or internet"),
    ("+448", "freephone or special rate"),
    ("+449", "premium rate"),
)


def _phone_number(normal: str) -> Verdict:
    if not _UK.fullmatch(normal):
        return invalid("It is no UK telephone number.", "If it is of another country, keep it as the person gave it.")
    variety = next((name for start, name in _RANGES if normal.startswith(start)), None)
    if _FICTIONAL.fullmatch(normal):
        return Verdict(
            outcome=Outcome.TEST_RANGE,
            variety=variety,
            problem="It is of the numbers that Ofcom keeps for drama, which nobody has.",
            what_to_do="Use it for made-up people only.",
        )
    if phonenumbers.is_valid_number(phonenumbers.parse(normal)):
        return Verdict(outcome=Outcome.VALID, variety=variety)
    if variety is None or not _FULL_LENGTH.fullmatch(normal):
        return invalid(
            "A UK telephone number has ten digits behind +44 or 0, and a few have nine.", "Ask for it again."
        )
    return Verdict(
        outcome=Outcome.UNKNOWN,
        variety=variety,
        problem="Its form is right, but it is of no range that is known to be in use.",
        what_to_do="Look at it again; if it is what the person gave, keep it.",
    )


def _e164(text: str) -> str:
    """The number as searches compare it; a text that is no number is only made compact.

    A row of zeros gives another form each time it is read, and so is no number.
    """
    written = compact(text)
    number = normal_form(MatchRule.PHONE, written) or ""
    return number if number.startswith("+") and normal_form(MatchRule.PHONE, number) == number else written


IDENTIFIERS = {
    IdentifierKind.PHONE_NUMBER: Identifier(judge=_phone_number, normalise=_e164),
}
