"""Proves a reviewed bundle before it gets its name: what was written is read again and held against the findings."""

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from muniment.core.bundle.manifest import KINDS
from muniment.core.bundle.paths import collection_paths
from muniment.core.bundle.release import held_in, stands_in
from muniment.core.bundle.review import CollectionReview, RowReview
from muniment.core.errors import Refused
from muniment.core.finding.findings import FoundCollection, FoundRow
from muniment.core.values import CollectionId
from muniment.core.writing.cells import Json
from muniment.runs.review.reading import FindingsFolder, list_objects

MOST_NAMED = 20


def prove(source: FindingsFolder, out: FoundCollection, review: CollectionReview, folder: Path) -> None:
    """Raises Refused unless the files of one collection hold what the decisions release, and nothing withheld.

    A withheld value may stand in another field of its row only where a decision names that field.
    """
    path = collection_paths(one.id for one in source.datamap.collections())[out.id]
    files = {kind: folder / KINDS[kind].format(path) for kind in ("json", "csv")}
    if not out.rows:
        if any(file.exists() for file in files.values()):
            raise _failed(out.id)
        return
    try:
        leaks = list(islice(_leaks_in(source, out, review, files), MOST_NAMED + 1))
    except (ValueError, csv.Error) as error:
        raise _failed(out.id) from error
    if leaks:
        raise Refused(_leaking(out.id, leaks))


def _leaks_in(
    source: FindingsFolder, out: FoundCollection, review: CollectionReview, files: Mapping[str, Path]
) -> Iterator[str]:
    """Goes through all rows side by side; ValueError when they are not what they should be."""
    rows = 0
    going_out = _going_out(source, out.id, review)
    beside = zip(going_out, list_objects(files["json"]), _csv_rows(files["csv"]), strict=True)
    for (found, before, verdict), after, cells in beside:
        rows += 1
        if not _is_without(before, after, cells, verdict):
            raise ValueError
        yield from _leaks(found, before, after, verdict, review)
    if rows != out.rows:
        raise ValueError


def _going_out(
    source: FindingsFolder, id: CollectionId, review: CollectionReview
) -> Iterator[tuple[FoundRow, dict[str, Json], RowReview]]:
    for found, values in source.rows(id):
        verdict = review.of(found)
        if verdict.left_out is None:
            yield found, values, verdict


def _csv_rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)  # a case note may be longer than the reader's own limit of 128 KB
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        for cells in reader:
            yield dict(zip(header, cells, strict=True))


def _is_without(
    before: Mapping[str, Json],
    after: Mapping[str, Json],
    cells: Mapping[str, str],
    verdict: RowReview,
) -> bool:
    """Whether the row is the one found: withheld fields empty in both files, every other as it was."""
    if not before.keys() == after.keys() == cells.keys():
        return False
    whole = [column for column in before if column in verdict.withheld]
    partly = set(verdict.columns.values()) - set(whole)
    return (
        all(after[column] is None and not cells[column] for column in whole)
        and all(json.loads(cells[column] or "null") == after[column] for column in partly)
        and all(value is None for field, column in verdict.columns.items() for value in held_in(after, field, column))
        and all(
            after[column] == before[column] and (after[column] in (None, "")) == (not cells[column])
            for column in before
            if column not in verdict.withheld and column not in partly
        )
    )


def _leaks(
    found: FoundRow, before: Mapping[str, Json], after: Mapping[str, Json], verdict: RowReview, review: CollectionReview
) -> list[str]:
    if not verdict.withheld:
        return []
    open_columns = [name for name in after if after[name] is not None and not review.releases_by_name(found, name)]
    return [
        f"row {found.row}: what is withheld in '{field}' stands in '{name}' too"
        for field, column in verdict.columns.items()
        for name in open_columns
        if stands_in(held_in(before, field, column), after[name])
    ]


def _leaking(id: CollectionId, leaks: list[str]) -> str:
    named = "\n".join(f"- {one}" for one in leaks[:MOST_NAMED])
    more = "\n- and more" if len(leaks) > MOST_NAMED else ""
    return (
        f"Nothing was written, because in '{id}' values that are withheld would go out elsewhere:\n{named}{more}\n"
        "Withhold the other field or the row as well, or, where it should go out, release that field by name."
    )


def _failed(id: CollectionId) -> Refused:
    return Refused(
        f"Nothing was written, because the files of '{id}' do not hold exactly what the decisions release. Try again; "
        "if it happens again, report it as a fault of Muniment."
    )
