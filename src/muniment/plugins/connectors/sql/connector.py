"""Makes systems from URLs; `DIALECTS` is the table of the products known."""

from collections.abc import Sequence
from importlib import import_module

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from muniment.core.datamap.model import Dataset
from muniment.core.errors import UsageError
from muniment.core.finding.ports import SystemSettings
from muniment.plugins.connectors.sql.dialects.dialect import Dialect
from muniment.plugins.connectors.sql.system import SqlSystem

DIALECTS = {
    "mariadb": ("mariadb+pymysql", "mysql:MySQL"),
    "mssql": ("mssql+pymssql", "mssql:SQLServer"),
    "mysql": ("mysql+pymysql", "mysql:MySQL"),
    "oracle": ("oracle+oracledb", "oracle:Oracle"),
    "postgres": ("postgresql+psycopg", "postgresql:PostgreSQL"),
    "postgresql": ("postgresql+psycopg", "postgresql:PostgreSQL"),
    "sqlite": ("sqlite", "sqlite:SQLite"),
}
"""The name that starts a URL: the SQLAlchemy dialect and driver, and the module and class that speak to it."""

_DIALECTS_PACKAGE = "muniment.plugins.connectors.sql.dialects"


class SqlConnector:
    """Connects to a database that SQLAlchemy knows and `DIALECTS` names."""

    def connect(self, settings: SystemSettings, datasets: Sequence[Dataset]) -> SqlSystem:
        """The database behind the URL; nothing is reached yet."""
        url = _url(settings)
        drivername, where = DIALECTS[url.get_backend_name()]
        dialect = load_dialect(where)
        try:
            engine = dialect.engine(url.set(drivername=drivername), settings)
        except (ImportError, NoSuchModuleError):
            raise UsageError(
                f"The system '{settings.name}' needs a driver that is not installed: "
                f"pip install 'muniment[{url.get_backend_name()}]'."
            ) from None
        return SqlSystem(engine, dialect, settings, datasets)


def load_dialect(where: str) -> Dialect:
    """The dialect at "module:Class": a module is loaded only when a system wants it."""
    module, name = where.split(":")
    dialect: Dialect = getattr(import_module(f"{_DIALECTS_PACKAGE}.{module}"), name)()
    return dialect


def _url(settings: SystemSettings) -> URL:
    """The URL, whose text is never shown: it may hold a password."""
    if settings.url is None:
        raise UsageError(f"The system '{settings.name}' has no url; the connector 'sql' needs one.")
    known = ", ".join(sorted(DIALECTS))
    try:
        url = make_url(settings.url)
    except (ArgumentError, ValueError):
        raise UsageError(
            f"The url of the system '{settings.name}' cannot be read; write it as "
            "postgresql://user:password@host:5432/database, with special characters in the password as %XX."
        ) from None
    if url.get_backend_name() not in DIALECTS:
        raise UsageError(f"The url of the system '{settings.name}' names a product not known here; known: {known}.")
    return url
