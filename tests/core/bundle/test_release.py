"""What stands in a row once it is released, and whether something withheld stands in it still."""

import pytest

from muniment.core.bundle.release import NotWithin, released, stands_in
from muniment.core.writing.cells import Json

OUT: list[tuple[dict[str, Json], dict[str, str], dict[str, Json]]] = [
    ({"a": 1, "b": 2}, {}, {"a": 1, "b": 2}),
    ({"a": 1, "b": 2}, {"a": "a"}, {"a": None, "b": 2}),
    ({"a": {"b": {"c": 1, "d": 2}}}, {"a.b.c": "a"}, {"a": {"b": {"c": None, "d": 2}}}),
    ({"a": [{"b": 1}, {"b": 2, "c": 3}, None]}, {"a.b": "a"}, {"a": [{"b": None}, {"b": None, "c": 3}, None]}),
    ({"a": {"c": 1}}, {"a.b": "a"}, {"a": {"c": 1}}),
    ({"a": None}, {"a.b": "a"}, {"a": None}),
    ({"a.b": {"c": 1}, "a": 2}, {"a.b.c": "a.b"}, {"a.b": {"c": None}, "a": 2}),
]


@pytest.mark.parametrize(("row", "withheld", "out"), OUT)
def test_a_withheld_field_is_null_and_the_rest_is_as_it_was(
    row: dict[str, Json], withheld: dict[str, str], out: dict[str, Json]
) -> None:
    assert released(row, withheld) == out


@pytest.mark.parametrize("value", ["text", 7, True, [{"b": 1}, "text"]])
def test_a_field_cannot_be_taken_out_of_what_has_none(value: Json) -> None:
    with pytest.raises(NotWithin):
        released({"a": value}, {"a.b": "a"})


STANDS: list[tuple[Json, Json, bool]] = [
    ("Tom Other", "rang TOM OTHER today", True),
    ("Tom", "Tomorrow", False),
    ("Tom", "Tomorrow, Tom.", True),
    (" Tom ", {"notes": ["seen with tom"]}, True),
    ({"name": "Tom Other", "age": 7}, "Tom Other", True),
    ("Straße 1", "STRASSE 1", True),
    (123456, "ref 123456/2", True),
    (123456, 1234567, False),
    ("No", "No answer", False),
    (12, "12", False),
    (True, True, False),
    (None, "None", False),
    ("Tom", None, False),
]


@pytest.mark.parametrize(("withheld", "out", "stands"), STANDS)
def test_a_withheld_text_is_found_again_as_whole_words_in_any_case(withheld: Json, out: Json, stands: bool) -> None:
    assert stands_in([withheld], out) is stands
