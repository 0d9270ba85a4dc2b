"""Databases under test: makes tables in them as their owner would, and systems that only read them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql

from muniment.core.datamap.live import Kind
from muniment.core.finding.ports import Row, SystemSettings
from muniment.plugins.connectors.sql import SqlConnector
from muniment.plugins.connectors.sql.connector import DIALECTS
from muniment.plugins.connectors.sql.system import SqlSystem
from tests.plugins.connectors.tables import Column, Made, dataset

_TYPES: dict[Kind, sa.types.TypeEngine[Any]] = {
    Kind.INTEGER: sa.BigInteger(),
    Kind.NUMBER: sa.Numeric(12, 2),
    Kind.BOOLEAN: sa.Boolean(),
    Kind.DATE: sa.Date(),
    Kind.TIMESTAMP: sa.DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb"),
    Kind.UUID: sa.Uuid(),
    Kind.BYTES: sa.LargeBinary().with_variant(sa.VARBINARY(200), "mysql", "mariadb"),
    Kind.DOCUMENT: sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
}


@dataclass(kw_only=True)
class Database:
    """One empty database, with its owner's connection and the systems made on it."""

    product: str
    url: str
    holds: frozenset[Kind] = frozenset(_TYPES)
    owner: sa.Engine = field(init=False)
    systems: list[SqlSystem] = field(default_factory=list)

    def __post_init__(self) -> None:
        url = sa.make_url(self.url)
        self.owner = sa.create_engine(url.set(drivername=DIALECTS[url.drivername][0]), isolation_level="AUTOCOMMIT")

    def make(self, *tables: Made) -> SqlSystem:
        """Makes the tables and connects to them."""
        self.fill(*tables)
        return self.connect(*tables)

    def fill(self, *tables: Made) -> None:
        """Makes the tables with their rows."""
        metadata = sa.MetaData()
        for table in tables:
            made = sa.Table(table.name, metadata, *(self._column(column) for column in table.columns))
            made.create(self.owner)
            names = [f"c{at}" for at, _ in enumerate(table.columns)]
            insert = made.insert().values(dict(zip(made.c.keys(), map(sa.bindparam, names), strict=True)))
            with self.owner.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                for start in range(0, len(table.rows), 5_000):
                    some = (self._row(row) for row in table.rows[start : start + 5_000])
                    connection.execute(insert, [dict(zip(names, row, strict=True)) for row in some])
                connection.exec_driver_sql("COMMIT")

    def connect(self, *tables: Made, url: str | None = None, **settings: object) -> SqlSystem:
        """A system with these collections, made or not."""
        chosen = SystemSettings(name="tested", url=url or self.url, **settings)  # type: ignore[arg-type]
        system = SqlConnector().connect(chosen, [dataset(*(table.collection() for table in tables))])
        self.systems.append(system)
        return system

    def run(self, *statements: str) -> None:
        """Runs statements as the owner."""
        with self.owner.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Closes what was opened."""
        for system in self.systems:
            system.close()
        self.owner.dispose()

    def _column(self, column: Column) -> sa.Column[object]:
        if column.is_array:
            array = postgresql.ARRAY(sa.String(200)) if self.product == "postgresql" else _TYPES[Kind.DOCUMENT]
            return sa.Column(column.name, array)
        if column.kind is Kind.UUID and self.product == "sqlite":
            return sa.Column(column.name, sa.String(36))
        kind = _TYPES.get(column.kind, sa.String(column.length))
        return sa.Column(column.name, kind, primary_key=column.is_key, autoincrement=False)

    def _row(self, row: Row) -> Sequence[object]:
        if self.product != "sqlite":
            return row
        return [str(value) if isinstance(value, uuid.UUID) else value for value in row]
