"""What of a row goes out once it is reviewed, and the proof that what stays does not stand in it."""

from collections.abc import Iterable, Iterator, Mapping

from muniment.core.writing.cells import Json

SHORTEST_WORD = 3
SHORTEST_NUMBER = 4
"""Shorter values ("2", "no") stand in so many fields that finding them again says nothing."""


class NotWithin(ValueError):
    """A field within another cannot be taken out, because its column does not hold a document."""


def released(values: Mapping[str, Json], withheld: Mapping[str, str]) -> dict[str, Json]:
    """The row with nothing in the withheld fields; `withheld` gives for each dotted path the column it is in.

    Raises NotWithin when a path leads into a column whose value has no fields.

    >>> released({"a": 1, "b": {"c": 2, "d": 3}}, {"a": "a", "b.c": "b"})
    {'a': None, 'b': {'c': None, 'd': 3}}
    """
    out = dict(values)
    for field, column in withheld.items():
        out[column] = _without(out[column], _path(field, column))
    return out


def held_in(values: Mapping[str, Json], field: str, column: str) -> Iterator[Json]:
    """Every value of a field of the row: one, or one for each element of the lists it is within.

    >>> list(held_in({"b": [{"c": 2}, {"c": None}]}, "b.c", "b"))
    [2, None]
    """
    return _at(values[column], _path(field, column))


def stands_in(withheld: Iterable[Json], out: Json) -> bool:
    """Whether the text of some withheld value stands, as words of their own, in what goes out.

    >>> stands_in(["Tom Other"], "Rang tom other."), stands_in(["Tom"], "Tomorrow"), stands_in([True], True)
    (True, False, False)
    """
    text = "\n".join(_texts(out)).casefold()
    return any(_has_word(text, word) for value in withheld for word in _words(value))


def _path(field: str, column: str) -> list[str]:
    return field[len(column) + 1 :].split(".") if field != column else []


def _at(value: Json, path: list[str]) -> Iterator[Json]:
    if isinstance(value, list) and path:
        for one in value:
            yield from _at(one, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:])


def _without(value: Json, path: list[str]) -> Json:
    if value is None or not path:
        return None
    if isinstance(value, list):
        return [_without(one, path) for one in value]
    if not isinstance(value, dict):
        raise NotWithin
    return value | {path[0]: _without(value[path[0]], path[1:])} if path[0] in value else value


def _words(value: Json) -> Iterator[str]:
    for text in _texts(value):
        shortest = SHORTEST_NUMBER if text.isdigit() else SHORTEST_WORD
        if len(word := text.strip().casefold()) >= shortest:
            yield word


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield str(value)
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _has_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False
