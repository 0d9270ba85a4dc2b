"""SQLite 3.38 and later, in a file that is opened for reading only."""

# ruff: noqa: S608 (names are quoted by SQLAlchemy, keys travel as parameters)

import json
import re
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine
from sqlalchemy.engine import URL

from muniment.core.datamap.live import Kind, LiveCollection
from muniment.core.datamap.model import MatchRule
from muniment.core.errors import UsageError
from muniment.core.finding.ports import Key, SystemSettings
from muniment.core.identity.matching import BLANKS, PHONE_PROBE_DIGITS, SEPARATORS
from muniment.plugins.connectors.sql.dialects import keys as known_keys
from muniment.plugins.connectors.sql.dialects.dialect import (
    BATCH,
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

_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's virtual machine: a few milliseconds
_LOCKED_SECONDS = 10
_SYSTEM_CODES = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked; try again when that has finished",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked; try again when that has finished",
    sqlite3.SQLITE_CANTOPEN: "the file is not there or may not be read; check the url in the systems file",
    sqlite3.SQLITE_NOTADB: "the file is not a SQLite database; check the url in the systems file",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore it from a copy",
    sqlite3.SQLITE_IOERR: "the file could not be read to its end; check the disk or network share",
    sqlite3.SQLITE_PERM: "the file may not be read by this account",
}
_TOO_LONG = (
    "the statement ran longer than statement_timeout_seconds; add the index that `muniment map check` "
    "prints, or raise the limit in the systems file"
)
_EXTENSION = re.compile(r"([0-9])[^0-9A-Za-z]*[#;A-Za-z].*$", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
_NON_DIGITS = re.compile("[^0-9]")
_DROP_BLANKS = str.maketrans("", "", BLANKS)
_DROP_SEPARATORS = str.maketrans("", "", BLANKS + SEPARATORS)


class SQLite:
    """What SQLite says its own way; keys travel as one JSON parameter."""

    combines = True

    def engine(self, url: URL, settings: SystemSettings) -> Engine:
        """An engine on the file; a file that is missing is never created."""
        if not url.database or url.database == ":memory:":
            raise UsageError(f"The url of '{settings.name}' names no file; write sqlite:///path/to/file.db.")
        address = f"file:{quote(str(Path(url.database).absolute()))}?mode=ro"
        return create_engine(
            "sqlite://",
            creator=lambda: _open(address),
            poolclass=QueuePool,
            pool_size=settings.pool_size,
            max_overflow=1,
            hide_parameters=True,
        )

    def begin(self, driver: Driver, settings: SystemSettings) -> None:
        """The first read fixes the moment that every later one sees."""
        driver.seconds = settings.statement_timeout_seconds
        driver.start_clock()
        driver.execute("BEGIN")
        driver.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()

    def read(self, driver: Driver, sql: str, parameters: Mapping[str, object]) -> Batches:
        """Rows as SQLite steps to them."""
        driver.start_clock()
        cursor = driver.execute(sql, parameters)
        try:
            while batch := cursor.fetchmany(BATCH):
                yield batch
        finally:
            cursor.close()

    def rewind(self, driver: Driver) -> None:
        """A failed read leaves the snapshot as it was."""

    def fault(self, error: Exception) -> Fault:
        """By SQLite's result code, the extended part left out."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _SYSTEM_CODES:
            return Fault(is_system=True, why=_SYSTEM_CODES[code])
        if code == sqlite3.SQLITE_INTERRUPT:
            return Fault(is_system=False, why=_TOO_LONG)
        if "no such table" in str(error) or "no such column" in str(error):
            return Fault(
                is_system=False, why="the table or a column is not there; correct the map, or create the table"
            )
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        return Fault(is_system=False, why=f"SQLite refused the statement ({name})")

    def extras(self, connection: Connection, schema: str | None, tables: Mapping[str, LiveCollection]) -> Extras:
        """Asks SQLite itself whether a column holds 'A' and 'a' to be equal: no pragma tells its collation."""
        quoted = connection.dialect.identifier_preparer.quote_identifier
        folding: dict[tuple[str, str], Extra] = {}
        for table, live in tables.items():
            for column in (one.name for one in live.columns if one.kind is Kind.TEXT):
                probe = f"WITH p(x) AS (SELECT {quoted(column)} FROM {quoted(table)} WHERE 0 UNION ALL SELECT 'A')"
                if connection.exec_driver_sql(f"{probe} SELECT x = 'a' FROM p").scalar():
                    folding[table, column] = Extra(folds=True)
        return folding

    def plain(self, column: Column) -> Operand:
        """Any column can hold anything, so its own affinity decides."""
        if column.kind is Kind.BYTES:
            return Operand(
                sql=f"lower(CASE typeof({column.sql}) WHEN 'blob' THEN hex({column.sql}) ELSE {column.sql} END)"
            )
        return Operand(sql=column.sql, column=column)

    def fitting(self, operand: Operand, key: str) -> str | None:
        """No type is strict here; JSON parameters cannot carry NUL."""
        return None if "\0" in key else known_keys.fitting(Kind.TEXT, key)

    def among(self, operands: Sequence[Operand], slot: str, longest: int) -> str:
        """Keys are rows of json_each."""
        if len(operands) == 1:
            return f"{operands[0].sql} IN (SELECT value FROM json_each(:{slot}))"
        parts = ", ".join(f"json_extract(value, '$[{at}]')" for at in range(len(operands)))
        return f"({', '.join(one.sql for one in operands)}) IN (SELECT {parts} FROM json_each(:{slot}))"

    def parameters(self, operands: Sequence[Operand], keys: Sequence[Key], slot: str) -> dict[str, object]:
        """Each key in every spelling its column may store it in."""
        if len(operands) == 1:
            values: list[object] = [spelt for key in keys for spelt in _spellings(operands[0], key[0])]
        else:
            values = [list(key) for key in keys]
        return {slot: json.dumps(values)}

    def text(self, column: Column) -> str:
        """The column as text."""
        return column.sql if column.kind is Kind.TEXT else f"CAST({column.sql} AS TEXT)"

    def prepared(self, match: MatchRule, text: str, is_ascii: bool) -> str:
        """SQLite's own functions, which an index can hold, where they know enough: it folds only ASCII."""
        if match is MatchRule.PHONE or not is_ascii:
            return f"muniment_{match.value}(CAST({text} AS BLOB))"  # as text, what is not UTF-8 would be an error
        if match is MatchRule.FOLDED:
            return f"lower({_without(text, BLANKS)})"
        upper = f"upper({_without(text, BLANKS + SEPARATORS)})"
        return f"substr({upper}, 1, 8)" if match is MatchRule.NINO else upper

    def inside(self, column: Column, steps: Sequence[str]) -> str:
        """The value at a path, as text; text that is no JSON has none."""
        at = f"json_extract({column.sql}, {_path(steps)})"
        return f"CAST(CASE WHEN json_valid({column.sql}) THEN {at} END AS TEXT)"

    def overlaps(self, column: Column, slot: str) -> str | None:
        """SQLite has no arrays but JSON."""
        return None

    def elements(self, column: Column, parts: Sequence[Sequence[str]]) -> Elements:
        """One json_each for each array on the way."""
        document = f"CASE WHEN json_valid({column.sql}) THEN {column.sql} ELSE '[]' END"
        sources = [f"json_each({document}, {_path(parts[0])}) AS e0"]
        for at, steps in enumerate(parts[1:-1], start=1):
            before = f"CASE e{at - 1}.type WHEN 'object' THEN e{at - 1}.value ELSE '[]' END"
            sources.append(f"json_each({before}, {_path(steps)}) AS e{at}")
        last = f"e{len(parts) - 2}"
        if parts[-1]:
            value = f"CASE {last}.type WHEN 'object' THEN json_extract({last}.value, {_path(parts[-1])}) END"
        else:
            value = f"{last}.value"
        return Elements(source=", ".join(sources), value=Operand(sql=f"CAST({value} AS TEXT)"))

    def indexed_form(self, table: Table, operand: Operand) -> Operand:
        """SQLite indexes expressions themselves."""
        return operand

    def explains_index(self, connection: Connection, sql: str, parameters: Mapping[str, object]) -> bool:
        """Whether the first step of the plan searches by an index rather than reads the table through."""
        # A kept EXPLAIN does not notice that the schema has changed, so its text says for which it was made.
        version = connection.exec_driver_sql("PRAGMA schema_version").scalar()
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN /* {version} */ {sql}", dict(parameters)).all()
        return bool(plan) and str(plan[0][3]).startswith("SEARCH")

    def index_on_columns(self, table: Table, columns: Sequence[Column], name: str) -> str:
        """A plain index."""
        return f"CREATE INDEX {name} ON {table.sql} ({', '.join(column.sql for column in columns)})"

    def index_on_expression(self, table: Table, operand: Operand, column: Column, name: str) -> str | None:
        """An index on our own functions would keep other programs from writing to the table."""
        if "muniment_" in operand.sql:
            return None
        return f"CREATE INDEX {name} ON {table.sql} ({operand.sql})"


class _Timed(sqlite3.Connection):
    """A connection that ends a statement which runs past its time."""

    seconds: float = 120

    def start_clock(self) -> None:
        """The time of the next statement runs from now."""
        self._until = time.monotonic() + self.seconds

    def is_too_late(self) -> bool:
        """Asked by SQLite every few milliseconds of work."""
        return time.monotonic() > self._until


def _open(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=_LOCKED_SECONDS, factory=_Timed
    )
    connection.start_clock()
    connection.set_progress_handler(connection.is_too_late, _STEPS_BETWEEN_LOOKS)
    connection.text_factory = _text
    connection.execute("PRAGMA query_only = ON")
    (encoding,) = connection.execute("PRAGMA encoding").fetchone()
    for rule, function in _FUNCTIONS.items():
        connection.create_function(f"muniment_{rule.value}", 1, _of_bytes(function, encoding), deterministic=True)
    return connection


def _text(stored: bytes) -> str | bytes:
    """SQLite does not check that text is UTF-8: what is not comes back as the bytes it is."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


def _phone(value: str) -> str:
    return _NON_DIGITS.sub("", _EXTENSION.sub(r"\1", value))[-PHONE_PROBE_DIGITS:]


_FUNCTIONS: dict[MatchRule, Callable[[str], str]] = {
    MatchRule.FOLDED: lambda value: value.translate(_DROP_BLANKS).lower(),
    MatchRule.PHONE: _phone,
    MatchRule.ALPHANUMERIC: lambda value: value.translate(_DROP_SEPARATORS).upper(),
    MatchRule.POSTCODE: lambda value: value.translate(_DROP_SEPARATORS).upper(),
    MatchRule.NINO: lambda value: value.translate(_DROP_SEPARATORS).upper()[:8],
}


def _of_bytes(function: Callable[[str], str], encoding: str) -> Callable[[bytes | None], str | None]:
    """The function for the bytes of whatever a column holds; what is no text is left out of it."""
    return lambda stored: None if stored is None else function(stored.decode(encoding, errors="ignore"))


def _without(text: str, characters: str) -> str:
    for character in characters:
        shown = f"'{character}'" if character.isprintable() else f"char({ord(character)})"
        text = f"replace({text}, {shown}, '')"
    return text


def _path(steps: Sequence[str]) -> str:
    inner = "".join(f'."{step}"' for step in steps).replace("'", "''")
    return f"'${inner}'"


def _spellings(operand: Operand, key: str) -> list[object]:
    """The key as text, and as what else stands for it: truth as 1 and 0, moments with a blank, plain numbers."""
    if operand.kind is Kind.BOOLEAN and key in {"true", "false"}:
        return [key, int(key == "true")]
    if operand.kind is Kind.TIMESTAMP:
        moments = [key, key.replace("T", " ")]
        return [moment + ending for moment in moments for ending in ("", "" if "." in key else ".000000")]
    if operand.kind is Kind.OTHER and _NUMBER.fullmatch(key):
        return [key, float(key) if "." in key else int(key)]  # a column without a type converts nothing by itself
    return [key]
