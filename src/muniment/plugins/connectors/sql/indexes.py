"""Which conditions an index serves, and the statement that adds one where none does."""

import re
import warnings
import zlib
from collections.abc import Sequence

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SAWarning

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import FieldPath, MatchRule
from muniment.core.finding.ports import Condition
from muniment.plugins.connectors.sql.describe import quoted
from muniment.plugins.connectors.sql.statements import Target, clauses, operand, rows_statement

_SAMPLES = {
    Kind.INTEGER: "1",
    Kind.NUMBER: "1",
    Kind.BOOLEAN: "true",
    Kind.DATE: "2000-01-01",
    Kind.TIMESTAMP: "2000-01-01",
    Kind.UUID: "00000000-0000-4000-8000-000000000000",
    Kind.BYTES: "00",
}
_NAME_LENGTH = 60  # PostgreSQL cuts names off at 63 bytes


def is_served(connection: Connection, target: Target, fields: Sequence[FieldPath], match: MatchRule) -> bool:
    """Whether an index serves the condition: on columns as the index declares, else as the server's own plan says."""
    if match is MatchRule.EXACT and all(_is_column(target, path) for path in fields):
        return _leads(connection, target, {path[0] for path in fields})
    sample = tuple(_SAMPLES.get(target.column(path).kind, "1") for path in fields)
    condition = Condition(fields=tuple(fields), match=match, keys=[sample])
    asked = list(clauses(target, condition, "k0"))
    statement = rows_statement(target, [fields[0][0]], asked, apart=False)
    return target.dialect.explains_index(connection, statement.sql, statement.parameters)


def statement_for(connection: Connection, target: Target, fields: Sequence[FieldPath], match: MatchRule) -> str | None:
    """The statement that would add an index to serve the condition; None when no index can."""
    dialect, columns = target.dialect, [target.column(path) for path in fields]
    name = quoted(connection, _name(target, fields, match))
    arrays = [column.live.is_array for column in columns]
    statement = None
    if match is MatchRule.EXACT and not any(map(target.is_inside, fields)):
        if all(arrays) or not any(map(target.holds_many, fields)):
            statement = dialect.index_on_columns(target.table, columns, name)
    elif len(fields) == 1 and not target.holds_many(fields[0]):
        compared = operand(target, fields[0], match, is_ascii=True)
        statement = dialect.index_on_expression(target.table, compared, columns[0], name)
    doubled = connection.dialect.paramstyle in {"format", "pyformat"}  # % is written %% beside parameters
    return statement.replace("%%", "%") if statement and doubled else statement


def _name(target: Target, fields: Sequence[FieldPath], match: MatchRule) -> str:
    """A name that tells what the index is for, and another for each."""
    rule = [] if match is MatchRule.EXACT else [match.value]
    whole = re.sub(r"\W+", "_", "_".join(["muniment", target.table.name, *map("_".join, fields), *rule]))
    if len(whole.encode()) <= _NAME_LENGTH:
        return whole
    return f"{whole.encode()[: _NAME_LENGTH - 9].decode(errors='ignore')}_{zlib.crc32(whole.encode()):08x}"


def _is_column(target: Target, path: FieldPath) -> bool:
    return not target.is_inside(path) and not target.holds_many(path)


def _leads(connection: Connection, target: Target, names: set[str]) -> bool:
    """Whether these columns, in any order, are the first of an index that holds every row."""
    auto = {"include_auto_indexes": True} if connection.dialect.name == "sqlite" else {}
    with warnings.catch_warnings():
        # Indexes on expressions, ours among them, are no news: they are asked about in another way.
        warnings.filterwarnings("ignore", "Skipped unsupported reflection of expression-based index", SAWarning)
        found = inspect(connection).get_indexes(target.table.name, target.table.schema, **auto)
    whole: list[Sequence[str | None]] = [
        index["column_names"] for index in found if not any("where" in key for key in index.get("dialect_options", {}))
    ]
    whole.append(target.table.live.primary_key)
    return any(set(columns[: len(names)]) == names for columns in whole)
