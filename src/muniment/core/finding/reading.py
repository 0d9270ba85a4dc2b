"""Reading keys out of rows: the values at a field, however deep, in the form a rule compares."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from muniment.core.datamap.model import Collection, FieldPath, MatchRule
from muniment.core.finding.keys import canonical
from muniment.core.finding.ports import Key, Row
from muniment.core.identity.matching import normal_form

KeysOf = Callable[[Row], Sequence[Key]]
"""The keys that one row holds for some rule; empty when a part has no value."""

TextOf = Callable[[object], str | None]
"""The text of one value as a key, or None when it has none."""

ValuesOf = Callable[[Row], list[object]]
"""The values at one field of a row: several when it is an array, none when it is empty."""


def values_reader(collection: Collection, path: FieldPath) -> ValuesOf:
    """Reads the values at a field; documents that a driver gives as JSON text are opened."""
    position = collection.columns.index(path[0])
    inner = path[1:]
    field = collection.field(path)
    is_plain = not inner and not (field and field.is_array)

    def plain(row: Row) -> list[object]:
        value = row[position]
        if isinstance(value, list | tuple):  # an array that the map does not say is one
            return list(_values(value, ()))
        return [] if value is None else [value]

    def deep(row: Row) -> list[object]:
        return list(_values(_opened(row[position]), inner))

    return plain if is_plain else deep


def key_reader(collection: Collection, fields: Sequence[FieldPath], text: TextOf = canonical) -> KeysOf:
    """Reads the keys of one field, or of the fields of a composite key together, in the canonical text or another."""
    readers = [values_reader(collection, path) for path in fields]
    if len(readers) == 1:
        only = readers[0]
        return lambda row: [(key,) for value in only(row) if (key := text(value)) is not None]

    def together(row: Row) -> list[Key]:
        parts = [text(value) for reader in readers for value in reader(row)[:1]]
        whole = tuple(part for part in parts if part is not None)
        return [whole] if len(whole) == len(readers) else []

    return together


def normal_reader(collection: Collection, path: FieldPath, match: MatchRule) -> KeysOf:
    """Reads the normal forms of an identifier's values."""
    read = values_reader(collection, path)
    field = collection.field(path)
    format = field.notes.format if field else None

    def normal(row: Row) -> list[Key]:
        texts = (canonical(value) for value in read(row))
        forms = (normal_form(match, text, format) for text in texts if text is not None)
        return [(form,) for form in forms if form is not None]

    return normal


def _opened(value: object) -> object:
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _values(value: object, path: FieldPath) -> Iterator[object]:
    if value is None:
        return
    if isinstance(value, list | tuple | set | frozenset):
        for element in value:
            yield from _values(element, path)
    elif not path:
        yield value
    elif isinstance(value, Mapping):
        yield from _values(value.get(path[0]), path[1:])
