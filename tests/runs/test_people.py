import json
from pathlib import Path

import pytest

from muniment.core.errors import UsageError
from muniment.runs.people import LONGEST_VALUE, person_of_options, read_people, read_person


def written(folder: Path, text: str) -> Path:
    path = folder / "person.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_person_is_read_with_every_value_of_each_identity(tmp_path: Path) -> None:
    values = {"id": "R-17", "identities": {"email": ["a@example.com", "A@example.org"], "customer": 17}}
    person = read_person(written(tmp_path, json.dumps(values)))
    assert (person.id, person.identities) == (
        "R-17",
        {"email": ("a@example.com", "A@example.org"), "customer": ("17",)},
    )


def test_options_give_a_person_too() -> None:
    person = person_of_options(["email=a@example.com", "name=Ann=Lee", "email=b@example.com"])
    assert person.identities == {"email": ("a@example.com", "b@example.com"), "name": ("Ann=Lee",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ('{"id": "x", "identities": {"email": ["secret@example.com"]', "line 1"),
        ('["secret@example.com"]', "a person is written"),
        ('{"id": "x"}', "a person is written"),
        ('{"id": "x", "identities": ["secret@example.com"]}', "a person is written"),
        ('{"id": "x", "identities": {}, "identites": {}}', "unknown key 'identites'"),
        ('{"id": 7, "identities": {"email": ["secret@example.com"]}}', "'id' must be text"),
        ('{"id": "x", "identities": {"email": ["secret"], "email": ["b@example.com"]}}', "'email' stands twice"),
        ('{"id": "x", "identities": {"email": []}}', "is empty"),
        ('{"id": "x", "identities": {"email": [""]}}', "is empty"),
        ('{"id": "x", "identities": {"email": [null]}}', "is not text"),
        ('{"id": "x", "identities": {"email": [true]}}', "is not text"),
        ('{"id": "x", "identities": {"email": [{"a": "secret@example.com"}]}}', "is not text"),
        ('{"id": "x", "identities": {"email": ["secret\\u0000@example.com"]}}', "NUL"),
        ('{"id": "x", "identities": {"email": ["' + "secret" * LONGEST_VALUE + '"]}}', "longer than"),
    ],
)
def test_a_person_that_cannot_be_searched_for_is_refused_without_repeating_the_value(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as error:
        read_person(written(tmp_path, text))
    assert said in str(error.value)
    assert "secret" not in str(error.value)
    assert "person.json" in str(error.value)


@pytest.mark.parametrize("pair", ["secret@example.com", "=secret", " =secret", "email=", "email=  "])
def test_an_option_that_is_no_pair_is_refused(pair: str) -> None:
    with pytest.raises(UsageError) as error:
        person_of_options([pair])
    assert "secret" not in str(error.value)


def test_a_wrong_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "identities": {"email": ["a@example.com"]}}',
        "",
        "{nonsense",
        '{"id": "a", "identities": {"email": ["b@example.com"]}}',
        '{"id": "b", "identities": {"email": ["b@example.com"]}}',
    ]
    people, rejected = read_people(written(tmp_path, "\n".join(lines)))
    assert [person.id for person in people] == ["a", "b"]
    assert [outcome.person.id for outcome in rejected] == ["line-3", "line-4"]
    assert "same id" in str(rejected[1].error)


def test_a_file_that_is_not_there_or_not_text_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_person(tmp_path / "none.json")
    (tmp_path / "bad.json").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        read_person(tmp_path / "bad.json")
