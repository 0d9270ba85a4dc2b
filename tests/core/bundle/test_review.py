"""Which decision holds for a cell, and which cells need one that names them."""

from typing import Any

import pytest

from muniment.core.bundle.decisions import read_decisions
from muniment.core.bundle.review import CollectionReview, RowReview
from muniment.core.datamap.model import Collection, Field
from muniment.core.finding.findings import FoundRow, Mark
from muniment.core.values import CollectionId, Place

PLACE = Place("map.yml", 1)
COLLECTION = Collection(
    id=CollectionId("d", "c"),
    place=PLACE,
    fields=tuple(Field(path=(name,), place=PLACE) for name in ("id", "note", "who", "who.else")),
)
MARKED = FoundRow(row=1, key="7", path="", shared=False, other=False, marks=(Mark(field="note", why="a name"),))
PLAIN = FoundRow(row=1, key="7", path="", shared=False, other=False)
SHARED = FoundRow(row=1, key="7", path="", shared=True, other=False)


def review(found: FoundRow, *decisions: tuple[str, dict[str, Any]]) -> RowReview:
    named = [
        {"do": do, "dataset": "d", "collection": "c", "because": f"{do} {number}"} | more
        for number, (do, more) in enumerate(decisions, start=1)
    ]
    read = read_decisions({"manifest_sha256": "x", "reviewed_by": "y", "decisions": named})
    return CollectionReview(read.decisions, COLLECTION).of(found)


ANY = {"dataset": "*", "collection": "*"}
WHOLE: dict[str, Any] = {}
NOTE, ROW, KEY, CELL = {"field": "note"}, {"row": 1}, {"key": "7"}, {"row": 1, "field": "note"}

HOLDS = [
    # the note's decision: released (None) or the number of the decision that withholds it
    ([("withhold", ANY), ("release", WHOLE)], None),
    ([("release", ANY), ("withhold", WHOLE)], 2),
    ([("release", WHOLE), ("withhold", WHOLE)], 2),
    ([("withhold", WHOLE), ("release", NOTE)], None),
    ([("withhold", WHOLE), ("release", ROW)], None),
    ([("release", WHOLE), ("withhold", ANY | NOTE)], 2),
    ([("release", WHOLE), ("withhold", NOTE), ("release", ROW)], 2),
    ([("release", WHOLE), ("release", NOTE), ("withhold", KEY)], 3),
    ([("release", WHOLE), ("withhold", ANY | NOTE), ("release", NOTE)], 2),
    ([("release", WHOLE), ("withhold", NOTE), ("release", CELL)], None),
    ([("release", WHOLE), ("release", ROW), ("withhold", CELL)], 3),
    ([("release", WHOLE), ("withhold", CELL), ("release", {"key": "7", "field": "note"})], 2),
    ([("release", WHOLE), ("withhold", {"row": 2})], None),
    ([("release", WHOLE), ("withhold", {"key": "8"})], None),
]


@pytest.mark.parametrize(("decisions", "by"), HOLDS)
def test_the_most_specific_decision_holds_and_withholding_wins_a_tie(
    decisions: list[tuple[str, dict[str, Any]]], by: int | None
) -> None:
    verdict = review(PLAIN, *decisions)
    assert not verdict.undecided
    assert (verdict.withheld["note"].number if "note" in verdict.withheld else None) == by


def test_a_row_of_which_every_cell_is_withheld_is_left_out_for_the_rows_own_reason() -> None:
    verdict = review(PLAIN, ("release", WHOLE), ("withhold", NOTE), ("withhold", ROW))
    assert verdict.left_out is not None
    assert verdict.left_out.because == "withhold 3"


def test_a_row_of_which_one_field_is_released_is_not_left_out() -> None:
    verdict = review(PLAIN, ("withhold", WHOLE), ("release", NOTE))
    assert verdict.left_out is None
    assert set(verdict.withheld) == {"id", "who", "who.else"}


def test_columns_that_no_decision_covers_are_undecided() -> None:
    assert review(PLAIN, ("release", NOTE)).undecided == ("id", "who", "who.else")
    assert review(PLAIN).undecided == ("id", "note", "who", "who.else")


NAMED = [
    (MARKED, [("release", WHOLE)], ("note",)),
    (MARKED, [("release", ANY | NOTE), ("release", ANY)], ("note",)),
    (MARKED, [("release", WHOLE), ("release", {"field": "id"})], ("note",)),
    (MARKED, [("release", WHOLE), ("release", {"row": 2})], ("note",)),
    (MARKED, [("release", WHOLE), ("release", NOTE)], ()),
    (MARKED, [("release", WHOLE), ("release", ROW)], ()),
    (MARKED, [("release", WHOLE), ("release", CELL)], ()),
    (MARKED, [("release", WHOLE), ("withhold", NOTE)], ()),
    (MARKED, [("withhold", ANY)], ()),
    (SHARED, [("release", WHOLE)], ("id", "note", "who", "who.else")),
    (SHARED, [("release", WHOLE), ("release", NOTE)], ("id", "who", "who.else")),
    (SHARED, [("release", WHOLE), ("release", {"field": "who"})], ("id", "note", "who.else")),
    (SHARED, [("release", WHOLE), ("release", KEY)], ()),
    (SHARED, [("withhold", WHOLE), ("release", NOTE)], ()),
]


@pytest.mark.parametrize(("found", "decisions", "unnamed"), NAMED)
def test_what_may_be_about_others_goes_out_only_by_a_decision_that_names_it(
    found: FoundRow, decisions: list[tuple[str, dict[str, Any]]], unnamed: tuple[str, ...]
) -> None:
    assert review(found, *decisions).unnamed == unnamed


def test_a_mark_within_a_document_is_answered_by_its_column_but_not_by_a_field_beside_it() -> None:
    inner = FoundRow(row=1, key="", path="", shared=False, other=False, marks=(Mark(field="note.gp", why="a name"),))
    assert review(inner, ("release", WHOLE), ("release", NOTE)).unnamed == ()
    assert review(inner, ("release", WHOLE), ("release", {"field": "note.carer"})).unnamed == ("note.gp",)
    assert review(inner, ("release", WHOLE), ("withhold", {"field": "note.gp"})).unnamed == ()


def test_a_field_within_a_document_is_withheld_although_its_row_is_released() -> None:
    verdict = review(PLAIN, ("release", WHOLE), ("withhold", {"field": "who.else.name"}), ("release", ROW))
    assert dict(verdict.columns) == {"who.else.name": "who.else"}
