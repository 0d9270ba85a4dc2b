"""Values as keys: one text for one value, whichever driver, column type or system it came from."""

import datetime
import json
import unicodedata
import uuid
from collections.abc import Iterable
from decimal import Decimal

from muniment.core.finding.ports import Key


def canonical(value: object) -> str | None:  # noqa: PLR0911 (one line a type)
    """The text under which a value travels as a key; None for no value.

    Numbers that are whole lose their point, so that 5, Decimal("5.00") and "5" are one key; blanks at the
    end go, as CHAR columns add them.

    >>> canonical(5), canonical(Decimal("5.00")), canonical("AB1  "), canonical(None)
    ('5', '5', 'AB1', None)
    """
    if isinstance(value, str):
        return _whole(value.rstrip()) or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if value is None:
        return None
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return json.dumps(value, sort_keys=True, default=str)


def _whole(text: str) -> str:
    """Half a character, which only an escape in a JSON document can hold, as that escape: no key can travel with it."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _number(value: Decimal) -> str:
    if not value.is_finite():
        return str(value)
    whole = value.to_integral_value()
    return str(int(whole)) if whole == value else str(value.normalize())


def as_stored(value: object) -> str | None:
    """The text under which a value is sent: as `canonical`, with the blanks that stand at its end.

    >>> as_stored("AB1  "), as_stored("  "), as_stored(5)
    ('AB1  ', None, '5')
    """
    return _whole(value) if isinstance(value, str) and value.strip() else canonical(value)


def spellings(keys: Iterable[Key]) -> list[Key]:
    """The keys as they are stored, and beside them without blanks at the end, which a system may not hold equal.

    >>> spellings([("AB1 ",), ("5",)])
    [('AB1 ',), ('AB1',), ('5',)]
    """
    return list(dict.fromkeys(one for key in keys for one in (key, trimmed(key))))


def trimmed(key: Key) -> Key:
    """The key without blanks at the end of its parts: as `canonical` gives it."""
    return tuple(part.rstrip() for part in key)


def folded(key: Key) -> Key:
    """The key without case and accents, for systems whose own rules hold such spellings to be equal."""
    return tuple(map(_folded, key))


def _folded(part: str) -> str:
    apart = unicodedata.normalize("NFKD", part.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
