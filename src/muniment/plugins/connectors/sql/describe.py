"""What stands in a database: the tables and views a map names, their columns, types and collations."""

import warnings
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, inspect, types
from sqlalchemy.dialects.mysql import TINYINT
from sqlalchemy.dialects.postgresql import CITEXT, DOMAIN
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.engine.reflection import Inspector, ObjectKind, ObjectScope
from sqlalchemy.exc import CompileError, SAWarning, UnsupportedCompilationError
from sqlalchemy.types import TypeEngine

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.plugins.connectors.sql.dialects.dialect import Column, Dialect, Extra, Table

Names = tuple[str | None, str]
"""A table by its schema (None: the connection's own) and name."""

_KINDS: tuple[tuple[type[object], Kind], ...] = (
    (types.Boolean, Kind.BOOLEAN),
    (types.Integer, Kind.INTEGER),
    (types.Numeric, Kind.NUMBER),
    (types.Float, Kind.NUMBER),
    (types.DateTime, Kind.TIMESTAMP),
    (types.Date, Kind.DATE),
    (types.Uuid, Kind.UUID),
    (types.JSON, Kind.DOCUMENT),
    (types.String, Kind.TEXT),
    (CITEXT, Kind.TEXT),
    (types._Binary, Kind.BYTES),
)


def describe(connection: Connection, dialect: Dialect, wanted: Iterable[Names]) -> dict[Names, Table]:
    """The tables and views of those names that are there, with a few questions for each schema."""
    by_schema: dict[str | None, list[str]] = {}
    for schema, name in wanted:
        by_schema.setdefault(schema, []).append(name)
    found: dict[Names, Table] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # a type SQLAlchemy does not know is Kind.OTHER, no warning
        for schema, names in by_schema.items():
            found |= _describe_schema(connection, dialect, schema, names)
    return found


def quoted(connection: Connection, name: str) -> str:
    """The name exactly as it is written, or as the product folds it where unquoted names are folded up (Oracle)."""
    preparer = connection.dialect.identifier_preparer
    return preparer.quote(name) if connection.dialect.requires_name_normalize else preparer.quote_identifier(name)


def _describe_schema(
    connection: Connection, dialect: Dialect, schema: str | None, names: list[str]
) -> dict[Names, Table]:
    inspector = inspect(connection)
    asked = {"schema": schema, "filter_names": names, "kind": ObjectKind.ANY, "scope": ObjectScope.DEFAULT}
    columns = inspector.get_multi_columns(**asked)  # type: ignore[arg-type]
    keys = inspector.get_multi_pk_constraint(**asked)  # type: ignore[arg-type]
    views = _views(inspector, schema)
    live = {
        name: LiveCollection(
            columns=tuple(_column(connection, one) for one in found),
            primary_key=tuple(keys[at]["constrained_columns"]) if keys.get(at) else (),
            is_view=name in views,
        )
        for at, found in columns.items()
        for name in [at[1]]
    }
    extras = dialect.extras(connection, schema, live)
    return {(schema, name): _table(connection, schema, name, one, extras) for name, one in live.items()}


def _views(inspector: Inspector, schema: str | None) -> set[str]:
    try:
        materialised = inspector.get_materialized_view_names(schema)
    except NotImplementedError:
        materialised = []
    return {*inspector.get_view_names(schema), *materialised}


def _table(
    connection: Connection,
    schema: str | None,
    name: str,
    live: LiveCollection,
    extras: Mapping[tuple[str, str], Extra],
) -> Table:
    columns = {
        one.name: Column(sql=quoted(connection, one.name), live=one, extra=extras.get((name, one.name), Extra()))
        for one in live.columns
    }
    prefix = f"{quoted(connection, schema)}." if schema else ""
    return Table(name=name, schema=schema, sql=prefix + quoted(connection, name), live=live, columns=columns)


def _column(connection: Connection, found: ReflectedColumn) -> LiveColumn:
    declared: TypeEngine[object] = found["type"]
    if is_array := isinstance(declared, types.ARRAY):
        declared = declared.item_type
    if isinstance(declared, DOMAIN):
        declared = declared.data_type
    try:
        shown = declared.compile(dialect=connection.dialect)
    except (UnsupportedCompilationError, CompileError):
        shown = "unknown"
    return LiveColumn(
        name=found["name"],
        kind=_kind(declared),
        type=f"{shown}[]" if is_array else shown,
        is_array=is_array,
        nullable=bool(found["nullable"]),
    )


def _kind(declared: TypeEngine[object]) -> Kind:
    if isinstance(declared, TINYINT) and declared.display_width == 1:
        return Kind.BOOLEAN  # how MySQL writes BOOLEAN down
    return next((kind for known, kind in _KINDS if isinstance(declared, known)), Kind.OTHER)
