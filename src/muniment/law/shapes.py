"""Fills a frozen dataclass from a table of a law file: each field is read by its own type, and nothing else is let in.

What a field may be: a text, an address, a whole number, a number, true or false, a date, a word of an enumeration,
another dataclass (a table), a list of texts, words or dataclasses, or one of these `| None`. A field with a default
may be left out.
"""

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NewType, TypeVar, cast, get_args, get_origin, get_type_hints

from muniment.law.table import Table

Url = NewType("Url", str)
"""An address that begins with https://."""

T = TypeVar("T")

PLAIN: tuple[type, ...] = (int, float, bool, date)


def read(table: Table, shape: type[T], given: Mapping[str, object] | None = None) -> T:
    """A value of the shape; LawFileError, with the line, for a key that is unknown, missing or of another type.

    `given` are fields that the caller has read for itself.
    """
    types_of, optional = _fields(cast("Hashable", shape))
    table.only(*types_of)
    values = dict(given or {})
    for name, kind in types_of.items():
        if name not in values and (name in table or name not in optional):
            values[name] = _value(table, name, kind)
    return shape(**values)


@cache
def _fields(shape: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """The type of each field, and those that may be left out."""
    hints = get_type_hints(shape)
    listed = fields(shape)
    may_lack = (one.name for one in listed if one.default is not MISSING or one.default_factory is not MISSING)
    return {one.name: hints[one.name] for one in listed}, frozenset(may_lack)


def _value(table: Table, key: str, kind: Any) -> object:
    if isinstance(kind, types.UnionType):
        (kind,) = (one for one in get_args(kind) if one is not types.NoneType)
    if kind is str:
        return table.text(key)
    if kind is Url:
        return table.url(key)
    if kind in PLAIN:
        return table.get(key, kind)
    if get_origin(kind) is tuple:
        return _values(table, key, get_args(kind)[0])
    if is_dataclass(kind):
        return read(table.table(key), cast("type[object]", kind))
    return kind(table.one_of(key, tuple(kind)))


def _values(table: Table, key: str, kind: Any) -> tuple[object, ...]:
    if is_dataclass(kind):
        shape = cast("type[object]", kind)
        return tuple(read(one, shape) for one in table.tables(key))
    texts = table.texts(key)
    if not issubclass(kind, StrEnum):
        return texts
    for text in texts:
        if text not in tuple(kind):
            table.refuse(key, f"'{text}' is not known here. Known: {', '.join(kind)}.")
    return tuple(kind(text) for text in texts)
