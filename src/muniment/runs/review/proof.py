"""Proves a reviewed bundle before it gets its name: what was written is read again and held against the findings."""

import csv
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
from muniment.runs.findings import csv_cell
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
    rows_out = _rows_out(source, out.id, review)
    beside = zip(rows_out, list_objects(files["json"]), _csv_rows(files["csv"]), strict=True)
    for (found, before, verdict), after, cells in beside:
        rows += 1
        if not _is_without(before, after, cells, verdict):
            raise ValueError
        if verdict.withheld:
            # Both forms are looked into: in CSV the names of a document's own fields are text like any other.
            unnamed: dict[str, Json] = {
                name: [value, cells[name]]
                for name, value in after.items()
                if value is not None and not review.releases_by_name(found, name)
            }
            yield from _leaks(found, before, unnamed, verdict)
    if rows != out.rows:
        raise ValueError


def _rows_out(
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
    """Whether the row is the one found: withheld fields empty, every other as it was, and CSV says the same."""
    if not before.keys() == after.keys() == cells.keys():
        return False
    partly = {column for field, column in verdict.columns.items() if field != column}
    return (
        all(cells[column] == _in_csv(after[column]) for column in after)
        and all(after[column] == before[column] for column in before.keys() - verdict.withheld.keys() - partly)
        and all(value is None for field, column in verdict.columns.items() for value in held_in(after, field, column))
    )


def _in_csv(value: Json) -> str:
    """What a cell of the CSV file reads as when it holds that value."""
    cell = csv_cell(value)
    return "" if cell is None else str(cell).encode("utf-8", "backslashreplace").decode("utf-8")


def _leaks(found: FoundRow, before: Mapping[str, Json], out: Mapping[str, Json], verdict: RowReview) -> Iterator[str]:
    for field, column in verdict.columns.items():
        withheld = tuple(held_in(before, field, column))
        for name, going_out in out.items():
            if stands_in(withheld, going_out):
                yield f"row {found.row}: what is withheld in '{field}' stands in '{name}' too"


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
