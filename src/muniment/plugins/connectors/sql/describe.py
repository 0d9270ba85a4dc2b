"""What stands in a database: the tables and views a map names, their columns, types and collations."""

import warnings
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, inspect, text, types
from sqlalchemy.dialects.mysql import TINYINT
from sqlalchemy.dialects.mysql.base import ischema_names as _MYSQL_TYPES
from sqlalchemy.dialects.postgresql import CITEXT, DOMAIN
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.engine.reflection import Inspector, ObjectKind, ObjectScope
from sqlalchemy.exc import CompileError, SAWarning, SQLAlchemyError, UnsupportedCompilationError
from sqlalchemy.types import TypeEngine

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.plugins.connectors.sql.dialects.dialect import Column, Dialect, Extra, Table
from muniment.plugins.connectors.sql.faults import fault

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
_LISTED = (
    "SELECT column_name, data_type, column_type, is_nullable FROM information_schema.columns "
    "WHERE table_schema = coalesce(:schema, database()) AND table_name = :name ORDER BY ordinal_position"
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
    live = _live(connection, dialect, schema, names)
    extras = dialect.extras(connection, schema, live)
    return {(schema, name): _table(connection, schema, name, one, extras) for name, one in live.items()}


def _live(connection: Connection, dialect: Dialect, schema: str | None, names: list[str]) -> dict[str, LiveCollection]:
    """All at once; one by one where one cannot be described, so that it takes no other with it."""
    try:
        return _reflected(connection, schema, names)
    except SQLAlchemyError as error:
        if fault(dialect, error).is_system:
            raise
    if len(names) == 1:
        return _listed(connection, schema, names[0])
    return {name: one for each in names for name, one in _live(connection, dialect, schema, [each]).items()}


def _reflected(connection: Connection, schema: str | None, names: list[str]) -> dict[str, LiveCollection]:
    inspector = inspect(connection)
    asked = {"schema": schema, "filter_names": names, "kind": ObjectKind.ANY, "scope": ObjectScope.DEFAULT}
    columns = inspector.get_multi_columns(**asked)  # type: ignore[arg-type]
    keys = inspector.get_multi_pk_constraint(**asked)  # type: ignore[arg-type]
    views = _views(inspector, schema)
    return {
        name: LiveCollection(
            columns=tuple(_column(connection, one) for one in found),
            primary_key=tuple(keys[at]["constrained_columns"]) if keys.get(at) else (),
            is_view=name in views,
        )
        for at, found in columns.items()
        for name in [at[1]]
    }


def _listed(connection: Connection, schema: str | None, name: str) -> dict[str, LiveCollection]:
    """A view of MariaDB or MySQL as its list of columns tells it: its definition is shown only with SHOW VIEW."""
    if connection.dialect.name not in {"mariadb", "mysql"}:
        return {}
    found = connection.execute(text(_LISTED), {"schema": schema, "name": name}).all()
    columns = tuple(
        LiveColumn(
            name=column,
            kind=Kind.BOOLEAN if shown == "tinyint(1)" else _kind(_MYSQL_TYPES.get(type, types.NullType)()),
            type=shown.upper(),
            nullable=nullable == "YES",
        )
        for column, type, shown, nullable in found
    )
    return {name: LiveCollection(columns=columns, is_view=True)} if columns else {}


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
