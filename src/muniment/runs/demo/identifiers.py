"""Identifiers of made-up people, from ranges that are published for tests or that nobody is given.

| kind      | range                                                                                     |
|-----------|-------------------------------------------------------------------------------------------|
| NHS       | 999 xxx xxxx, the range NHS England keeps for tests, with a right check digit             |
| NINO      | prefix QQ, which HMRC does not allot                                                      |
| phone     | 07700 900xxx and 01632 960xxx, which Ofcom keeps for drama                                |
| e-mail    | example.com, example.org, example.net (RFC 2606)                                          |
| UPN, ULN  | right check letter or digit; local authority 999, which does not exist; ULNs from 99      |
| postcode  | area QX: no postcode of Royal Mail begins with Q                                          |
| UPRN      | 999900000000 upwards, beyond any that is given out                                        |
"""

import random
import unicodedata
from collections.abc import Callable, Iterator
from itertools import count

from muniment.core.identity.identifiers.education import learner_check_digit, pupil_check_letter
from muniment.core.identity.identifiers.health import TEST_PREFIX, check_digit

Typed = Callable[[random.Random, str], str]
"""How an identifier is written down by somebody: the same one, in another notation."""

_POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_LETTERS_APART = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i"})
MOST_NHS_NUMBERS = 1_000_000
MOST_NINOS = 1_000_000
RESERVED_PHONES = 200
"""The first numbers of the mobile range are given to one person each; the others many people share."""


def nhs_numbers() -> Iterator[str]:
    """Each NHS number of the test range, valid modulo 11; at most some 900,000."""
    for serial in range(MOST_NHS_NUMBERS):
        digits = f"{TEST_PREFIX}{serial:06d}"
        if check := check_digit(digits):
            yield digits + check


def ninos() -> Iterator[str]:
    """National Insurance numbers that differ in more than their suffix."""
    for serial in range(MOST_NINOS):
        yield f"QQ{serial:06d}{'ABCD'[serial % 4]}"


def upns() -> Iterator[str]:
    """Unique pupil numbers of a local authority that does not exist."""
    for serial in count():
        digits = f"999{serial:09d}"
        yield pupil_check_letter(digits) + digits


def ulns() -> Iterator[str]:
    """Unique learner numbers, valid modulo 11."""
    for serial in count():
        digits = f"99{serial:07d}"
        if check := learner_check_digit(digits):
            yield digits + check


def mobile(serial: int) -> str:
    """A mobile number; the first RESERVED_PHONES serials are one person's, the others go round."""
    number = serial if serial < RESERVED_PHONES else RESERVED_PHONES + serial % (1000 - RESERVED_PHONES)
    return f"07700900{number:03d}"


def landline(household: int) -> str:
    """A household's landline."""
    return f"01632960{household % 1000:03d}"


def postcode(street: int, sector: int) -> str:
    """A postcode of the city."""
    return f"QX{1 + sector % 28} {street % 9 + 1}{_POSTCODE_LETTERS[street % 20]}{_POSTCODE_LETTERS[sector % 20]}"


def mailbox(forename: str, surname: str, serial: int, domain: str = "example.com") -> str:
    """An e-mail address nobody else in the city has."""
    return f"{plain(forename)}.{plain(surname)}{serial}@{domain}"


def plain(name: str) -> str:
    """The name in the letters of an e-mail address."""
    apart = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS_APART))
    return "".join(letter for letter in apart if letter.isascii() and letter.isalnum())


def as_typed_email(rng: random.Random, email: str) -> str:
    """The same address, as people and forms write it."""
    ways = (email, email, email, email.title(), email.upper(), f" {email}", f"{email} ")
    return ways[int(rng.random() * len(ways))]


def as_typed_phone(rng: random.Random, phone: str) -> str:
    """The same number in one of the notations that clerks use."""
    rest = phone[1:]
    ways = (
        phone,
        f"0{rest[:4]} {rest[4:]}",
        f"+44{rest}",
        f"+44 (0){rest[:4]} {rest[4:7]} {rest[7:]}",
        f"0{rest[:4]}-{rest[4:]}",
        f"0044 {rest[:4]} {rest[4:]}",
    )
    return ways[int(rng.random() * len(ways))]


def as_typed_nino(rng: random.Random, nino: str) -> str:
    """The same number with blanks, without its suffix, or in small letters."""
    ways = (nino, nino, f"{nino[:2]} {nino[2:4]} {nino[4:6]} {nino[6:8]} {nino[8]}", nino[:8], nino.lower())
    return ways[int(rng.random() * len(ways))]


def mistyped(rng: random.Random, text: str) -> str:
    """The text with two neighbouring letters swapped, as hurried fingers do."""
    places = [at for at in range(len(text) - 1) if text[at].lower() != text[at + 1].lower()]
    if not places:
        return text
    at = places[int(rng.random() * len(places))]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def mistyped_email(rng: random.Random, email: str) -> str:
    """An address that is nobody's: the slip is in the forename, and the number behind the name stays."""
    forename, rest = email.split(".", 1)
    return f"{mistyped(rng, forename)}.{rest}"
