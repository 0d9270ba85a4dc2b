"""Applies decisions to rows: what goes out of each row, what stays, and what nobody has decided yet.

A cell that may be about somebody else (a marked cell; every cell of a row that is shared or another person's)
goes out only by a decision that names its field, its row or the cell itself: releasing a whole collection
does not release it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from muniment.core.bundle.decisions import Decision, Decisions, Do, Scope
from muniment.core.bundle.words import counted
from muniment.core.datamap.model import Collection, DataMap
from muniment.core.errors import UsageError
from muniment.core.finding.findings import Findings, FoundRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReview:
    """What the decisions make of one row; fields are dotted paths."""

    withheld: Mapping[str, Decision]  # by field; a field within a withheld one stays with it
    columns: Mapping[str, str]  # the column that each withheld field is, or is in
    left_out: Decision | None  # the decision by which the whole row stays; None: it goes out
    undecided: tuple[str, ...] = ()  # columns that no decision covers
    unnamed: tuple[str, ...] = ()  # fields to look at, that only a decision on more than their row or field covers


class CollectionReview:
    """The decisions on one collection, sorted for going through its rows."""

    def __init__(self, decisions: Iterable[Decision], collection: Collection) -> None:
        self._columns = collection.columns
        self._rows: dict[int | str, list[Decision]] = defaultdict(list)
        self._general: list[Decision] = []
        for one in decisions:
            if one.covers(collection.id) and (one.field is None or self.column_of(one.field) is not None):
                row = one.row if one.row is not None else one.key
                (self._general if row is None else self._rows[row]).append(one)
        self._usual = self._row_review(self._general)

    def of(self, found: FoundRow) -> RowReview:
        """What the decisions make of that row."""
        decisions = self.on(found)
        review = self._usual if decisions is self._general else self._row_review(decisions)
        if review.left_out or not (found.shared or found.other or found.marks):
            return review
        doubtful = self._columns if found.shared or found.other else tuple(mark.field for mark in found.marks)
        unnamed = tuple(
            field
            for field in doubtful
            if not self._within(field, review.withheld)
            and not any(self._names(one, field) and one.do is Do.RELEASE for one in decisions)
        )
        return replace(review, unnamed=unnamed)

    def releases_by_name(self, found: FoundRow, column: str) -> bool:
        """Whether some decision releases that very column, in all rows or in this one."""
        return any(
            one.do is Do.RELEASE and one.field is not None and self._names(one, column) for one in self.on(found)
        )

    def column_of(self, field: str) -> str | None:
        """The column that a dotted path begins with, whose own name may have dots; None when there is none."""
        fitting = [column for column in self._columns if field == column or field.startswith(column + ".")]
        return max(fitting, key=len, default=None)

    def on(self, found: FoundRow) -> list[Decision]:
        """The decisions that are about that row, or something in it, or more than it."""
        by_row, by_key = self._rows.get(found.row, []), self._rows.get(found.key, []) if found.key else []
        return [*self._general, *by_row, *by_key] if by_row or by_key else self._general

    def _row_review(self, decisions: list[Decision]) -> RowReview:
        verdicts = {column: self._verdict(column, decisions) for column in self._columns}
        withheld = {column: one for column, one in verdicts.items() if one is not None and one.do is Do.WITHHOLD}
        columns = {column: column for column in withheld}
        if withheld and len(withheld) == len(verdicts):
            whole = [one for one in withheld.values() if one.field is None]
            left_out = max(whole or withheld.values(), key=lambda one: one.scope)
            return RowReview(withheld=withheld, columns=columns, left_out=left_out)
        for field in sorted({one.field for one in decisions if one.field is not None} - set(verdicts)):
            verdict, column = _foremost([one for one in decisions if one.field == field]), self.column_of(field)
            if verdict is not None and verdict.do is Do.WITHHOLD and column is not None and column not in withheld:
                withheld[field], columns[field] = verdict, column
        undecided = tuple(column for column, one in verdicts.items() if one is None)
        return RowReview(withheld=withheld, columns=columns, left_out=None, undecided=undecided)

    def _verdict(self, column: str, decisions: list[Decision]) -> Decision | None:
        return _foremost([one for one in decisions if one.field is None or one.field == column])

    def _names(self, decision: Decision, field: str) -> bool:
        """Whether the decision names the row, or that field or one around it, in a collection it names."""
        if not decision.names_collection or decision.scope < Scope.ROW_OR_FIELD:
            return False
        return decision.field is None or self._within(field, (decision.field,))

    def _within(self, field: str, outer: Iterable[str]) -> bool:
        return any(
            field == one or (field.startswith(one + ".") and self.column_of(field) == self.column_of(one))
            for one in outer
        )


def require_known(decisions: Decisions, findings: Findings, datamap: DataMap) -> None:
    """Raises UsageError when a decision names a collection, field or row number that the findings do not have."""
    rows = {found.id: found.rows for found in findings.collections}
    for one in decisions.decisions:
        collections = [datamap.collection(id) for id in rows if one.covers(id)]
        if not collections:
            raise UsageError(f"Decision {one.number} is about a collection that the findings do not have.")
        fitting = [CollectionReview((), collection).column_of(one.field or "") for collection in collections]
        if one.field is not None and not any(fitting):
            raise UsageError(f"Decision {one.number} is about a field that no collection it covers has.")
        if one.row is not None and one.row > (there := rows[collections[0].id]):
            raise UsageError(
                f"Decision {one.number} is about row {one.row} of '{collections[0].id}', which has only "
                f"{counted(there, 'row')}."
            )


def fields_in_documents(decisions: Decisions, findings: Findings, datamap: DataMap) -> dict[int, str]:
    """The fields, by the number of their decision, that are a column of no collection it covers: whether they are
    there, only the rows can tell.
    """
    collections = [datamap.collection(found.id) for found in findings.collections]
    return {
        one.number: one.field
        for one in decisions.decisions
        if one.field is not None
        and not any(one.field in collection.columns for collection in collections if one.covers(collection.id))
    }


def _foremost(decisions: list[Decision]) -> Decision | None:
    return max(decisions, key=lambda one: (one.scope, one.do is Do.WITHHOLD), default=None)
