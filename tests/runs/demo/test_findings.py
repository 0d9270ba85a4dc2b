"""Searching the demo council finds what the truth says: every row that can be found, and nobody else's."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from muniment.core.errors import AmbiguousSubject
from muniment.core.finding.findings import FoundRow
from muniment.core.finding.ports import Row
from muniment.core.values import CollectionId, Person
from muniment.runs.demo.council import Council, Recipe, build, resident_asking, rows_of_resident_asking
from muniment.runs.maps import read_map
from muniment.runs.search import Outcome, Request, search
from muniment.runs.systems import connect, read_systems

PEOPLE = 400


@dataclass
class Sightings:
    """A sink that keeps why each row was found."""

    found_rows: dict[int, dict[str, dict[str, FoundRow]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def row(self, person: int, collection: CollectionId, row: Row) -> None:
        pass

    def found(self, person: int, collection: CollectionId, found: FoundRow) -> None:
        self.found_rows[person][str(collection)][found.key] = found

    def preview(self, person: int, collection: CollectionId) -> Sequence[Row]:
        return ()

    def keys(self, person: int) -> dict[str, set[str]]:
        return {name: set(rows) for name, rows in self.found_rows[person].items() if rows}


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    folder: Path = tmp_path_factory.mktemp("demo") / "council"
    return build(folder, Recipe(residents=1500, seed=5), None, lambda _: None)


@pytest.fixture(scope="module")
def residents(council: Council) -> list[dict[str, Any]]:
    lines = council.truth.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[:PEOPLE]]


@pytest.fixture(scope="module")
def answers(council: Council, residents: list[dict[str, Any]]) -> tuple[list[Outcome], Sightings]:
    """One search for everyone at once."""
    people = [
        Person(id=one["id"], identities={key: tuple(values) for key, values in one["identities"].items()})
        for one in residents
    ]
    return searched(council, people)


def searched(council: Council, people: list[Person]) -> tuple[list[Outcome], Sightings]:
    datamap, sightings = read_map([council.maps]), Sightings()
    with connect(datamap, read_systems(council.systems_file)) as systems:
        return list(search(Request(datamap=datamap, systems=systems, people=people), sightings)), sightings


def told(resident: dict[str, Any]) -> dict[str, set[str]]:
    """What the truth says a search finds."""
    expected: dict[str, set[str]] = defaultdict(set)
    for part in ("rows", "beside"):
        for collection, keys in resident[part].items():
            expected[collection] |= set(keys)
    return dict(expected)


def test_every_resident_whose_identifiers_are_their_own_is_found_whole_and_alone(
    residents: list[dict[str, Any]], answers: tuple[list[Outcome], Sightings]
) -> None:
    outcomes, sightings = answers
    compared = 0
    for number, (resident, outcome) in enumerate(zip(residents, outcomes, strict=True)):
        if resident["email_tells_others"]:
            continue
        assert outcome.error is None, resident["id"]
        assert sightings.keys(number) == told(resident), resident["id"]
        compared += 1
    assert compared > 300


def test_another_persons_row_is_marked_so_and_a_shared_row_has_somebody_to_share_it(
    residents: list[dict[str, Any]], answers: tuple[list[Outcome], Sightings]
) -> None:
    _, sightings = answers
    others = shared = 0
    for number, resident in enumerate(residents):
        if resident["email_tells_others"]:
            continue
        for collection, rows in sightings.found_rows[number].items():
            for key, row in rows.items():
                place = (resident["id"], collection, key)
                assert row.other == (key in resident["beside"].get(collection, [])), place
                assert not row.shared or row.other or resident["rows"][collection][key], place
                others, shared = others + row.other, shared + row.shared
    assert others > 20
    assert shared > 20


def test_an_address_with_which_a_child_is_enrolled_too_is_never_answered_as_one_persons(
    residents: list[dict[str, Any]], answers: tuple[list[Outcome], Sightings]
) -> None:
    """Refused where the parent has a card as well; else the child's card comes with the parent's rows."""
    outcomes, sightings = answers
    refused = 0
    for number, (resident, outcome) in enumerate(zip(residents, outcomes, strict=True)):
        if not resident["email_tells_others"]:
            continue
        if isinstance(outcome.error, AmbiguousSubject):
            assert outcome.error.collection == "libraries.borrower"
            refused += 1
        else:
            assert outcome.error is None
            assert sightings.keys(number)["libraries.borrower"] > told(resident).get("libraries.borrower", set())
    assert refused > 0


def test_the_resident_who_asks_is_found_in_seven_systems_however_things_are_spelt(council: Council) -> None:
    person = resident_asking(council)
    (outcome,), _ = searched(council, [person])
    assert outcome.findings is not None
    found = {one.id: one.rows for one in outcome.findings.collections if one.rows}
    assert found == rows_of_resident_asking(council)
    assert len({id.dataset for id in found}) == 7
    assert person.identities["name"] == ("Siân Nwosu", "Siân Pryce")
    assert person.identities["email"][0] != "sian.nwosu@example.com"
    shared = {str(one.id) for one in outcome.findings.collections if one.shared_rows}
    assert "housing.tenancy" in shared, "a joint tenancy"
