"""SQL Server 2017 and later, through pymssql. Not run here: its statements are only shown in tests.

SQL Server has no read-only transaction. The snapshot is rolled back at the end, nothing is ever written,
and the account in the systems file should be given SELECT alone. The database must allow snapshot isolation.
"""

# ruff: noqa: S608 (names are quoted by SQLAlchemy, keys travel as parameters)

import json
import re
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL

from muniment.core.datamap.live import Kind, LiveCollection
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Key, SystemSettings
from muniment.core.identity.matching import BLANKS, SEPARATORS
from muniment.plugins.connectors.sql.dialects import keys as known_keys
from muniment.plugins.connectors.sql.dialects.dialect import (
    BATCH,
    CONNECT_SECONDS,
    Batches,
    Column,
    Driver,
    Elements,
    Extra,
    Extras,
    Fault,
    Operand,
    Table,
)

_TYPES = {
    Kind.INTEGER: "bigint",
    Kind.NUMBER: "float",
    Kind.BOOLEAN: "bit",
    Kind.DATE: "date",
    Kind.TIMESTAMP: "datetime2",
    Kind.UUID: "uniqueidentifier",
    Kind.BYTES: "varbinary(max)",
}
_WHY = {
    208: "the table is not there; correct the map, or create the table",
    207: "a column is not there; correct the map, or add the column",
    229: "the account may not read it; grant SELECT on it to the account in the systems file",
    230: "the account may not read it; grant SELECT on it to the account in the systems file",
    20003: "the statement ran longer than statement_timeout_seconds; add an index, or raise the limit",
    3952: "the database does not allow snapshots; ALTER DATABASE ... SET ALLOW_SNAPSHOT_ISOLATION ON",
}
_WHY_SYSTEM = {
    18456: "it refused the user name or password; correct them in the systems file",
    4060: "there is no database of that name, or the account may not use it; correct the systems file",
}
_NO_DIGITS = "".join(chr(code) for code in range(33, 127) if not chr(code).isdigit() and chr(code).upper() == chr(code))
_MARKS = "".join(character for character in _NO_DIGITS if not character.isalpha() and character not in "#;")


