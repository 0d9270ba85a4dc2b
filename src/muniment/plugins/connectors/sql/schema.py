"""What a system's datasets name in its database: described once and kept, with the indexes that serve them."""

import threading
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine

from muniment.core.datamap.model import Collection, Dataset, FieldPath, MatchRule
from muniment.core.finding.ports import SystemSettings
from muniment.core.values import CollectionId
from muniment.plugins.connectors.sql.describe import Names, describe
from muniment.plugins.connectors.sql.dialects.dialect import Dialect, Table
from muniment.plugins.connectors.sql.indexes import is_served, statement_for
from muniment.plugins.connectors.sql.statements import Target

Fields = tuple[FieldPath, ...]


class Schema:
    """The tables of one system, reached through `engine` when first asked; methods raise the driver's own errors."""

    def __init__(self, engine: Engine, dialect: Dialect, settings: SystemSettings, datasets: Sequence[Dataset]) -> None:
        self._engine = engine
        self._dialect = dialect
        self._schemas: Mapping[str, str | None] = {one.key: one.schema or settings.schema for one in datasets}
        self._wanted = [self._names(one) for dataset in datasets for one in dataset.collections if not one.notes.paper]
        self._tables: dict[Names, Table] | None = None
        self._served: dict[tuple[CollectionId, Fields, MatchRule], bool] = {}
        self._lock = threading.Lock()

    def tables(self) -> dict[Names, Table]:
        """Every table and view the datasets name that is there."""
        with self._lock:
            if self._tables is None:
                with self._engine.connect() as connection:
                    self._tables = describe(connection, self._dialect, self._wanted)
            return self._tables

    def target(self, collection: Collection) -> Target | None:
        """A collection with its live table or view; None when there is none."""
        return self._target(collection, self.tables())

    def is_served(self, connection: Connection, target: Target, fields: Fields, match: MatchRule) -> bool:
        """Whether an index serves the condition, as was so when it was first asked; none is looked for below a view."""
        if target.table.live.is_view:
            return False  # MariaDB explains a view only to those who may read the tables below it
        asked = (target.collection.id, fields, match)
        if asked not in self._served:
            self._served[asked] = is_served(connection, target, fields, match)
        return self._served[asked]

    def missing_index(self, collection: Collection, fields: Fields, match: MatchRule) -> str | None:
        """The statement that adds an index for the condition, looked at afresh; None when one serves or none can."""
        with self._engine.connect() as connection:
            target = self._target(collection, describe(connection, self._dialect, [self._names(collection)]))
            if target is None or target.table.live.is_view:
                return None
            served = self._served[collection.id, fields, match] = is_served(connection, target, fields, match)
            return None if served else statement_for(connection, target, fields, match)

    def _target(self, collection: Collection, tables: Mapping[Names, Table]) -> Target | None:
        table = tables.get(self._names(collection))
        return None if table is None else Target(dialect=self._dialect, collection=collection, table=table)

    def _names(self, collection: Collection) -> Names:
        return self._schemas.get(collection.id.dataset), collection.id.collection
