"""Keys, which travel as text, checked against the type of the column they are to equal."""

import datetime
import math
import re
import struct
import uuid
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from muniment.core.datamap.live import Kind

_WHOLE = re.compile(r"-?\d{1,20}")
_BYTES = re.compile(r"(?:[0-9a-f]{2})+")
_TRUTHS = {"true": "true", "t": "true", "1": "true", "false": "false", "f": "false", "0": "false"}
_MOST_DIGITS = 1000
_SPECIAL_DAYS = {"infinity", "-infinity"}
_FAR_DAY = re.compile(r"(?!0000)\d{4,6}(-\d{2}-\d{2})( BC)?")


def fitting(kind: Kind, key: str) -> str | None:
    """The key as a column of that kind writes it; None when no value of that kind can equal it.

    >>> fitting(Kind.INTEGER, "17"), fitting(Kind.INTEGER, "17 OR 1=1"), fitting(Kind.DATE, "1899-12-31")
    ('17', None, '1899-12-31')
    """
    if not _encodes(key):
        return None
    check = _CHECKS.get(kind)
    return key if check is None else check(key)


def in_range(key: str, bits: int, unsigned: bool = False) -> bool:
    """Whether a whole number can stand in an integer of so many bits."""
    low, high = (0, 1 << bits) if unsigned else (-(1 << bits - 1), 1 << bits - 1)
    return low <= int(key) < high


def is_float(key: str, format: str) -> bool:
    """Whether a number can stand in a floating-point type of that `struct` format, neither too large nor too small."""
    try:
        (stored,) = struct.unpack(format, struct.pack(format, float(key)))
    except OverflowError:
        return False
    return math.isfinite(stored) and (stored != 0 or Decimal(key) == 0)


def _encodes(key: str) -> bool:
    """Half of a surrogate pair is no character: no database holds it."""
    try:
        key.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(key: str) -> str | None:
    return key if _WHOLE.fullmatch(key) and key.isascii() else None


def _number(key: str) -> str | None:
    try:
        number = Decimal(key)
    except InvalidOperation:
        return None
    is_plain = key.isascii() and "_" not in key and number.is_finite()
    return key if is_plain and abs(number.adjusted()) < _MOST_DIGITS else None


def _uuid(key: str) -> str | None:
    try:
        return str(uuid.UUID(key))
    except ValueError:
        return None


def _day(key: str) -> str | None:
    """ISO days, those of PostgreSQL outside the years 1 to 9999 too; a midnight is its day."""
    if key in _SPECIAL_DAYS:
        return key
    try:
        moment = datetime.datetime.fromisoformat(key)
    except ValueError:
        return key if (far := _FAR_DAY.fullmatch(key)) and _is_day(far[1]) else None
    return moment.date().isoformat() if moment.time() == datetime.time() else None


def _is_day(month_and_day: str) -> bool:
    """Whether some year has that day; a leap year has them all."""
    try:
        datetime.date.fromisoformat(f"2000{month_and_day}")
    except ValueError:
        return False
    return True


def _moment(key: str) -> str | None:
    if key in _SPECIAL_DAYS:
        return key
    try:
        moment = datetime.datetime.fromisoformat(key)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(datetime.UTC).replace(tzinfo=None)
    return moment.isoformat(sep=" ")


_CHECKS: dict[Kind, Callable[[str], str | None]] = {
    Kind.INTEGER: _whole,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _TRUTHS.get,
    Kind.UUID: _uuid,
    Kind.DATE: _day,
    Kind.TIMESTAMP: _moment,
    Kind.BYTES: lambda key: key if _BYTES.fullmatch(key) else None,
}
