"""A value from a council's system, written out: for a JSON file, and for a person to read."""

import base64
import datetime
import math
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def json_of(value: object) -> Json:  # noqa: PLR0911 (one line a type)
    """The value as JSON can hold it, nothing lost: numbers of fixed point and dates as text, bytes as base64.

    >>> json_of(Decimal("9.50")), json_of(datetime.date(1899, 12, 31)), json_of(bytes(1))
    ('9.50', '1899-12-31', {'base64': 'AA=='})
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return {"base64": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, Mapping):
        return {str(name): json_of(inner) for name, inner in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [json_of(inner) for inner in value]
    return str(value)


def text_of(value: object) -> str:  # noqa: PLR0911 (one line a type)
    """The value as a person reads it in a table: empty for none, lists with commas, bytes by their size.

    >>> text_of(None), text_of(True), text_of(["a", "b"]), text_of(b"abc")
    ('', 'Yes', 'a, b', '3 bytes of data')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, bytes | bytearray | memoryview):
        return f"{len(bytes(value)):,} bytes of data"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {text_of(inner)}" for name, inner in value.items())
    if isinstance(value, Sequence | set | frozenset):
        return ", ".join(text_of(inner) for inner in value)
    return str(value)
