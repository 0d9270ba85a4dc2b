"""Errors of drivers and of SQLAlchemy as errors of ours, without the words of the server: they may quote values."""

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree

from muniment.core.datamap.model import Collection
from muniment.core.errors import CollectionUnreadable, SystemUnavailable
from muniment.plugins.connectors.sql.dialects.dialect import Dialect, Fault
from muniment.plugins.connectors.sql.statements import ColumnMissing


def fault(dialect: Dialect, error: Exception) -> Fault:
    """What an error means, whoever wrapped it."""
    if isinstance(error, ColumnMissing):
        return Fault(is_system=False, why=f"it has no column '{error}'; correct the map, or add the column")
    if isinstance(error, DBAPIError) and isinstance(error.orig, Exception):
        return dialect.fault(error.orig)
    if isinstance(error, NoneFree):
        return Fault(
            is_system=True,
            why="every connection was busy with other searches; try later, or raise pool_size in the systems file",
        )
    if isinstance(error, SQLAlchemyError):
        return Fault(is_system=False, why=f"it could not be described ({type(error).__name__})")
    return dialect.fault(error)


def failure(
    dialect: Dialect, system: str, collection: Collection, error: Exception
) -> CollectionUnreadable | SystemUnavailable:
    """The error to raise for a collection."""
    meant = fault(dialect, error)
    if meant.is_system:
        return SystemUnavailable(system, meant.why)
    return CollectionUnreadable(str(collection.id), meant.why)
