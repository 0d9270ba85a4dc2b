"""Words for a resident: field names, counts, days and kinds of identifier as plain English."""

import datetime
import re
from functools import lru_cache

from muniment.core.values import MONTHS

_IDENTITIES = {
    "email": ("email address", "email addresses"),
    "phone_number": ("phone number", "phone numbers"),
    "nhs_number": ("NHS number", "NHS numbers"),
    "nino": ("National Insurance number", "National Insurance numbers"),
    "upn": ("unique pupil number", "unique pupil numbers"),
    "uln": ("unique learner number", "unique learner numbers"),
    "uprn": ("property reference (UPRN)", "property references (UPRN)"),
    "name": ("name", "names"),
    "date_of_birth": ("date of birth", "dates of birth"),
    "birth_date": ("date of birth", "dates of birth"),
    "postcode": ("postcode", "postcodes"),
}
_LEGAL_REASONS = {
    "consent": "You agreed to it (consent)",
    "contract": "It is needed for a contract with you (contract)",
    "legal-obligation": "The law requires the council to do this (legal obligation)",
    "vital-interests": "It protects somebody’s life (vital interests)",
    "public-task": "It is part of the council’s duties to the public (public task)",
    "recognised-legitimate-interest": "A purpose that the law recognises needs it (recognised legitimate interest)",
    "legitimate-interests": "A purpose that your interests do not outweigh needs it (legitimate interests)",
}
_NOT_SEARCHED = {
    "held on paper: to be looked for by hand": "It is held on paper, and this search read computer records only",
    "left out by the data map (skip_processing)": "The council leaves it out of searches like this one",
    "no identifier that was given leads to it: to be looked for by hand":
        "None of the details that the search was given leads to it",
}  # fmt: skip
_SEARCHED_BY = re.compile(r"it is searched by (.+), and none was given")
_SPELT = {
    "id": "ID", "nhs": "NHS", "uprn": "UPRN", "upn": "UPN", "uln": "ULN", "nino": "National Insurance number",
    "dob": "date of birth", "gp": "GP", "url": "URL", "uk": "UK", "email": "email", "postcode": "postcode",
}  # fmt: skip
_SEPARATORS = re.compile(r"[\s_.-]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=4096)
def readable(name: str) -> str:
    """A field's name as a resident would read it; the name itself when it holds no word.

    >>> readable("date_of_birth"), readable("NHSNumber"), readable("personId"), readable("__")
    ('Date of birth', 'NHS number', 'Person ID', '__')
    """
    words = [word for part in _SEPARATORS.split(name) for word in _HUMP.split(part) if word]
    spelt = " ".join(_SPELT.get(word.lower(), word.lower()) for word in words)
    return spelt[:1].upper() + spelt[1:] if spelt else name or "(no name)"


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun.

    >>> counted(1, "record"), counted(1200, "record"), counted(2, "person", "people")
    ('1 record', '1,200 records', '2 people')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def identifiers(key: str, number: int) -> str:
    """How many identifiers of a kind.

    >>> identifiers("email", 2), identifiers("library_card", 1)
    ('2 email addresses', '1 library card')
    """
    return counted(number, *_identity(key))


def _identity(key: str) -> tuple[str, str]:
    word = readable(key).lower()
    return _IDENTITIES.get(key, (word, word + "s"))


def why_not_searched(why: str) -> str:
    """The plan's reason for which a part was not searched, as a resident reads it; another text as it is.

    >>> why_not_searched("it is searched by uln, upn, and none was given")
    'It is searched by unique learner number or unique pupil number, and the search was given none'
    """
    if kinds := _SEARCHED_BY.fullmatch(why):
        named = [_identity(key)[0] for key in kinds[1].split(", ")]
        return f"It is searched by {listed(named, 'or')}, and the search was given none"
    return _NOT_SEARCHED.get(why, why)


def legal_reason(basis: str) -> str:
    """A lawful basis of the data map in a sentence, with the name the law gives it; another text as it is.

    >>> legal_reason("consent")
    'You agreed to it (consent)'
    """
    return _LEGAL_REASONS.get(basis, basis)


def listed(parts: list[str], last: str = "and") -> str:
    """The parts as one phrase.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], "or")
    ('a', 'a, b and c', 'a or b')
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""


def day(date: datetime.date) -> str:
    """A day as it is written in a letter.

    >>> day(datetime.date(2026, 11, 2))
    '2 November 2026'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


@lru_cache(maxsize=16)
def moment(at: datetime.datetime) -> str:
    """An instant in universal time, as its zone is the same for every reader.

    >>> moment(datetime.datetime(2026, 11, 2, 9, 5, tzinfo=datetime.UTC))
    '2 November 2026 at 09:05 UTC'
    """
    universal = at.astimezone(datetime.UTC)
    return f"{day(universal)} at {universal:%H:%M} UTC"
