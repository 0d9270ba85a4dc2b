"""Whose a row is, where keys, lists and other people in the same search could confuse it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from muniment.core.datamap.model import DataMap
from muniment.core.errors import AmbiguousSubject, Refused, TooManyRows
from muniment.core.finding.ports import System
from tests.core.finding.maps import collection, datamap, dataset, person
from tests.runs.search.gathering import find, sqlite_table, systems

ANN = person("ann", email="ann@example.com")
Rows = list[tuple[object, ...]]


@contextmanager
def holding(folder: Path, told: DataMap, rows: dict[str, Rows], **settings: float) -> Iterator[dict[str, System]]:
    for one in told.collections():
        sqlite_table(folder / "d", one.id.collection, one.columns, rows[one.id.collection])
    with systems(told, {"d": f"sqlite:///{folder / 'd'}"}, **settings) as connected:
        yield connected


def test_rows_whose_keys_look_alike_in_text_are_all_found(tmp_path: Path) -> None:
    told = datamap(dataset("d", ("people", "id! email@email"), ("notes", "kind! ref! person>people.id")))
    notes: Rows = [("A", None, 1), (None, "A", 1), ("x,y", "z", 1), ("x", "y,z", 1)]
    with holding(tmp_path, told, {"people": [(1, "ann@example.com")], "notes": notes}) as connected:
        _, gathered = find(told, connected, ANN)
    assert sorted(map(str, gathered.rows[0][told.datasets[0].collections[1].id])) == sorted(map(str, notes))


def test_people_whose_keys_look_alike_in_text_are_two_people(tmp_path: Path) -> None:
    told = datamap(dataset("d", collection("d", "people", "a! b! email@email", subject=True)))
    rows: Rows = [("x,y", "z", "ann@example.com"), ("x", "y,z", "ann@example.com")]
    with holding(tmp_path, told, {"people": rows}) as connected:
        (outcome,), _ = find(told, connected, ANN)
    assert isinstance(outcome.error, AmbiguousSubject)
    assert outcome.error.candidates == ("x\\,y,z", "x,y\\,z")


def test_people_without_a_key_stop_a_search_too(tmp_path: Path) -> None:
    told = datamap(
        dataset("d", collection("d", "people", "id email@email name", subject=True), ("letters", "to>people.id"))
    )
    rows: dict[str, Rows] = {
        "people": [(1, "ann@example.com", "A"), (2, "ann@example.com", "B")],
        "letters": [(1,), (2,)],
    }
    with holding(tmp_path, told, rows) as connected:
        (outcome,), _ = find(told, connected, ANN)
    assert isinstance(outcome.error, Refused)
    assert "primary_key: true" in str(outcome.error)


def test_what_was_searched_for_one_person_does_not_count_for_another_in_the_same_search(tmp_path: Path) -> None:
    told = datamap(dataset("d", ("crm", "id! email@email"), ("library", "id! card@library_card")))
    bob = person("bob", library_card="L1")
    with holding(tmp_path, told, {"crm": [(1, "ann@example.com")], "library": [(7, "L1")]}) as connected:
        (alone,), _ = find(told, connected, ANN)
        (ann, other), _ = find(told, connected, ANN, bob)
    assert alone.findings is not None
    assert ann.findings is not None
    assert other.findings is not None
    for one in (alone, ann):
        assert one.findings is not None
        assert [found.id.collection for found in one.findings.collections] == ["crm"]
        assert [left.id.collection for left in one.findings.not_searched] == ["library"]
        assert {entry.collection.collection for entry in one.findings.diary} == {"crm"}
    assert [found.id.collection for found in other.findings.collections] == ["library"]


def test_a_placeholder_in_a_reference_is_a_hub_too(tmp_path: Path) -> None:
    told = datamap(dataset("d", ("people", "id! email@email tel"), ("calls", "id! tel<people.tel")))
    calls: Rows = [(number, "unknown") for number in range(200)]
    with holding(
        tmp_path, told, {"people": [(1, "ann@example.com", "unknown")], "calls": calls}, fan_out=100
    ) as connected:
        (outcome,), _ = find(told, connected, ANN)
    assert isinstance(outcome.error, TooManyRows)
    assert "email -> people.email -> calls.tel" in str(outcome.error)


def test_one_key_may_have_any_number_of_children(tmp_path: Path) -> None:
    told = datamap(dataset("d", ("people", "id! email@email"), ("calls", "id! person<people.id")))
    calls: Rows = [(number, 1) for number in range(200)]
    with holding(tmp_path, told, {"people": [(1, "ann@example.com")], "calls": calls}, fan_out=100) as connected:
        (outcome,), gathered = find(told, connected, ANN)
    assert outcome.error is None
    assert len(gathered.keys()["calls"]) == 200
