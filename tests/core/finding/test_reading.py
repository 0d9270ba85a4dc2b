from dataclasses import replace

from muniment.core.datamap.model import MatchRule
from muniment.core.finding.reading import key_reader, normal_reader
from tests.core.finding.maps import collection

FLAT = collection("d", "flat", "id! email@email house flat")
EMAIL = FLAT.fields[1]
INNER = replace(EMAIL, path=("contact", "email"))
NESTED = replace(FLAT, fields=(FLAT.fields[0], replace(EMAIL, path=("contact",), identity=None, fields=(INNER,))))
LISTED = replace(FLAT, fields=(FLAT.fields[0], replace(EMAIL, is_array=True)))


def test_keys_of_several_fields_are_read_together_and_only_when_whole() -> None:
    read = key_reader(FLAT, [("house",), ("flat",)])
    assert read((1, None, 7, "B ")) == [("7", "B")]
    assert read((1, None, 7, None)) == []


def test_values_in_documents_and_lists_are_read_wherever_they_stand() -> None:
    read = normal_reader(NESTED, ("contact", "email"), MatchRule.FOLDED)
    assert read((1, {"email": "Ann@Example.com"})) == [("ann@example.com",)]
    assert read((1, '{"email": ["a@example.com", "B@example.com"]}')) == [("a@example.com",), ("b@example.com",)]
    assert read((1, [{"email": "a@example.com"}, {"other": 1}, {"email": None}])) == [("a@example.com",)]
    assert read((1, "{not json")) == []
    assert read((1, None)) == []


def test_a_list_of_values_gives_each() -> None:
    read = normal_reader(LISTED, ("email",), MatchRule.FOLDED)
    assert read((1, ["A@example.com", "b@example.com"])) == [("a@example.com",), ("b@example.com",)]
    assert read((1, '["A@example.com"]')) == [("a@example.com",)]


def test_an_array_that_the_map_does_not_say_is_one_gives_each_value_too() -> None:
    read = key_reader(FLAT, [("email",)])
    assert read((1, ["T1", None, "T2"], None, None)) == [("T1",), ("T2",)]
