"""PostgreSQL 13 and later, through psycopg 3."""

# ruff: noqa: S608 (names are quoted by SQLAlchemy, keys travel as parameters)

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import islice

import psycopg
from psycopg import capabilities
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format, TransactionStatus
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Key, SystemSettings
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

_BEGIN = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = {milliseconds}; "
    "SET LOCAL TIME ZONE 'UTC'; SAVEPOINT muniment"
)
_TYPES = {
    Kind.BOOLEAN: "boolean",
    Kind.DATE: "date",
    Kind.UUID: "uuid",
    Kind.BYTES: "bytea",
}
_FLOATS = {"real": "real", "float": "double precision", "double precision": "double precision"}
_FLOAT_FORMATS = {"real": "f", "double precision": "d"}
_BITS = {"smallint": 16, "integer": 32, "bigint": 64}
_SERVER_GONE = {"57P01", "57P02", "57P03", "57P05", "53300"}
_WHY = {
    "42501": "the account may not read it; grant SELECT on it to the account in the systems file",
    "42P01": "the table is not there; correct the map, or create the table",
    "42703": "a column is not there; correct the map, or add the column",
    "57014": "the statement ran longer than statement_timeout_seconds; add the index that `muniment map check` "
    "prints, or raise the limit in the systems file",
    "40001": "the server cancelled the statement to keep up with its primary; try again",
}
_WHY_SYSTEM = {
    "28P01": "it refused the user name or password; correct them in the systems file",
    "28000": "it does not let this account in from here; ask for access, or correct the systems file",
    "3D000": "there is no database of that name; correct the url in the systems file",
    "53300": "it has no connection free; try again later, or lower pool_size in the systems file",
    "57P03": "it is starting or stopping; try again shortly",
}
# Of an error on connecting, psycopg keeps only the words.
_STATES_BY_WORDS = (
    ("password authentication failed", "28P01"),
    ("no password supplied", "28P01"),
    ("no pg_hba.conf entry", "28000"),
    ("role ", "28000"),
    ("does not exist", "3D000"),
    ("too many", "53300"),
    ("the database system is", "57P03"),
)
_NON_DIGITS = "[^0-9]"
# What follows a number and is none of it: "07700 900123 ext 5", "07700 900123 #5", "07700 900123 (after 6)".
_EXTENSION = r"([0-9])[^0-9A-Za-z]*[#;A-Za-z].*$"


