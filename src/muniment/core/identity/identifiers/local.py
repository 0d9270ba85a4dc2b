"""Identifiers that each council writes in its own way: their pattern is the council's setting."""

import re

from muniment.core.errors import UsageError
from muniment.core.identity.identifiers.checked import (
    VALID,
    Identifier,
    IdentifierKind,
    Outcome,
    Reveals,
    Verdict,
    invalid,
)


def judged_by(pattern: str, normal: str) -> Verdict:
    """Whether the whole of a normal form meets the council's pattern, a regular expression."""
    try:
        met = re.fullmatch(pattern, normal)
    except re.error as error:
        raise UsageError(
            f"The council's pattern for an identifier cannot be used: it is no regular expression ({error.msg}). "
            "Correct it in the settings, for example to [0-9]{8} for eight digits."
        ) from error
    return VALID if met else invalid("It does not have the form that this council gives it.")


def _pattern_not_set(normal: str) -> Verdict:
    return Verdict(
        outcome=Outcome.UNKNOWN,
        has_form=False,
        problem="There is no national form for it, and the council has not said how its own are written.",
        what_to_do="Set the council's pattern, if it should be checked.",
    )


IDENTIFIERS = {
    IdentifierKind.COUNCIL_TAX_ACCOUNT: Identifier(judge=_pattern_not_set),
    IdentifierKind.PROPERTY_REFERENCE: Identifier(judge=_pattern_not_set, reveals=(Reveals.ADDRESS,)),
    IdentifierKind.BLUE_BADGE: Identifier(judge=_pattern_not_set),
}
