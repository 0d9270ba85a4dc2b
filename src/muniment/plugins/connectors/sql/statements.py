"""Look-ups as SQL: one statement for one question, every key in one parameter."""

# ruff: noqa: S608 (names are quoted by SQLAlchemy, keys travel as parameters)

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import Collection, FieldPath, MatchRule
from muniment.core.finding.ports import Condition, Key
from muniment.plugins.connectors.sql.dialects.dialect import Column, Dialect, Operand, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a question goes: a collection of the map and the live table behind it."""

    dialect: Dialect
    collection: Collection
    table: Table

    def column(self, path: FieldPath) -> Column:
        """The live column a field stands in."""
        found = self.table.columns.get(path[0])
        if found is None:
            raise ColumnMissing(path[0])
        return found

    def holds_many(self, path: FieldPath) -> bool:
        """Whether one row can hold several values of the field: an array, or a field inside one."""
        return self.column(path).live.is_array or bool(_arrays(self.collection, path))

    def is_inside(self, path: FieldPath) -> bool:
        """Whether the value stands in a document, be it one that is a single value."""
        return len(path) > 1 or self.column(path).kind is Kind.DOCUMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """SQL with its parameters, which never show in messages."""

    sql: str
    parameters: dict[str, object] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One condition as SQL; `values` are what it compares, None when a row can hold several."""

    sql: str
    parameters: dict[str, object] = field(repr=False)
    values: tuple[str, ...] | None
    is_plain: bool  # one value against one list of keys: what a product may combine by OR and still use indexes


class ColumnMissing(Exception):
    """The map names a column the table does not have."""


def rows_statement(target: Target, columns: Sequence[str], clauses: Sequence[Clause], *, apart: bool) -> Statement:
    """The rows that meet any clause, once each: in one scan, or `apart`, each clause by its own index."""
    names = ", ".join(target.column((name,)).sql for name in columns)
    picked = f"SELECT {names} FROM {target.table.sql} t WHERE"
    parameters = {name: value for clause in clauses for name, value in clause.parameters.items()}
    if not apart:
        return Statement(sql=f"{picked} {' OR '.join(f'({one.sql})' for one in clauses)}", parameters=parameters)
    selects = []
    for at, clause in enumerate(clauses):
        found_already = "".join(f" AND ({earlier.sql}) IS NOT TRUE" for earlier in clauses[:at])
        selects.append(f"{picked} {clause.sql}{found_already}")
    return Statement(sql=" UNION ALL ".join(selects), parameters=parameters)


def counts_statement(target: Target, clause: Clause) -> Statement:
    """How many rows hold each value of the clause."""
    values = ", ".join(clause.values or ())
    sql = f"SELECT {values}, count(*) FROM {target.table.sql} t WHERE {clause.sql} GROUP BY {values}"
    return Statement(sql=sql, parameters=clause.parameters)


def clauses(target: Target, condition: Condition, slot: str) -> Iterator[Clause]:
    """The condition as SQL: one clause, none when no key can match, two where some keys need another expression."""
    if len(condition.fields) > 1:
        yield from _of_fields(target, condition, slot)
    elif condition.match is MatchRule.EXACT:
        yield from _of_field(target, condition, slot, is_ascii=True)
    else:
        for is_ascii, part in ((True, slot), (False, f"{slot}x")):
            keys = [key for key in condition.keys if key[0].isascii() is is_ascii]
            some = Condition(fields=condition.fields, match=condition.match, keys=keys)
            yield from _of_field(target, some, part, is_ascii=is_ascii)


def operand(target: Target, path: FieldPath, match: MatchRule, *, is_ascii: bool) -> Operand:
    """What is compared for a field that holds one value."""
    dialect, column = target.dialect, target.column(path)
    inside = dialect.inside(column, path[1:]) if target.is_inside(path) else None
    if match is MatchRule.EXACT and inside is None:
        return dialect.plain(column)
    worked_out = inside or dialect.text(column)
    if match is not MatchRule.EXACT:
        worked_out = dialect.prepared(match, worked_out, is_ascii)
    return dialect.indexed_form(target.table, Operand(sql=worked_out))


def _of_fields(target: Target, condition: Condition, slot: str) -> Iterator[Clause]:
    """A field that can hold many values is left out of a composite key: the caller checks each row."""
    single = [at for at, path in enumerate(condition.fields) if not target.holds_many(path)]
    if not single:
        first = Condition(fields=condition.fields[:1], match=condition.match, keys=[key[:1] for key in condition.keys])
        yield from _of_field(target, first, slot, is_ascii=True)
        return
    operands = [operand(target, condition.fields[at], MatchRule.EXACT, is_ascii=True) for at in single]
    keys = [tuple(key[at] for at in single) for key in condition.keys]
    for clause in _among(target.dialect, operands, keys, slot):
        yield clause if len(single) == len(condition.fields) else replace(clause, values=None)


def _of_field(target: Target, condition: Condition, slot: str, *, is_ascii: bool) -> Iterator[Clause]:
    path, match = condition.fields[0], condition.match
    if target.holds_many(path):
        yield from _of_elements(target, condition, slot, is_ascii=is_ascii)
    else:
        compared = operand(target, path, match, is_ascii=is_ascii)
        yield from _among(target.dialect, [compared], condition.keys, slot)


def _of_elements(target: Target, condition: Condition, slot: str, *, is_ascii: bool) -> Iterator[Clause]:
    dialect, path, match = target.dialect, condition.fields[0], condition.match
    column = target.column(path)
    elements = dialect.elements(column, _parts(target.collection, path))
    value, shared = elements.value, None
    if match is MatchRule.EXACT:
        shared = dialect.overlaps(column, slot) if column.live.is_array else None
    else:
        text = value.sql if value.column is None else dialect.text(value.column)
        value = Operand(sql=dialect.prepared(match, text, is_ascii))
    for clause in _among(dialect, [value], condition.keys, slot):
        inner = f"EXISTS (SELECT 1 FROM {elements.source} WHERE {clause.sql})"
        yield Clause(sql=shared or inner, parameters=clause.parameters, values=None, is_plain=shared is not None)


def _among(dialect: Dialect, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> Iterator[Clause]:
    fitting = []
    for key in keys:
        parts = [dialect.fitting(one, part) for one, part in zip(operands, key, strict=True)]
        if all(parts):
            fitting.append(tuple(part or "" for part in parts))
    if fitting:
        yield Clause(
            sql=dialect.among(operands, slot, max(len(part) for key in fitting for part in key)),
            parameters=dialect.parameters(operands, fitting, slot),
            values=tuple(one.sql for one in operands),
            is_plain=len(operands) == 1,
        )


def _arrays(collection: Collection, path: FieldPath) -> list[int]:
    """How many steps lead to each array on the way to the field."""
    fields = ((length, collection.field(path[:length])) for length in range(1, len(path) + 1))
    return [length for length, found in fields if found is not None and found.is_array]


def _parts(collection: Collection, path: FieldPath) -> list[FieldPath]:
    """The steps inside the column, parted at each array; the last part may be empty."""
    return [path[start:end] for start, end in pairwise([1, *(_arrays(collection, path) or [1]), len(path)])]
