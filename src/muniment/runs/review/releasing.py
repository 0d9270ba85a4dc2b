"""One pass over the findings: writes what goes out, counts what stays, and lists what nobody has decided."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from muniment.core.bundle.decisions import Decisions
from muniment.core.bundle.held import ROWS_SHOWN
from muniment.core.bundle.manifest import FileHash
from muniment.core.bundle.release import NotWithin, held_in, released
from muniment.core.bundle.review import CollectionReview, RowReview, fields_in_documents
from muniment.core.bundle.withheld import Withheld
from muniment.core.bundle.words import counted
from muniment.core.datamap.model import Collection
from muniment.core.errors import Refused, UsageError
from muniment.core.finding.findings import Findings, FoundCollection, FoundRow
from muniment.core.finding.ports import Row
from muniment.core.values import CollectionId
from muniment.core.writing.cells import Json
from muniment.runs.findings import FindingsFolders
from muniment.runs.review.reading import FindingsFolder

MOST_NAMED = 40
"""How many rows still to decide an error names; the rest are counted."""
LEFT_OUT = "(left out)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What went out, and what did not."""

    findings: Findings  # as they go out: rows, and the first of them to show
    hashes: Mapping[str, FileHash]
    withheld: tuple[Withheld, ...]


def release(source: FindingsFolder, decisions: Decisions, folder: Path) -> Release:
    """Writes the data files of a reviewed bundle.

    Raises Refused when a row or cell is not decided or the files have changed, UsageError when a decision
    names a key, or a field of a document, that no row has.
    """
    work = _Work(source, decisions, FindingsFolders([folder], source.datamap))
    collections = tuple(work.collection(found) for found in source.findings.collections)
    work.require_all_decided()
    return Release(
        findings=replace(source.findings, collections=collections),
        hashes=work.files.finish(0),
        withheld=tuple(
            Withheld(id=id, field=field, count=count, because=because)
            for (id, field, because), count in work.counts.items()
        ),
    )


class _Work:
    def __init__(self, source: FindingsFolder, decisions: Decisions, files: FindingsFolders) -> None:
        self.files = files
        self.counts: Counter[tuple[CollectionId, str | None, str]] = Counter()
        self._source = source
        self._decisions = decisions
        self._undecided: Counter[tuple[CollectionId, tuple[str, ...]]] = Counter()
        self._unnamed: list[str] = []
        self._unnamed_rows = 0
        self._unused = {
            (one.dataset, one.collection, one.key): one.number for one in decisions.decisions if one.key is not None
        }
        self._unseen = fields_in_documents(decisions, source.findings, source.datamap)

    def require_all_decided(self) -> None:
        for (dataset, collection, _), number in self._unused.items():
            raise UsageError(f"Decision {number} is about a key that no row of '{dataset}.{collection}' has.")
        for number, field in self._unseen.items():
            raise UsageError(
                f"Decision {number} is about the field '{field}', but no row that it covers has one. Correct the path, "
                "or take the decision out."
            )
        undecided = [
            f"{id}: no decision covers {', '.join(columns)} in {counted(rows, 'row')}"
            for (id, columns), rows in self._undecided.items()
        ]
        if to_decide := undecided + self._unnamed:
            more = self._unnamed_rows - len(self._unnamed)
            raise Refused(
                "Nothing was written, because not everything is decided:\n"
                + "\n".join(f"- {one}" for one in to_decide)
                + (f"\n- and {counted(more, 'row')} more like these" if more else "")
                + "\nAdd these to the decisions and try again."
            )

    def collection(self, found: FoundCollection) -> FoundCollection:
        out = replace(
            found, rows=0, shared_rows=0, other_rows=0, marks=0, unread=found.unread and "could not be read to its end"
        )
        if not found.rows:
            return out
        self._source.require_unchanged(found.id)
        collection = self._source.datamap.collection(found.id)
        shown = self._released(collection)
        preview = list(islice(shown, ROWS_SHOWN))
        return replace(out, rows=len(preview) + sum(1 for _ in shown), preview=preview)

    def _released(self, collection: Collection) -> Iterator[Row]:
        """Writes each row that goes out and gives it as the first page shows it."""
        review = CollectionReview(self._decisions.decisions, collection)
        for found, values in self._source.rows(collection.id):
            self._strike_out(collection.id, found, values, review)
            verdict = review.of(found)
            self._note_doubts(collection.id, found, verdict)
            if verdict.left_out is not None:
                self.counts[collection.id, None, verdict.left_out.because] += 1
                continue
            row = self._without(collection.id, found, values, verdict)
            self.files.row(0, collection.id, tuple(row.values()))
            yield tuple(
                LEFT_OUT if name in verdict.withheld and values[name] is not None else row[name] for name in row
            )

    def _strike_out(self, id: CollectionId, found: FoundRow, values: dict[str, Json], review: CollectionReview) -> None:
        """Notes that the key, and the fields in documents, that decisions name are there."""
        self._unused.pop((*id, found.key), None)
        for number in [one.number for one in review.on(found) if one.number in self._unseen] if self._unseen else ():
            column = review.column_of(self._unseen[number])
            if column is not None and any(True for _ in held_in(values, self._unseen[number], column)):
                del self._unseen[number]

    def _without(
        self, id: CollectionId, found: FoundRow, values: dict[str, Json], verdict: RowReview
    ) -> dict[str, Json]:
        """The row without its withheld fields, each that held something counted."""
        for field, column in verdict.columns.items():
            if any(value is not None for value in held_in(values, field, column)):
                self.counts[id, field, verdict.withheld[field].because] += 1
        try:
            return released(values, verdict.columns)
        except NotWithin as error:
            raise Refused(
                f"A field within a column is withheld in row {found.row} of '{id}', but the column holds no fields "
                "there. Withhold the whole column in that row."
            ) from error

    def _note_doubts(self, id: CollectionId, found: FoundRow, verdict: RowReview) -> None:
        if verdict.undecided:
            self._undecided[id, verdict.undecided] += 1
        if verdict.unnamed:
            self._unnamed_rows += 1
            if len(self._unnamed) < MOST_NAMED:
                key = f" (key {found.key})" if found.key else ""
                self._unnamed.append(
                    f"{id}, row {found.row}{key}, {_doubt(found)}: decide on the row, or by name on "
                    + ", ".join(verdict.unnamed)
                )


def _doubt(found: FoundRow) -> str:
    if found.other:
        return "another person's record"
    return "shared with other people" if found.shared else "it may be about somebody else"