class SQLServer:
    """What SQL Server says its own way; keys travel as one JSON parameter."""

    combines = False

    def engine(self, url: URL, settings: SystemSettings) -> Engine:
        return create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            pool_size=settings.pool_size,
            max_overflow=1,
            hide_parameters=True,
            connect_args={"login_timeout": CONNECT_SECONDS, "timeout": int(settings.statement_timeout_seconds) or 1},
        )

    def begin(self, driver: Driver, settings: SystemSettings) -> None:
        with driver.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT; BEGIN TRANSACTION")

    def read(self, driver: Driver, sql: str, parameters: Mapping[str, object]) -> Batches:
        with driver.cursor() as cursor:
            cursor.execute(sql, dict(parameters))
            while batch := cursor.fetchmany(BATCH):
                yield batch

    def rewind(self, driver: Driver) -> None:
        """A failed read leaves the snapshot as it was."""

    def fault(self, error: Exception) -> Fault:
        number = error.args[0] if error.args and isinstance(error.args[0], int) else None
        if number in _WHY:
            return Fault(is_system=False, why=_WHY[number])
        if number in _WHY_SYSTEM:
            return Fault(is_system=True, why=_WHY_SYSTEM[number])
        if number is None or number >= 20000:  # of the client library: the connection
            return Fault(is_system=True, why="no connection, or it was cut; check that the server runs and the url")
        return Fault(is_system=False, why=f"the server refused the statement (error {number})")

    def extras(self, connection: Connection, schema: str | None, tables: Mapping[str, LiveCollection]) -> Extras:
        found = connection.execute(
            text(
                "SELECT t.name, c.name, c.collation_name FROM sys.columns c JOIN sys.objects t "
                "ON t.object_id = c.object_id JOIN sys.schemas s ON s.schema_id = t.schema_id "
                "WHERE c.collation_name IS NOT NULL AND s.name = coalesce(:schema, schema_name())"
            ),
            {"schema": schema},
        )
        return {(table, column): Extra(folds="_CI" in by or "_AI" in by, collation=by) for table, column, by in found}

    def plain(self, column: Column) -> Operand:
        if column.kind in {Kind.OTHER, Kind.DOCUMENT}:
            return Operand(sql=self.text(column))
        return Operand(sql=column.sql, column=column)

    def fitting(self, operand: Operand, key: str) -> str | None:
        if operand.kind is Kind.BOOLEAN:
            return known_keys.fitting(Kind.BOOLEAN, key)
        fits = known_keys.fitting(operand.kind, key)
        return fits if fits is None or operand.kind is not Kind.INTEGER or known_keys.in_range(fits, 64) else None

    def among(self, operands: Sequence[Operand], slot: str, longest: int) -> str:
        """Keys are rows of OPENJSON, each part in the column's own type and collation."""
        if len(operands) == 1:
            return f"{operands[0].sql} IN (SELECT {_typed(operands[0], 'value')} FROM OPENJSON(%({slot})s))"
        parts = ", ".join(f"k{at} nvarchar(max) '$[{at}]'" for at, _ in enumerate(operands))
        equal = " AND ".join(f"{one.sql} = {_typed(one, f'k{at}')}" for at, one in enumerate(operands))
        return f"EXISTS (SELECT 1 FROM OPENJSON(%({slot})s) WITH ({parts}) AS keys_{slot} WHERE {equal})"

    def parameters(self, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> dict[str, object]:
        return {slot: json.dumps([key[0] if len(operands) == 1 else key for key in keys], ensure_ascii=False)}

    def text(self, column: Column) -> str:
        return column.sql if column.kind is Kind.TEXT else f"CAST({column.sql} AS nvarchar(max))"

    def prepared(self, match: MatchRule, text: str, is_ascii: bool) -> str:
        """There are no patterns to replace by: every printable character that is no digit is named."""
        if match is MatchRule.FOLDED:
            return f"LOWER({_without(text, BLANKS)})"
        if match is MatchRule.PHONE:
            marked = _blanked(f"UPPER({text})", _MARKS)
            number = f"LEFT({marked}, PATINDEX('%%[0-9][#;A-Z]%%', {marked} + 'X'))"  # up to what stands behind it
            return f"RIGHT({_blanked(number, _NO_DIGITS)}, 9)"
        upper = f"UPPER({_without(text, BLANKS + SEPARATORS)})"
        return f"LEFT({upper}, 8)" if match is MatchRule.NINO else upper

    def inside(self, column: Column, steps: Sequence[str]) -> str:
        return f"CASE WHEN ISJSON({column.sql}) = 1 THEN JSON_VALUE({column.sql}, {_path(steps)}) END"

    def overlaps(self, column: Column, slot: str) -> str | None:
        return None

    def elements(self, column: Column, parts: Sequence[Sequence[str]]) -> Elements:
        document = f"CASE WHEN ISJSON({column.sql}) = 1 THEN {column.sql} ELSE '[]' END"
        sources = [f"OPENJSON({document}, {_path(parts[0])}) AS e0"]
        for at, steps in enumerate(parts[1:-1], start=1):
            sources.append(f"CROSS APPLY OPENJSON(e{at - 1}.value, {_path(steps)}) AS e{at}")
        last = f"e{len(parts) - 2}.value"
        value = f"JSON_VALUE({last}, {_path(parts[-1])})" if parts[-1] else last
        return Elements(source=" ".join(sources), value=Operand(sql=value))

    def indexed_form(self, table: Table, operand: Operand) -> Operand:
        return operand

    def explains_index(self, connection: Connection, sql: str, parameters: Mapping[str, object]) -> bool:
        """Expressions are never indexed by themselves."""
        return False

    def index_on_columns(self, table: Table, columns: Sequence[Column], name: str) -> str:
        return f"CREATE INDEX {name} ON {table.sql} ({', '.join(column.sql for column in columns)})"

    def index_on_expression(self, table: Table, operand: Operand, column: Column, name: str) -> str | None:
        return None


def _typed(operand: Operand, key: str) -> str:
    if operand.kind is Kind.BYTES:
        return f"CONVERT(varbinary(max), {key}, 2)"
    collation = operand.column.extra.collation if operand.column else None
    if operand.kind is Kind.TEXT:
        return f"{key} COLLATE {collation or 'Latin1_General_BIN2'}"
    return f"TRY_CAST({key} AS {_TYPES.get(operand.kind, 'nvarchar(max)')})"


def _without(text: str, characters: str) -> str:
    for character in characters:
        shown = f"'{character}'" if character.isprintable() else f"NCHAR({ord(character)})"
        text = f"REPLACE({text}, {shown}, '')"
    return text


def _blanked(text: str, characters: str) -> str:
    named = characters.replace("'", "''").replace("%", "%%")
    return _without(f"TRANSLATE({text}, '{named}', REPLICATE(' ', {len(characters)}))", BLANKS)


def _path(steps: Sequence[str]) -> str:
    inner = "".join("." + json.dumps(step) for step in steps)
    return "'$" + re.sub("([%'])", r"\1\1", inner) + "'"
