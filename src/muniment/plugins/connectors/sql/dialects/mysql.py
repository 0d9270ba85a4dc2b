"""MariaDB 10.6 and MySQL 8, and later, through PyMySQL."""

# ruff: noqa: S608 (names are quoted by SQLAlchemy, keys travel as parameters)

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pymysql
from pymysql.cursors import SSCursor
from sqlalchemy import Connection, Engine, create_engine, event, text
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

_SECONDS_TO_ANSWER_BEYOND_TIMEOUT = 30
_WHY_SYSTEM = {
    1045: "it refused the user name or password; correct them in the systems file",
    1698: "it refused the user name or password; correct them in the systems file",
    1044: "the account may not use that database; grant it, or correct the systems file",
    1049: "there is no database of that name; correct the url in the systems file",
    1040: "it has no connection free; try again later, or lower pool_size in the systems file",
    1203: "the account has too many connections; try again later, or lower pool_size in the systems file",
}
_GONE = {0, 1053, 1158, 1159, 1160, 1161, 1184, 1317, 1927, 2002, 2003, 2006, 2013, 2055, 4031}
_FORBIDDEN = "the account may not read it; grant SELECT on it to the account in the systems file"
_NOT_THERE = "the table or a column is not there; correct the map, or create the table"
_TOO_LONG = (
    "the statement ran longer than statement_timeout_seconds; add the index that `muniment map check` "
    "prints, or raise the limit in the systems file"
)
_WHY = {
    1142: _FORBIDDEN,
    1143: _FORBIDDEN,
    1356: _FORBIDDEN,
    1146: _NOT_THERE,
    1054: _NOT_THERE,
    1969: _TOO_LONG,
    3024: _TOO_LONG,
    1205: "another program keeps it locked; try again when that has finished",
}
_LONGEST_VARCHAR = 16_000  # characters of four bytes in a row of 65,535 bytes
_USUAL_VARCHAR = 255  # short enough for the server to look keys up by hash
_WORKED_OUT = "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
_TAKEN = {Kind.BYTES: "UNHEX({})", Kind.UUID: "CAST({} AS UUID)"}  # types JSON_TABLE cannot give
_EXTENSION = "(?s)([0-9])[^0-9A-Za-z]*[#;A-Za-z].*$"


