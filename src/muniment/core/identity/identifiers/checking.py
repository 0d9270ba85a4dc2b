"""Whether a text can be an identifier of a kind, the form to store it in, and the mask to show it by.

A passing check never proves identity: it says that the text may be such an identifier, not that it was given out, nor
to whom. Full values are never logged; what may be shown is the mask.
"""

from muniment.core.errors import UsageError
from muniment.core.identity.identifiers import (
    banking,
    education,
    health,
    local,
    organisations,
    places,
    police,
    tax,
    telephones,
    travel,
)
from muniment.core.identity.identifiers.checked import (
    NOTHING_SHOWN,
    Checked,
    Identifier,
    IdentifierKind,
    Outcome,
    Verdict,
    invalid,
)

_IDENTIFIERS = {
    **health.IDENTIFIERS,
    **tax.IDENTIFIERS,
    **education.IDENTIFIERS,
    **places.IDENTIFIERS,
    **travel.IDENTIFIERS,
    **police.IDENTIFIERS,
    **banking.IDENTIFIERS,
    **organisations.IDENTIFIERS,
    **telephones.IDENTIFIERS,
    **local.IDENTIFIERS,
}
_MAY_BE_SHOWN_IN_PART = {Outcome.VALID, Outcome.UNKNOWN, Outcome.TEST_RANGE}
_NOTHING_SHOWN_OTHERWISE = "######"


def check(kind: IdentifierKind, text: str, *, pattern: str | None = None) -> Checked:
    """What is known of the text as an identifier of that kind.

    `pattern` is how the council writes an identifier that has no national form; UsageError for any other kind.

    >>> checked = check(IdentifierKind.NHS_NUMBER, "999 000 0018")
    >>> checked.normalised, checked.masked, checked.outcome.value, checked.issued_for_tests
    ('9990000018', '******018', 'test-range', True)
    """
    identifier = _IDENTIFIERS[kind]
    normal = identifier.normalise(text)
    verdict = _verdict(kind, normal, pattern)
    return Checked(
        kind=kind,
        outcome=verdict.outcome,
        normalised=normal,
        identity=identifier.identify(normal) if verdict.outcome is not Outcome.INVALID else normal,
        masked=_masked(identifier, verdict, text, normal),
        reveals=identifier.reveals,
        variety=verdict.variety,
        problem=verdict.problem,
        what_to_do=verdict.what_to_do,
    )


def normalise(kind: IdentifierKind, text: str) -> str:
    """The form in which an identifier of that kind is stored; a text that can be none is only made compact.

    >>> normalise(IdentifierKind.POSTCODE, "sw1a1aa"), normalise(IdentifierKind.COMPANY_NUMBER, "12345")
    ('SW1A 1AA', '00012345')
    """
    return _IDENTIFIERS[kind].normalise(text)


def mask(kind: IdentifierKind, text: str, *, pattern: str | None = None) -> str:
    """What may be shown of the text, which is never the text itself; nothing of it, where it can be no such identifier.

    >>> mask(IdentifierKind.NINO, "QQ 12 34 56 C"), mask(IdentifierKind.NINO, "Ann Lee")
    ('******56C', '******')
    """
    return check(kind, text, pattern=pattern).masked


def _verdict(kind: IdentifierKind, normal: str, pattern: str | None) -> Verdict:
    if pattern is not None and kind not in local.IDENTIFIERS:
        raise UsageError(
            f"A pattern was given for '{kind.value}', whose form is the same in every council. Leave the pattern out."
        )
    if not normal:
        return invalid("Nothing was given.", "Ask for it, or leave it out.")
    return _IDENTIFIERS[kind].judge(normal) if pattern is None else local.judged_by(pattern, normal)


def _masked(identifier: Identifier, verdict: Verdict, text: str, normal: str) -> str:
    """The mask of its kind; a mask that hides too little gives way to one that shows nothing."""
    in_part = verdict.outcome in _MAY_BE_SHOWN_IN_PART and verdict.has_form
    wanted = identifier.mask(normal) if in_part else NOTHING_SHOWN
    for shown in (wanted, NOTHING_SHOWN):
        if not any(whole and whole in shown for whole in (text, text.strip(), normal)):
            return shown
    return _NOTHING_SHOWN_OTHERWISE  # the text is nothing but the sign that masks are made of
