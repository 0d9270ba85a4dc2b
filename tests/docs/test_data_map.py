"""The reference page of the data map has every key that a map may have, and no other."""

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from muniment.plugins.maps.fides.form import MapCategory, MapCollection, MapDataset, MapField, MapFile
from tests.docs.pages import ROOT, text

PAGE = text(ROOT / "docs" / "reference" / "data-map.md")
OWN_SECTION = (MapDataset, MapCollection, MapField, MapCategory)
SECTIONS: dict[str, type[BaseModel]] = {
    "file": MapFile,
    "dataset": MapDataset,
    "collection": MapCollection,
    "field": MapField,
}


def keys(model: type[BaseModel], outer: str = "") -> Iterator[str]:
    """The keys of a model and of the blocks inside it, dotted, down to those with a section of their own."""
    for name, field in model.model_fields.items():
        key = f"{outer}{field.alias or name}"
        inner = model_in(field.annotation)
        if inner is None or inner in OWN_SECTION:
            yield key
        else:
            yield from keys(inner, f"{key}.")


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that values of that kind fit."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := model_in(one))), None)


def described(noun: str) -> set[str]:
    """The keys in the first column of a section's table; `.key` continues the block of the one before it."""
    section = PAGE.split(f"## Keys of a {noun}\n")[1].split("\n## ")[0]
    found: list[str] = []
    for line in re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE):
        for key in re.findall(r"`([^`]+)`", line):
            found.append(f"{found[-1].rpartition('.')[0]}{key}" if key.startswith(".") else key)
    return set(found)


@pytest.mark.parametrize("noun", SECTIONS)
def test_the_page_has_every_key_that_is_accepted_and_no_other(noun: str) -> None:
    accepted = set(keys(SECTIONS[noun]))
    if noun == "field":  # named on the page in the words for data_categories
        accepted -= {"fides_meta.data_categories"}
        accepted |= {"fides_meta.references"}
    assert described(noun) == accepted


def test_the_page_has_every_key_of_a_data_category() -> None:
    (row,) = [line for line in PAGE.splitlines() if line.startswith("| `data_category`")]
    assert set(re.findall(r"`([^`]+)`", row)) == {"data_category", *MapCategory.model_fields}


def test_the_page_says_the_old_name_of_fides_meta() -> None:
    assert "`fidesops_meta`" in PAGE
