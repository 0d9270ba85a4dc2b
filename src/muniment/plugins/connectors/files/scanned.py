"""JSON lines and Parquet files, scanned by a DuckDB that can open nothing but these files."""
# ruff: noqa: S608 - values travel as parameters; names and paths are quoted by probes.quoted and probes.literal

import datetime
import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import Collection, FieldPath, MatchRule
from muniment.core.finding.ports import Condition, Key, Lookup, Row
from muniment.plugins.connectors.files.folder import Form, HeldFile
from muniment.plugins.connectors.files.probes import Probe, literal, of_document, of_value, quoted

BATCH_ROWS = 1000
LONGEST_ROW = 8 * 1024 * 1024
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "128MB",
    "threads": 1,  # with two, a join of 50,000 keys with a million JSON lines goes over that limit
    "temp_directory": "",  # rows of people are never spilled to disk
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}
Answer = TypeVar("Answer")
_LINE = re.compile(r"[Ll]ine:? (\d+)")
_NESTED = ("STRUCT", "MAP", "UNION", "JSON", "VARIANT")
_KINDS = {
    "VARCHAR": Kind.TEXT, "BOOLEAN": Kind.BOOLEAN, "DATE": Kind.DATE, "UUID": Kind.UUID, "BLOB": Kind.BYTES,
    "FLOAT": Kind.NUMBER, "DOUBLE": Kind.NUMBER, "JSON": Kind.DOCUMENT,
}  # fmt: skip


