"""The data maps, people and systems files that the documents show can be used as they stand."""

import json
from pathlib import Path

import pytest

from muniment.core.bundle.decisions import read_decisions
from muniment.runs.maps import read_map
from muniment.runs.people import read_person
from tests.docs.pages import PAGES, examples, name


def samples(language: str, starts_with: str) -> list[object]:
    """Every example in a language that starts in a certain way, with the page it stands on."""
    return [
        pytest.param(sample, id=f"{name(page)}:{number}")
        for page in PAGES
        for number, sample in enumerate(examples(page, language), start=1)
        if sample.startswith(starts_with)
    ]


@pytest.mark.parametrize("sample", samples("yaml", "dataset:"))
def test_a_data_map_that_is_shown_loads(sample: str, tmp_path: Path) -> None:
    file = tmp_path / "map.yml"
    file.write_text(sample, encoding="utf-8")
    datamap = read_map([file])
    assert sample.count("- fides_key:") == len(datamap.datasets)
    assert list(datamap.collections())


@pytest.mark.parametrize("sample", samples("json", '{"id"'))
def test_a_person_that_is_shown_can_be_read(sample: str, tmp_path: Path) -> None:
    file = tmp_path / "person.json"
    file.write_text(sample, encoding="utf-8")
    assert read_person(file).identities


@pytest.mark.parametrize("sample", samples("json", '{\n  "manifest_sha256"'))
def test_decisions_that_are_shown_can_be_read(sample: str) -> None:
    assert read_decisions(json.loads(sample)).decisions
