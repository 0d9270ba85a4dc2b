"""Where generated rows go: a SQLite file, a schema of PostgreSQL, or a folder of CSV files; all in bulk."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from muniment.core.errors import UsageError
from muniment.runs.demo.held import Value

BATCH_ROWS = 5_000


class Store(Protocol):
    """Takes rows and keeps them when it is finished."""

    def add(self, table: str, values: tuple[Value, ...]) -> None:
        """Takes one row."""
        ...

    def finish(self) -> None:
        """Writes what is left, adds the indexes, and closes."""
        ...


def _statements(ddl: str, kind: str) -> list[str]:
    return [statement.strip() for statement in ddl.split(";") if statement.strip().startswith(f"CREATE {kind}")]


class SqliteStore:
    """A new SQLite file. Nothing is lost by a crash that a second run would not make again, so it need not sync."""

    def __init__(self, path: Path, ddl: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN")
        self._ddl = ddl
        for statement in _statements(ddl, "TABLE"):
            self._connection.execute(statement)
        self._waiting: dict[str, list[tuple[Value, ...]]] = defaultdict(list)

    def add(self, table: str, values: tuple[Value, ...]) -> None:
        waiting = self._waiting[table]
        waiting.append(values)
        if len(waiting) == BATCH_ROWS:
            self._flush(table)

    def finish(self) -> None:
        for table in list(self._waiting):
            self._flush(table)
        for statement in _statements(self._ddl, "INDEX"):
            self._connection.execute(statement)
        self._connection.execute("COMMIT")
        self._connection.close()

    def _flush(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 (our own names)
            rows.clear()


class PostgresStore:
    """One schema of a PostgreSQL database, made anew, filled by COPY in one transaction."""

    def __init__(self, url: str, schema: str, ddl: str) -> None:
        self._connection = _connected(url)
        self._ddl = ddl
        name = sql.Identifier(schema)
        self._connection.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
        self._connection.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        self._connection.execute(sql.SQL("SET search_path TO {}").format(name))
        for statement in _statements(ddl, "TABLE"):
            self._connection.execute(statement.encode())
        self._waiting: dict[str, list[tuple[Value, ...]]] = defaultdict(list)

    def add(self, table: str, values: tuple[Value, ...]) -> None:
        waiting = self._waiting[table]
        waiting.append(values)
        if len(waiting) == BATCH_ROWS:
            self._flush(table)

    def finish(self) -> None:
        for table in list(self._waiting):
            self._flush(table)
        for statement in _statements(self._ddl, "INDEX"):
            self._connection.execute(statement.encode())
        for table in self._waiting:  # its own tables only: those of the other systems may be locked by their stores
            self._connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
        self._connection.commit()
        self._connection.close()

    def _flush(self, table: str) -> None:
        command = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
        with self._connection.cursor() as cursor, cursor.copy(command) as copy:
            for row in self._waiting[table]:
                copy.write_row(row)
        self._waiting[table].clear()


def _connected(url: str) -> psycopg.Connection:
    """A connection; an error that names neither the address nor the account, which may be secret."""
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    if not plain.startswith(("postgresql://", "postgres://")):
        raise UsageError("--url takes the URL of a PostgreSQL database: postgresql://user:password@host/database.")
    try:
        return psycopg.connect(plain)
    except psycopg.Error as error:
        raise UsageError(
            f"The database that --url names cannot be connected to ({type(error).__name__}). "
            "Check its address, account and password, and that it is running."
        ) from None


class CsvStore:
    """A folder with a CSV file a table, as an operator's export writes it."""

    def __init__(self, folder: Path, columns: Mapping[str, Sequence[str]]) -> None:
        folder.mkdir()
        self._files = {table: (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") for table in columns}
        self._writers = {table: csv.writer(file) for table, file in self._files.items()}
        for table, names in columns.items():
            self._writers[table].writerow(names)

    def add(self, table: str, values: tuple[Value, ...]) -> None:
        self._writers[table].writerow(values)

    def finish(self) -> None:
        for file in self._files.values():
            file.close()