class MySQL:
    """What MariaDB and MySQL say their own way; keys travel as one JSON parameter."""

    combines = False

    def engine(self, url: URL, settings: SystemSettings) -> Engine:
        """An engine whose connections are read-only, at repeatable read, and bounded in time."""
        engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            pool_size=settings.pool_size,
            max_overflow=1,
            hide_parameters=True,
            connect_args={
                "charset": "utf8mb4",
                "connect_timeout": CONNECT_SECONDS,
                "read_timeout": int(settings.statement_timeout_seconds) + _SECONDS_TO_ANSWER_BEYOND_TIMEOUT,
            },
        )

        @event.listens_for(engine, "connect")
        def prepare(driver: Driver, _record: object) -> None:
            _prepare(driver, settings.statement_timeout_seconds)

        return engine

    def begin(self, driver: Driver, settings: SystemSettings) -> None:
        """Every InnoDB table is seen as at this moment."""
        driver.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")

    def read(self, driver: Driver, sql: str, parameters: Mapping[str, object]) -> Batches:
        """Rows as the server sends them; what is left unread when closed early is read past."""
        cursor = driver.cursor(SSCursor)
        try:
            cursor.execute(sql, parameters)
            while batch := cursor.fetchmany(BATCH):
                yield batch
        finally:
            _close(cursor)

    def rewind(self, driver: Driver) -> None:
        """A failed statement leaves the snapshot as it was."""

    def fault(self, error: Exception) -> Fault:
        """By error number; the server's own words may quote values, so they are not repeated."""
        number = error.args[0] if error.args and isinstance(error.args[0], int) else None
        if number in _WHY:
            return Fault(is_system=False, why=_WHY[number])
        if number in _WHY_SYSTEM:
            return Fault(is_system=True, why=_WHY_SYSTEM[number])
        if number in _GONE or isinstance(error, pymysql.InterfaceError):
            return Fault(
                is_system=True,
                why="no connection, or it was cut; check that the server runs and that the url names its host and port",
            )
        shown = type(error).__name__ if number is None else f"error {number}"
        return Fault(is_system=False, why=f"the server refused the statement ({shown})")

    def extras(self, connection: Connection, schema: str | None, tables: Mapping[str, LiveCollection]) -> Extras:
        """Character set, collation and generating expression of each column."""
        found = connection.execute(
            text(
                "SELECT table_name, column_name, character_set_name, collation_name, generation_expression "
                "FROM information_schema.columns WHERE table_schema = coalesce(:schema, database()) "
                "AND (collation_name IS NOT NULL OR generation_expression <> '')"
            ),
            {"schema": schema},
        )
        return {
            (table, column): Extra(
                folds=collation is not None and not collation.endswith(("_bin", "_cs")) and charset != "binary",
                charset=charset,
                collation=collation,
                expression=expression or None,
            )
            for table, column, charset, collation, expression in found
        }

    def plain(self, column: Column) -> Operand:
        """The column itself where its type can be named for the keys, else as text."""
        if column.kind in {Kind.OTHER, Kind.DOCUMENT} or (column.kind is Kind.TEXT and not column.extra.collation):
            return Operand(sql=self.text(column))
        return Operand(sql=column.sql, column=column)

    def fitting(self, operand: Operand, key: str) -> str | None:
        """Whole numbers must fit 64 bits; truth is 1 or 0; a longer text than a key can be equals nothing."""
        kind = operand.kind
        if kind is Kind.BOOLEAN:
            kind, key = Kind.INTEGER, {"true": "1", "false": "0"}.get(key, key)
        fits = known_keys.fitting(kind, key)
        if fits is None or len(fits) > _LONGEST_VARCHAR:
            return None
        if kind is Kind.INTEGER:
            return fits if known_keys.in_range(fits, 64, _is_unsigned(operand)) else None
        return fits

    def among(self, operands: Sequence[Operand], slot: str, longest: int) -> str:
        """Keys are rows of JSON_TABLE, each part in the column's own type: only then is an index used."""
        whole = len(operands) == 1
        parts = ", ".join(
            f"k{at} {_key_type(one, longest)} PATH '{'$' if whole else f'$[{at}]'}'" for at, one in enumerate(operands)
        )
        taken = ", ".join(_TAKEN.get(one.kind, "{}").format(f"k{at}") for at, one in enumerate(operands))
        left = operands[0].sql if whole else f"({', '.join(one.sql for one in operands)})"
        return f"{left} IN (SELECT {taken} FROM JSON_TABLE(%({slot})s, '$[*]' COLUMNS ({parts})) AS keys_{slot})"

    def parameters(self, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> dict[str, object]:
        """One JSON list."""
        return {slot: json.dumps([key[0] if len(operands) == 1 else key for key in keys], ensure_ascii=False)}

    def text(self, column: Column) -> str:
        """The column as text, compared letter by letter."""
        inner = column.sql if column.kind is Kind.TEXT else f"CAST({column.sql} AS CHAR)"
        return f"CONVERT({inner} USING utf8mb4) COLLATE utf8mb4_bin"

    def prepared(self, match: MatchRule, text: str, is_ascii: bool) -> str:
        """Functions a generated column may use."""
        if match is MatchRule.FOLDED:
            return f"LOWER({_without(text, BLANKS)})"
        if match is MatchRule.PHONE:
            number = f"REGEXP_REPLACE({text}, '{_EXTENSION}', '\\\\1')"
            return f"RIGHT(REGEXP_REPLACE({number}, '[^0-9]', ''), 9)"
        upper = f"UPPER({_without(text, BLANKS + SEPARATORS)})"
        return f"LEFT({upper}, 8)" if match is MatchRule.NINO else upper

    def inside(self, column: Column, steps: Sequence[str]) -> str:
        """The value at a path, as text; text that is no JSON has none."""
        return f"CONVERT(JSON_VALUE({column.sql}, {_path(steps)}) USING utf8mb4) COLLATE utf8mb4_bin"

    def overlaps(self, column: Column, slot: str) -> str | None:
        """There are no arrays but JSON."""
        return None

    def elements(self, column: Column, parts: Sequence[Sequence[str]]) -> Elements:
        """One path that opens each array on the way."""
        path = "[*]".join(_path(steps).strip("'").removeprefix("$") for steps in parts)
        document = f"IF(JSON_VALID({column.sql}), {column.sql}, '[]')"
        source = f"JSON_TABLE({document}, '${path}' COLUMNS (v LONGTEXT PATH '$')) AS e"
        return Elements(source=source, value=Operand(sql="CONVERT(e.v USING utf8mb4) COLLATE utf8mb4_bin"))

    def indexed_form(self, table: Table, operand: Operand) -> Operand:
        """A generated column of exactly this expression, which is how an expression is indexed here."""
        wanted = _comparable(operand.sql)
        for column in table.columns.values():
            if column.extra.expression is not None and _comparable(column.extra.expression) == wanted:
                return Operand(sql=column.sql, column=column)
        return operand

    def explains_index(self, connection: Connection, sql: str, parameters: Mapping[str, object]) -> bool:
        """Whether the plan reaches the table by an index that could serve it."""
        plan = connection.exec_driver_sql(f"EXPLAIN {sql}", dict(parameters)).mappings().all()
        return any(row["possible_keys"] and row["table"] == "t" for row in plan)

    def index_on_columns(self, table: Table, columns: Sequence[Column], name: str) -> str:
        """A plain index; long text is indexed by its beginning."""
        parts = ", ".join(f"{one.sql}(191)" if re.search("TEXT|BLOB", one.live.type) else one.sql for one in columns)
        return f"CREATE INDEX {name} ON {table.sql} ({parts})"

    def index_on_expression(self, table: Table, operand: Operand, column: Column, name: str) -> str | None:
        """A generated column, hidden from programs that read or write the table whole, with an index."""
        length = min(int(found[1]) if (found := re.search(r"CHAR\((\d+)\)", column.live.type)) else 255, 700)
        return (
            f"ALTER TABLE {table.sql} ADD COLUMN {name} VARCHAR({length}) {_WORKED_OUT} "
            f"GENERATED ALWAYS AS ({operand.sql}) VIRTUAL INVISIBLE, ADD INDEX ({name})"
        )


def _prepare(driver: Driver, seconds: float) -> None:
    """Firstmatch is off because it compares each row with each key when no index serves."""
    is_mariadb = "mariadb" in driver.get_server_info().lower()
    limit = f"max_statement_time = {seconds}" if is_mariadb else f"max_execution_time = {int(seconds * 1000)}"
    driver.query("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    driver.query(f"SET SESSION {limit}, time_zone = '+00:00', optimizer_switch = 'firstmatch=off'")


def _close(cursor: Any) -> None:
    """PyMySQL reads what is left of a result even when the connection was lost: its error would hide the first."""
    try:
        cursor.close()
    except Exception:
        if cursor._result is not None:
            cursor._result.unbuffered_active = False  # else it tries once more when it is collected
        cursor.connection = None


def _is_unsigned(operand: Operand) -> bool:
    return operand.column is not None and "UNSIGNED" in operand.column.live.type.upper()


def _key_type(operand: Operand, longest: int) -> str:
    varchar = f"VARCHAR({_USUAL_VARCHAR if longest <= _USUAL_VARCHAR else _LONGEST_VARCHAR})"
    if operand.column is None:
        return f"{varchar} {_WORKED_OUT}"
    if operand.kind is Kind.TEXT:
        extra = operand.column.extra
        return f"{varchar} CHARACTER SET {extra.charset} COLLATE {extra.collation}"
    if operand.kind in {Kind.INTEGER, Kind.BOOLEAN}:
        return "BIGINT UNSIGNED" if _is_unsigned(operand) else "BIGINT"
    if operand.kind is Kind.NUMBER:
        return "DECIMAL(65, 30)" if re.match("DECIMAL|NUMERIC", operand.column.live.type) else "DOUBLE"
    return {Kind.DATE: "DATE", Kind.TIMESTAMP: "DATETIME(6)"}.get(operand.kind, varchar)


def _without(text: str, characters: str) -> str:
    for character in characters:
        code = int.from_bytes(character.encode(), "big")
        shown = f"'{character}'" if character.isprintable() else f"CHAR({code} USING utf8mb4)"
        text = f"REPLACE({text}, {shown}, '')"
    return text


def _path(steps: Sequence[str]) -> str:
    inner = "".join(f".{json.dumps(step)}" for step in steps).replace("\\", "\\\\").replace("'", "''")
    return f"'${inner}'".replace("%", "%%")


def _comparable(expression: str) -> str:
    """An expression without what the server changes when it writes it down again."""
    bare = re.sub(r"_utf8mb4|[\s`'\"()\\]", "", expression.replace("%%", "%").lower())
    return bare.replace("lcase", "lower").replace("ucase", "upper")
