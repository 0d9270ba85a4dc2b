"""When two values of an identifier are the same: one comparable form a rule, and the probes that find it.

A system may over-select: it is asked for the rows whose stored value meets a *probe*, a form that any
database can work out. Whether the row really matches is decided here, by comparing normal forms.

| rule         | normal form                                | probe, and how a system works it out from a column    |
|--------------|--------------------------------------------|-------------------------------------------------------|
| exact        | the text without blanks around it          | the same; the column itself                           |
| folded       | lower case, no blanks                      | the same; lower(column without BLANKS)                |
| phone        | E.164, read as a UK number                 | its last nine digits; right(digits of the column, 9)  |
| alphanumeric | upper case, no blanks or SEPARATORS        | the same; upper(column without both)                  |
| nino         | as alphanumeric, first eight characters    | the same; left(upper(column without both), 8)         |
| postcode     | as alphanumeric                            | as alphanumeric                                       |
| name, date   | see the functions                          | none: they corroborate, and never start a search      |

Before the digits of a telephone number are taken, what stands from the first letter, `#` or `;` behind a digit on is
cut off: an extension, a remark, a second number.
"""

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import phonenumbers

from muniment.core.datamap.model import MatchRule

BLANKS = " \t\n\r\u00a0"
"""The characters that FOLDED, ALPHANUMERIC and NINO leave out of a stored value."""

SEPARATORS = "-./"
"""The characters that ALPHANUMERIC and NINO leave out besides BLANKS."""

PHONE_PROBE_DIGITS = 9
NINO_PROBE_CHARACTERS = 8

_PHONE_PREFIXES = ("", "0", "44", "0044", "440", "00440")
_DROP_BLANKS = str.maketrans("", "", BLANKS)
_DROP_SEPARATORS = str.maketrans("", "", BLANKS + SEPARATORS)
_SPOKEN_APART = str.maketrans(dict.fromkeys("-‐‑–", " ") | dict.fromkeys("'’‘`´.", ""))
_LETTERS_APART = {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_REMARK = re.compile(r"(?<=\d)\D*?[A-Za-z].*", re.DOTALL)
"""What is written behind a telephone number: "ext 4", "(mob)", "Ann's"; its letters are no keys of a telephone."""
_DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y%m%d")
_ISO_DAY = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$")

_RULES = {
    "email": MatchRule.FOLDED,
    "phone_number": MatchRule.PHONE,
    "nhs_number": MatchRule.ALPHANUMERIC,
    "nino": MatchRule.NINO,
    "upn": MatchRule.ALPHANUMERIC,
    "uln": MatchRule.ALPHANUMERIC,
    "name": MatchRule.NAME,
    "first_name": MatchRule.NAME,
    "last_name": MatchRule.NAME,
    "date_of_birth": MatchRule.DATE,
    "birth_date": MatchRule.DATE,
    "postcode": MatchRule.POSTCODE,
    "uprn": MatchRule.ALPHANUMERIC,
}
_CORROBORATING = {"name", "first_name", "last_name", "date_of_birth", "birth_date", "postcode", "uprn"}
_SLIP = 0.55  # "phone" for "phone_number"
_STARTING_RULES = frozenset(MatchRule) - {MatchRule.NAME, MatchRule.DATE}


def rule_for(identity: str, stated: MatchRule | None) -> MatchRule:
    """The rule for a field with that identity: the one the map states, else the identity's own, else exact."""
    return stated or _RULES.get(identity, MatchRule.EXACT)


def is_known(identity: str) -> bool:
    """Whether the identity is one that every council has, such as `email`; others are a map's own."""
    return identity in _RULES


def known_like(identity: str) -> str | None:
    """The identity that every council has and that this one, which is a map's own, may be a slip for.

    >>> known_like("phone"), known_like("emial"), known_like("library_card"), known_like("email")
    ('phone_number', 'email', None, None)
    """
    close = [] if is_known(identity) else difflib.get_close_matches(identity.lower(), _RULES, n=1, cutoff=_SLIP)
    return close[0] if close else None


def starts_search(identity: str) -> bool:
    """Whether a value of that identity may start a search; a name or birth date only corroborates."""
    return identity not in _CORROBORATING


def can_start(rule: MatchRule) -> bool:
    """Whether systems can be asked for values under that rule."""
    return rule in _STARTING_RULES


def normal_form(rule: MatchRule, value: str, format: str | None = None) -> str | None:
    """The comparable form of a value, or None when it has none (empty, not a date, no digits).

    >>> normal_form(MatchRule.FOLDED, " Ann.Lee@Example.com"), normal_form(MatchRule.PHONE, "07700 900123")
    ('ann.lee@example.com', '+447700900123')
    """
    form = _FORMS[rule](value) if rule is not MatchRule.DATE else _day(value, format)
    return form or None


def probes(rule: MatchRule, normal: str) -> tuple[str, ...]:
    """The texts to ask a system for, given a normal form under the same rule.

    >>> probes(MatchRule.PHONE, "+447700900123"), probes(MatchRule.NINO, "QQ123456")
    (('700900123',), ('QQ123456',))
    """
    if rule is not MatchRule.PHONE:
        return (normal,)
    digits = re.sub(r"\D", "", normal)
    national = digits.removeprefix("44")
    if not normal.startswith("+44") or len(national) >= PHONE_PROBE_DIGITS:
        return (digits[-PHONE_PROBE_DIGITS:],)
    written = (f"{prefix}{national}"[-PHONE_PROBE_DIGITS:] for prefix in _PHONE_PREFIXES)
    return tuple(dict.fromkeys(written))  # a short number's last nine digits depend on how it is written


def _exact(value: str) -> str:
    return value.strip()


def _folded(value: str) -> str:
    return value.translate(_DROP_BLANKS).lower()


def _alphanumeric(value: str) -> str:
    return value.translate(_DROP_SEPARATORS).upper()


def _nino(value: str) -> str:
    return _alphanumeric(value)[:NINO_PROBE_CHARACTERS]


@lru_cache(maxsize=4096)
def _phone(value: str) -> str:
    """E.164 where the text is a number read from the UK, else its digits alone."""
    try:
        number = phonenumbers.parse(_REMARK.sub("", value), "GB")
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", value)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=4096)
def _name(value: str) -> str:
    lowered = value.casefold().translate(_SPOKEN_APART)
    apart = unicodedata.normalize("NFKD", lowered)
    plain = "".join(_LETTERS_APART.get(letter, letter) for letter in apart if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"\w+", plain)))


@lru_cache(maxsize=4096)
def _day(value: str, format: str | None) -> str:
    text = value.strip()
    if iso := _ISO_DAY.match(text):
        return iso.group(1)
    for known in (format, *_DATE_FORMATS):
        if known is None:
            continue
        try:
            return datetime.datetime.strptime(text, known).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return ""


_FORMS: dict[MatchRule, Callable[[str], str]] = {
    MatchRule.EXACT: _exact,
    MatchRule.FOLDED: _folded,
    MatchRule.PHONE: _phone,
    MatchRule.ALPHANUMERIC: _alphanumeric,
    MatchRule.NINO: _nino,
    MatchRule.NAME: _name,
    MatchRule.POSTCODE: _alphanumeric,
}
