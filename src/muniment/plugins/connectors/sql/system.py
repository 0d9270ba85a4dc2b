"""A connected database, kept open between searches."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine

from muniment.core.datamap.live import LiveCollection
from muniment.core.datamap.model import Collection, Dataset, FieldPath, MatchRule
from muniment.core.errors import SystemUnavailable
from muniment.core.finding.ports import SystemSettings
from muniment.plugins.connectors.sql.dialects.dialect import Dialect
from muniment.plugins.connectors.sql.faults import failure, fault
from muniment.plugins.connectors.sql.schema import Schema
from muniment.plugins.connectors.sql.session import SqlSession


class SqlSystem:
    """One database: a pool of connections, and what it holds as far as the data map names it."""

    def __init__(self, engine: Engine, dialect: Dialect, settings: SystemSettings, datasets: Sequence[Dataset]) -> None:
        self.settings = settings
        self._engine = engine
        self._dialect = dialect
        self._schema = Schema(engine, dialect, settings, datasets)

    @contextmanager
    def session(self) -> Iterator[SqlSession]:
        """A read-only snapshot."""
        try:
            self._schema.tables()
            connection = self._begin()
        except Exception as error:  # the drivers' errors have no class in common
            raise SystemUnavailable(self.settings.name, fault(self._dialect, error).why) from None
        session = SqlSession(connection, self._dialect, self._schema, self.settings.name)
        try:
            yield session
        finally:
            self._end(session, connection)

    def live(self, collection: Collection) -> LiveCollection | None:
        """What stands under that name, as when the system was first asked."""
        try:
            target = self._schema.target(collection)
        except Exception as error:
            raise failure(self._dialect, self.settings.name, collection, error) from None
        return None if target is None else target.table.live

    def missing_index(self, collection: Collection, fields: tuple[FieldPath, ...], match: MatchRule) -> str | None:
        """The statement that would add an index for the condition; None when one serves or none can."""
        try:
            return self._schema.missing_index(collection, fields, match)
        except Exception as error:
            raise failure(self._dialect, self.settings.name, collection, error) from None

    def close(self) -> None:
        """Gives every connection back."""
        self._engine.dispose()

    def _begin(self) -> Connection:
        """A connection with a snapshot begun; one that lay idle while its server restarted is replaced."""
        connection = self._engine.connect()
        try:
            self._dialect.begin(connection.connection.driver_connection, self.settings)
        except Exception as error:
            connection.invalidate()
            connection.close()
            if not fault(self._dialect, error).is_system:
                raise
            self._engine.dispose()
            connection = self._engine.connect()
            self._dialect.begin(connection.connection.driver_connection, self.settings)
        return connection

    def _end(self, session: SqlSession, connection: Connection) -> None:
        """Whatever was asked has been read: a server that is gone by now takes nothing with it."""
        try:
            session.end_open()
            connection.connection.rollback()
        except Exception:
            with suppress(Exception):
                connection.invalidate()
        with suppress(Exception):
            connection.close()