class PostgreSQL:
    """What PostgreSQL says its own way; keys travel as one array for each field."""

    combines = True

    def engine(self, url: URL, settings: SystemSettings) -> Engine:
        """An engine whose connections read values PostgreSQL knows and Python does not as text."""
        engine = create_engine(
            url,
            isolation_level="AUTOCOMMIT",
            pool_size=settings.pool_size,
            max_overflow=1,
            hide_parameters=True,
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                "client_encoding": "utf8",
                "application_name": "muniment",
                "keepalives_idle": 30,
            },
        )
        event.listen(engine, "connect", _read_beyond_python)
        return engine

    def begin(self, driver: Driver, settings: SystemSettings) -> None:
        """One round trip; the savepoint is where a failed statement is undone to, the snapshot kept."""
        driver.execute(_BEGIN.format(milliseconds=int(settings.statement_timeout_seconds * 1000)))

    def read(self, driver: Driver, sql: str, parameters: Mapping[str, object]) -> Batches:
        """Rows in chunks as the server sends them: bounded memory without the round trips of a named cursor."""
        size = BATCH if capabilities.has_stream_chunked() else 1
        with driver.cursor() as cursor, closing(cursor.stream(sql, parameters, size=size)) as rows:
            while batch := list(islice(rows, BATCH)):
                yield batch

    def rewind(self, driver: Driver) -> None:
        """Back to the savepoint: reading left nothing to undo."""
        if driver.info.transaction_status is not TransactionStatus.INTRANS:
            driver.execute("ROLLBACK TO SAVEPOINT muniment")

    def fault(self, error: Exception) -> Fault:
        """By SQLSTATE; the server's own words may quote values, so they are not repeated."""
        state = getattr(error, "sqlstate", None)
        if state is None:
            return _fault_without_state(error)
        if state in _WHY:
            return Fault(is_system=False, why=_WHY[state])
        meaning = _meaning(state)
        if state[:2] in {"08", "28", "3D"} or state in _SERVER_GONE:
            return Fault(is_system=True, why=_WHY_SYSTEM.get(state, f"the connection was ended ({meaning})"))
        return Fault(is_system=False, why=f"the server refused the statement ({meaning})")

    def extras(self, connection: Connection, schema: str | None, tables: Mapping[str, LiveCollection]) -> Extras:
        """Columns whose collation, or type citext, holds several spellings to be equal."""
        found = connection.execute(
            text(
                "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
                "JOIN pg_collation l ON l.oid = a.attcollation "
                "JOIN pg_namespace n ON n.oid = c.relnamespace "
                "WHERE NOT l.collisdeterministic AND c.relname = ANY(:names) "
                "AND n.nspname = coalesce(:schema, current_schema())"
            ),
            {"names": list(tables), "schema": schema},
        )
        folding = {(table, column): Extra(folds=True) for table, column in found}
        for name, live in tables.items():
            folding |= {(name, one.name): Extra(folds=True) for one in live.columns if one.type == "CITEXT"}
        return folding

    def plain(self, column: Column) -> Operand:
        """The column itself where its type can be named for the array of keys, else as text."""
        if _key_type(column.live) is None:
            return Operand(sql=self.text(column))
        return Operand(sql=column.sql, column=column)

    def fitting(self, operand: Operand, key: str) -> str | None:
        """Whole numbers must fit the integer's size; text cannot hold NUL."""
        fits = known_keys.fitting(operand.kind, key)
        if fits is None or "\0" in fits:
            return None
        kind = _cast(operand)
        if kind in _BITS:
            return fits if known_keys.in_range(fits, _BITS[kind]) else None
        if kind in _FLOAT_FORMATS:
            return fits if known_keys.is_float(fits, _FLOAT_FORMATS[kind]) else None
        return f"\\x{fits}" if kind == "bytea" else fits

    def among(self, operands: Sequence[Operand], slot: str, longest: int) -> str:
        """One array is compared by = ANY; several run side by side through unnest."""
        arrays = [f"CAST(%({slot}_{at})s AS {_cast(one)}[])" for at, one in enumerate(operands)]
        if len(operands) == 1:
            return f"{operands[0].sql} = ANY({arrays[0]})"
        return f"({', '.join(one.sql for one in operands)}) IN (SELECT * FROM unnest({', '.join(arrays)}))"

    def parameters(self, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> dict[str, object]:
        """Arrays in PostgreSQL's own notation, which is read as whichever type the cast names."""
        return {f"{slot}_{at}": _array([key[at] for key in keys]) for at in range(len(operands))}

    def text(self, column: Column) -> str:
        """The column as text; for text itself this changes nothing, and an index on it still serves."""
        return f"CAST({column.sql} AS text)"

    def prepared(self, match: MatchRule, text: str, is_ascii: bool) -> str:
        """Immutable expressions, so that an index can be made on them; a database or column may fold only ASCII."""
        if match is MatchRule.PHONE:
            number = f"regexp_replace({text}, '{_EXTENSION}', '\\1')"
            return f"right(regexp_replace({number}, '{_NON_DIGITS}', '', 'g'), 9)"
        folding = text if is_ascii else f'{text} COLLATE "und-x-icu"'
        if match is MatchRule.FOLDED:
            return f"lower(translate({folding}, E' \\t\\n\\r\\u00A0', ''))"
        upper = f"upper(translate({folding}, E' \\t\\n\\r\\u00A0-./', ''))"
        return f"left({upper}, 8)" if match is MatchRule.NINO else upper

    def inside(self, column: Column, steps: Sequence[str]) -> str:
        """The value at a path, as text."""
        document = column.sql if column.kind is Kind.DOCUMENT else f"CAST({column.sql} AS jsonb)"
        return f"({document} #>> {_literal(_array(steps))})"

    def overlaps(self, column: Column, slot: str) -> str | None:
        """Arrays that share an element with the keys: the form an inverted index serves."""
        kind = _key_type(column.live)
        return None if kind is None else f"{column.sql} && CAST(%({slot}_0)s AS {kind}[])"

    def elements(self, column: Column, parts: Sequence[Sequence[str]]) -> Elements:
        """An array's own elements, or those a lax JSON path finds (it opens arrays on the way)."""
        if column.live.is_array:
            element = LiveColumn(name=column.live.name, kind=column.live.kind, type=column.live.type.removesuffix("[]"))
            value = self.plain(Column(sql="e.v", live=element, extra=column.extra))
            return Elements(source=f"unnest({column.sql}) AS e(v)", value=value)
        steps = "".join("." + json.dumps(step) for part in parts for step in part)
        path = _literal(f"lax ${steps}[*]")
        source = f"jsonb_path_query(CAST({column.sql} AS jsonb), {path}) AS e(v)"
        return Elements(source=source, value=Operand(sql="(e.v #>> '{}')"))

    def indexed_form(self, table: Table, operand: Operand) -> Operand:
        """PostgreSQL indexes expressions themselves."""
        return operand

    def explains_index(self, connection: Connection, sql: str, parameters: Mapping[str, object]) -> bool:
        """With scans made dear, an index that can serve shows a condition of its own in the plan."""
        connection.exec_driver_sql("BEGIN READ ONLY; SET LOCAL enable_seqscan = off")
        try:
            plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {sql}", dict(parameters)).scalar()
        finally:
            connection.exec_driver_sql("ROLLBACK")
        return '"Index Cond"' in json.dumps(plan)

    def index_on_columns(self, table: Table, columns: Sequence[Column], name: str) -> str:
        """A plain index; arrays need the inverted kind."""
        using = "USING gin " if any(column.live.is_array for column in columns) else ""
        return f"CREATE INDEX {name} ON {table.sql} {using}({', '.join(column.sql for column in columns)})"

    def index_on_expression(self, table: Table, operand: Operand, column: Column, name: str) -> str | None:
        """Days and moments have no immutable text, so no index can hold it."""
        if column.kind in {Kind.DATE, Kind.TIMESTAMP, Kind.OTHER}:
            return None
        return f"CREATE INDEX {name} ON {table.sql} (({operand.sql}))"


class _OrText(Loader):
    """Reads a value with psycopg's own loader, and as text when Python has no such value (infinity, year 10000)."""

    inner: type[Loader]

    def __init__(self, oid: int, context: AdaptContext | None = None) -> None:
        super().__init__(oid, context)
        self._load = self.inner(oid, context).load

    def load(self, data: Buffer) -> object:
        try:
            return self._load(data)
        except (psycopg.DataError, OverflowError, ValueError):
            return bytes(data).decode(errors="replace")


def _read_beyond_python(driver: Driver, _record: object) -> None:
    for name in ("date", "timestamp", "timestamptz", "interval", "timetz"):
        oid = psycopg.adapters.types[name].oid
        inner = driver.adapters.get_loader(oid, Format.TEXT)
        driver.adapters.register_loader(oid, type(f"{name}OrText", (_OrText,), {"inner": inner}))


def _fault_without_state(error: Exception) -> Fault:
    """Psycopg raises without SQLSTATE when the connection could not be made or broke."""
    words = str(error)
    for part, state in _STATES_BY_WORDS:
        if part in words:
            return Fault(is_system=True, why=_WHY_SYSTEM[state])
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return Fault(
            is_system=True,
            why="no connection, or it was cut; check that the server runs and that the url names its host and port",
        )
    return Fault(is_system=False, why=f"a value could not be read ({type(error).__name__})")


def _meaning(state: str) -> str:
    try:
        return f"SQLSTATE {state}, {psycopg.errors.lookup(state).__name__}"
    except KeyError:
        return f"SQLSTATE {state}"


def _key_type(live: LiveColumn) -> str | None:
    """The type an array of keys is cast to; None when the column is better compared as text."""
    name = live.type.removesuffix("[]").lower()
    if live.kind is Kind.TEXT:
        return _text_type(name)
    if live.kind is Kind.INTEGER:
        return name if name in _BITS else None
    if live.kind is Kind.NUMBER:
        return {"real": "real", "float": "double precision", "double precision": "double precision"}.get(
            name, "numeric"
        )
    if live.kind is Kind.TIMESTAMP:
        return "timestamptz" if name.endswith("with time zone") else "timestamp"
    return _TYPES.get(live.kind)


def _text_type(name: str) -> str | None:
    plain = name.partition("(")[0]  # VARCHAR(50)
    return {"varchar": "varchar", "text": "text", "char": "bpchar", "citext": "citext"}.get(plain)


def _cast(operand: Operand) -> str:
    return "text" if operand.column is None else _key_type(operand.column.live) or "text"


def _array(values: Sequence[str]) -> str:
    escaped = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in escaped) + "}"


def _literal(value: str) -> str:
    """A constant of the map (never a key) in a statement with %-parameters."""
    quoted = value.replace("'", "''").replace("%", "%%")
    return f"'{quoted}'"
