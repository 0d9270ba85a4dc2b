"""One read-only snapshot of a database, in which every look-up sees the same moment."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from sqlalchemy import Connection

from muniment.core.datamap.model import Collection, FieldPath, MatchRule
from muniment.core.errors import CollectionUnreadable, SystemUnavailable
from muniment.core.finding.keys import canonical
from muniment.core.finding.ports import Condition, Key, Lookup, Row
from muniment.core.finding.reading import key_reader, normal_reader
from muniment.core.identity.matching import probes
from muniment.plugins.connectors.sql.dialects.dialect import Batches, Dialect, Driver
from muniment.plugins.connectors.sql.faults import failure
from muniment.plugins.connectors.sql.schema import Schema
from muniment.plugins.connectors.sql.statements import (
    Clause,
    Statement,
    Target,
    clauses,
    counts_statement,
    rows_statement,
)


class SqlSession:
    """A snapshot on one connection; a look-up is read to its end, or closed, before the next begins."""

    def __init__(self, connection: Connection, dialect: Dialect, schema: Schema, system: str) -> None:
        self.driver: Driver = connection.connection.driver_connection
        self._connection = connection
        self._dialect = dialect
        self._schema = schema
        self._system = system
        self._open: Batches | None = None

    def rows(self, lookup: Lookup) -> Batches:
        """The rows asked for, as the server sends them; no statement is sent when no key can match."""
        try:
            statement = self.statement(lookup)
        except Exception as error:  # the drivers' errors have no class in common
            raise self._failed(lookup.collection, error) from None
        if statement is not None:
            yield from self._read(lookup.collection, statement)

    def counts(self, collection: Collection, condition: Condition) -> Iterator[tuple[Key, int]]:
        """Counted by the server; rows that hold several values are counted as they are read."""
        try:
            target = self._target(collection)
            wanted = list(clauses(target, condition, "k0"))
        except Exception as error:
            raise self._failed(collection, error) from None
        if any(clause.values is None for clause in wanted):
            yield from self._count_elements(collection, condition)
            return
        totals: Counter[Key] = Counter()
        for clause in wanted:
            for batch in self._read(collection, counts_statement(target, clause)):
                for *values, rows in batch:
                    totals[tuple(canonical(value) or "" for value in values)] += int(str(rows))
        yield from totals.items()

    def folds(self, collection: Collection, path: FieldPath) -> bool:
        """Whether the live column's collation holds spellings to be equal; inside a document none does."""
        try:
            return len(path) == 1 and self._target(collection).column(path).extra.folds
        except Exception as error:
            raise self._failed(collection, error) from None

    def statement(self, lookup: Lookup) -> Statement | None:
        """The SQL of a look-up; None when no key can match."""
        target = self._target(lookup.collection)
        wanted = [
            clause for at, condition in enumerate(lookup.conditions) for clause in clauses(target, condition, f"k{at}")
        ]
        if not wanted:
            return None
        return rows_statement(target, lookup.collection.columns, wanted, apart=self._apart(target, lookup, wanted))

    def end_open(self) -> None:
        """Ends a look-up that was left half read."""
        if self._open is not None:
            self._settle(self._open)
            self._open = None

    def _apart(self, target: Target, lookup: Lookup, wanted: Sequence[Clause]) -> bool:
        """Whether to ask each clause by its own index, where OR would read the whole table."""
        if len(wanted) == 1 or (self._dialect.combines and all(clause.is_plain for clause in wanted)):
            return False
        return all(self._is_served(target, one) for one in lookup.conditions)

    def _is_served(self, target: Target, condition: Condition) -> bool:
        """Asked on the session's own connection; it only saves time, so where it cannot be told, the table is read."""
        self.end_open()
        try:
            return self._schema.is_served(self._connection, target, condition.fields, condition.match)
        except Exception:
            with suppress(Exception):
                self._dialect.rewind(self.driver)
            return False

    def _target(self, collection: Collection) -> Target:
        target = self._schema.target(collection)
        if target is None:
            raise CollectionUnreadable(
                str(collection.id),
                "no table or view of that name is there, or the account may not see it; "
                "correct the map, or grant SELECT on it",
            )
        return target

    def _read(self, collection: Collection, statement: Statement) -> Batches:
        self.end_open()
        stream = self._open = self._dialect.read(self.driver, statement.sql, statement.parameters)
        try:
            yield from stream
        except Exception as error:
            raise self._failed(collection, error) from None
        finally:
            self._settle(stream)
        if self._open is not stream:
            raise RuntimeError("A look-up was begun before the one before it was read to its end.")
        self._open = None

    def _settle(self, stream: Batches) -> None:
        """Ends the statement; nothing here may hide the error, or the caller's own, that ended the look-up."""
        with suppress(Exception):
            stream.close()
            if self._open is stream:
                self._dialect.rewind(self.driver)

    def _failed(self, collection: Collection, error: Exception) -> CollectionUnreadable | SystemUnavailable:
        if isinstance(error, CollectionUnreadable):
            return error
        return failure(self._dialect, self._system, collection, error)

    def _count_elements(self, collection: Collection, condition: Condition) -> Iterator[tuple[Key, int]]:
        keys_in = _keys_in(collection, condition)
        asked = set(condition.keys)
        totals: Counter[Key] = Counter()
        for batch in self.rows(Lookup(collection=collection, conditions=(condition,))):
            for row in batch:
                totals.update(asked.intersection(keys_in(row)))
        yield from totals.items()


def _keys_in(collection: Collection, condition: Condition) -> Callable[[Row], set[Key]]:
    """Reads the keys a row holds, in the form the condition asks for."""
    match = condition.match
    if match is MatchRule.EXACT:
        exact = key_reader(collection, condition.fields)
        return lambda row: set(exact(row))
    normal = normal_reader(collection, condition.fields[0], match)
    return lambda row: {(probe,) for key in normal(row) for probe in probes(match, key[0])}
