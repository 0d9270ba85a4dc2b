"""Reads the people to be searched for: one from options or a JSON file, many from a file with one a line."""

import json
from collections.abc import Iterable
from pathlib import Path

from muniment.core.errors import UsageError
from muniment.core.values import Person
from muniment.runs.search import Outcome

LONGEST_VALUE = 1_000
_KEYS = {"id", "identities"}


def person_of_options(pairs: Iterable[str], reference: str = "person") -> Person:
    """The person that `KEY=VALUE` options describe, under the council's reference; a key may come several times."""
    identities: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError("An --identity is written KEY=VALUE, for example --identity email=ann@example.com.")
        identities[key.strip()] = (*identities.get(key.strip(), ()), _checked(key.strip(), value, "--identity"))
    return Person(id=reference, identities=identities)


def read_person(path: Path) -> Person:
    """The one person of a JSON file: `{"id": "...", "identities": {"email": ["..."]}}`."""
    return _person(_text(path), str(path))


def read_people(path: Path) -> tuple[list[Person], list[Outcome]]:
    """The people of a file with one JSON object a line, and an outcome for each line that is none, by its number."""
    people: dict[str, Person] = {}
    rejected: list[Outcome] = []
    for number, line in enumerate(_text(path).split("\n"), start=1):  # others may stand inside a value
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            person = _person(line, where)
            if person.id in people:
                raise UsageError(f"{where}: another line has the same id. Give each person an id of their own.")
        except UsageError as error:
            rejected.append(Outcome(person=Person(id=f"line-{number}"), error=error))
        else:
            people[person.id] = person
    if not people and not rejected:
        raise UsageError(f"{path} holds no person. Write one a line, each a JSON object.")
    return list(people.values()), rejected


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"The file {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"The file {path} is not UTF-8 text. Save it as UTF-8.") from None


def _person(text: str, where: str) -> Person:
    try:
        values = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        at = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UsageError(f"{where}: this is not JSON{at}.") from None
    except _Twice as error:
        raise UsageError(f"{where}: the key '{error}' stands twice. Write all its values in one list.") from None
    if not isinstance(values, dict) or not isinstance(values.get("identities"), dict):
        raise UsageError(f'{where}: a person is written {{"id": "...", "identities": {{"email": ["..."]}}}}.')
    unknown = sorted(set(values) - _KEYS)
    if unknown:
        raise UsageError(f"{where}: unknown key '{unknown[0]}'; a person has 'id' and 'identities'.")
    id = values.get("id", "person")
    if not isinstance(id, str) or not id.strip():
        raise UsageError(f"{where}: 'id' must be text that is not empty.")
    if not _is_text(id):
        raise UsageError(f"{where}: 'id' holds a character that is not text. Write it again.")
    return Person(
        id=id, identities={str(key): _values(key, value, where) for key, value in values["identities"].items()}
    )


def _values(key: str, given: object, where: str) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    if not listed:
        raise UsageError(f"{where}: the list of values for '{key}' is empty. Leave the key out or give a value.")
    return tuple(_checked(key, value, where) for value in listed)


def _checked(key: str, value: object, where: str) -> str:
    """The value as text, when an identifier can be that; the error never repeats it."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UsageError(f"{where}: a value of '{key}' is not text. Write it in quotes.")
    text = str(value)
    if not text.strip():
        raise UsageError(f"{where}: a value of '{key}' is empty.")
    if len(text) > LONGEST_VALUE:
        raise UsageError(f"{where}: a value of '{key}' is longer than {LONGEST_VALUE:,} characters: no identifier is.")
    if not _is_text(text):
        raise UsageError(f"{where}: a value of '{key}' holds a character that is not text. Write it again.")
    if "\x00" in text:
        raise UsageError(f"{where}: a value of '{key}' holds a NUL character, which no identifier does.")
    return text


def _is_text(value: str) -> bool:
    """Whether no half of a character (a lone surrogate) stands in it, as in a word of another encoding."""
    return not any("\ud800" <= one <= "\udfff" for one in value)


class _Twice(Exception):
    """A key that stands twice in one object, of which JSON readers keep the last and drop the others."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise _Twice(key)
        values[key] = value
    return values