class Scanner:
    """One in-memory DuckDB; each question has a cursor of its own, so that answers may be read side by side."""

    def __init__(self, paths: Sequence[Path], statement_timeout_seconds: float) -> None:
        self._timeout = statement_timeout_seconds
        self._duckdb = duckdb.connect(config=SETTINGS)
        allowed = ", ".join(literal(str(path)) for path in paths)
        self._duckdb.execute(f"SET allowed_paths = [{allowed}]")
        self._duckdb.execute("SET enable_external_access = false")
        self._duckdb.execute("SET lock_configuration = true")

    def close(self) -> None:
        self._duckdb.close()

    def rows(self, file: HeldFile, lookup: Lookup) -> Iterator[Sequence[Row]]:
        """The rows asked for, in batches as the scan gives them."""
        if not lookup.conditions:
            return
        types = self._types(file, lookup.collection)
        sql, parameters = _select(file, types, lookup)
        convert = _converter(types, lookup.collection) if file.form is Form.PARQUET else _from_json(file, lookup)
        is_found = False
        for batch in self._batches(file, sql, parameters):
            is_found = True
            yield [convert(row) for row in batch]
        if not is_found and file.form is Form.JSON_LINES:
            self._must_hold_the_fields(file, lookup)

    def counts(self, file: HeldFile, collection: Collection, condition: Condition) -> Iterator[tuple[Key, int]]:
        """How many rows hold each key of the condition, keys without rows left out."""
        keys = tuple(dict.fromkeys(filter(_is_text, condition.keys)))
        sql = _count(file, _probes(file, self._types(file, collection), condition))
        parameters = [[key[at] for key in keys] for at in range(len(condition.fields))]
        for batch in self._batches(file, sql, [len(keys), *parameters]):
            yield from ((keys[at], number) for at, number in batch)

    def live(self, file: HeldFile) -> LiveCollection:
        """The columns of a Parquet file, or the fields that any line of a JSON lines file has."""
        if file.form is Form.PARQUET:
            types = self._types(file, None)
            return LiveCollection(columns=tuple(_live_column(name, type) for name, type in types.items()))
        sql = f"SELECT DISTINCT unnest(json_keys(json)) FROM {_source(file)} WHERE json_type(json) = 'OBJECT'"
        names = sorted(str(row[0]) for batch in self._batches(file, sql, []) for row in batch)
        return LiveCollection(columns=tuple(LiveColumn(name=name, kind=Kind.OTHER, type="json") for name in names))

    def _types(self, file: HeldFile, collection: Collection | None) -> dict[str, str]:
        """The columns of the file and DuckDB's names for their types; a column of the map must be there."""
        sql = f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {_source(file)})"
        types = {str(name): str(type) for batch in self._batches(file, sql, []) for name, type in batch}
        if collection and file.form is Form.PARQUET:
            for column in collection.columns:
                if column not in types:
                    raise file.unreadable(f"it has no column '{column}', which the map names. Correct the map.")
        return types

    def _must_hold_the_fields(self, file: HeldFile, lookup: Lookup) -> None:
        """Lines may leave fields out, so a wrong name in the map shows only when no line at all has the field."""
        for name in sorted({path[0] for condition in lookup.conditions for path in condition.fields}):
            has = f"list_contains(json_keys(json), {literal(name)})"
            sql = f"SELECT bool_or({has}), count(*) FROM {_source(file)}"
            for held, lines in (row for batch in self._batches(file, sql, []) for row in batch):
                if lines and not held:
                    raise file.unreadable(f"none of its lines has the field '{name}', which the map searches by.")

    def _batches(self, file: HeldFile, sql: str, parameters: list[Any]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a statement as they arrive; what DuckDB says is not repeated, for it quotes the file."""
        cursor = self._duckdb.cursor()
        try:
            self._in_time(cursor, lambda: cursor.execute(sql, parameters))
            while batch := self._in_time(cursor, lambda: cursor.fetchmany(BATCH_ROWS)):
                yield batch
        except duckdb.Error as error:
            raise file.unreadable(self._why(error)) from None
        finally:
            cursor.close()

    def _in_time(self, cursor: duckdb.DuckDBPyConnection, ask: Callable[[], Answer]) -> Answer:
        timer = threading.Timer(self._timeout, cursor.interrupt)
        timer.start()
        try:
            return ask()
        finally:
            timer.cancel()

    def _why(self, error: duckdb.Error) -> str:
        if isinstance(error, duckdb.InterruptException):
            return f"reading took longer than {self._timeout:g} seconds ('statement_timeout_seconds')."
        if isinstance(error, duckdb.OutOfMemoryException):
            return "it took more memory than a search may. Split the file, or search for fewer people at once."
        line = _LINE.search(str(error))
        where = f"near line {line.group(1)} " if line else ""
        return f"{where}it is damaged or not written as its ending says ({type(error).__name__}). Export it again."


def _source(file: HeldFile) -> str:
    path = literal(str(file.path))
    if file.form is Form.PARQUET:
        return f"read_parquet({path}, hive_partitioning = false)"
    return f"read_json_objects({path}, format = 'newline_delimited', maximum_object_size = {LONGEST_ROW})"


def _select(file: HeldFile, types: dict[str, str], lookup: Lookup) -> tuple[str, list[Any]]:
    """The rows that meet any condition. Each part of a composite key is met by itself: the core holds them together."""
    forms: list[str] = []
    either: list[str] = []
    parameters: list[Any] = []
    for condition in lookup.conditions:
        parts = []
        keys = list(filter(_is_text, condition.keys))
        for at, probe in enumerate(_probes(file, types, condition)):
            parameters.append([key[at] for key in keys])
            name = quoted(f"probe {len(parameters)}")
            forms.append(f"{probe.of_column} AS {name}")
            asked = f"(SELECT {probe.of_key('k')} FROM (SELECT unnest(${len(parameters)}::VARCHAR[]) AS k))"
            parts.append(probe.among(name, asked))
        either.append("(" + " AND ".join(parts) + ")")
    if file.form is Form.JSON_LINES:  # a line that is not an object would be passed over: it is let through, and stops
        either.append("json_type(json) IS DISTINCT FROM 'OBJECT'")
        columns = "json"
    else:
        columns = ", ".join(_column(name, types[name]) for name in lookup.collection.columns)
    source = f"(SELECT *, {', '.join(forms)} FROM {_source(file)})"
    return f"SELECT {columns} FROM {source} WHERE {' OR '.join(either)}", parameters


def _is_text(key: Key) -> bool:
    """Whether a file can hold the key at all: half a surrogate pair is no text."""
    return all(part.isascii() or part.encode("utf-8", "replace").decode() == part for part in key)


def _count(file: HeldFile, probes: Sequence[Probe]) -> str:
    source = _source(file)
    for at, probe in enumerate(probes):
        values = f"unnest(list_distinct({probe.of_column}))" if probe.is_list else probe.of_column
        source = f'(SELECT *, {values} AS "probe {at}" FROM {source})'
    keys = ", ".join(f"unnest(${at + 2}::VARCHAR[]) AS key_{at}" for at in range(len(probes)))
    met = " AND ".join(f'"probe {at}" = ' + probe.of_key(f"key_{at}") for at, probe in enumerate(probes))
    return f"SELECT nth, count(*) FROM {source} JOIN (SELECT unnest(range($1)) AS nth, {keys}) ON {met} GROUP BY nth"


def _probes(file: HeldFile, types: dict[str, str], condition: Condition) -> list[Probe]:
    return [_probe(file, types, path, condition.match) for path in condition.fields]


def _probe(file: HeldFile, types: dict[str, str], path: FieldPath, match: MatchRule) -> Probe:
    if file.form is Form.JSON_LINES:
        return of_document("json", path, match)
    type = types.get(path[0])
    if type is None:
        raise file.unreadable(f"it has no column '{path[0]}', which the map searches by. Correct the map.")
    if len(path) == 1 and not _is_nested(type):
        return of_value(path[0], type, match)
    return of_document(f"json_object({literal(path[0])}, {quoted(path[0])})", path, match)


def _is_nested(type: str) -> bool:
    return type.endswith("]") or type.startswith(_NESTED)


def _column(name: str, type: str) -> str:
    """A column as it is fetched: instants without a library for zones, nested ones as a document."""
    if _is_nested(type) and "TIME ZONE" in type:
        return f"CAST(to_json({quoted(name)}) AS VARCHAR)"
    return f"timezone('UTC', {quoted(name)})" if type == "TIMESTAMP WITH TIME ZONE" else quoted(name)


def _converter(types: dict[str, str], collection: Collection) -> Callable[[tuple[Any, ...]], Row]:
    """How a fetched row becomes values."""
    read: dict[int, Callable[[Any], object]] = {}
    for at, name in enumerate(collection.columns):
        if types[name] == "TIMESTAMP WITH TIME ZONE":
            read[at] = lambda moment: moment.replace(tzinfo=datetime.UTC)
        elif types[name] == "JSON" or (_is_nested(types[name]) and "TIME ZONE" in types[name]):
            read[at] = json.loads
    if not read:
        return lambda row: row
    return lambda row: tuple(
        read[at](value) if at in read and value is not None else value for at, value in enumerate(row)
    )


def _from_json(file: HeldFile, lookup: Lookup) -> Callable[[tuple[Any, ...]], Row]:
    def row_of(row: tuple[Any, ...]) -> Row:
        document = json.loads(row[0])
        if not isinstance(document, dict):
            raise file.unreadable("a line is not a JSON object; a file of JSON lines has one object on each line.")
        return tuple(document.get(column) for column in lookup.collection.columns)

    return row_of


def _live_column(name: str, type: str) -> LiveColumn:
    is_array, inner = type.endswith("]"), type.removesuffix("[]")
    if inner.startswith("TIMESTAMP"):
        kind = Kind.TIMESTAMP
    elif "INT" in inner and not inner.startswith((*_NESTED, "INTERVAL")):
        kind = Kind.INTEGER
    elif inner.startswith("DECIMAL"):
        kind = Kind.NUMBER
    elif inner.startswith(_NESTED):
        kind = Kind.DOCUMENT
    else:
        kind = _KINDS.get(inner, Kind.OTHER)
    return LiveColumn(name=name, kind=kind, type=type, is_array=is_array)
