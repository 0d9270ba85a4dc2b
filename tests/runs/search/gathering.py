"""A sink that keeps the rows it is given, and searches made short for tests."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from muniment.core.datamap.model import DataMap
from muniment.core.finding.findings import FoundRow
from muniment.core.finding.ports import Row, System, SystemSettings
from muniment.core.values import CollectionId, Person
from muniment.plugins.connectors.sql import SqlConnector
from muniment.runs.search import Outcome, Request, search


class Gathered:
    """Keeps every row and the reasons for it, by person and collection."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[CollectionId, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self.reasons: dict[int, dict[CollectionId, list[FoundRow]]] = defaultdict(lambda: defaultdict(list))

    def row(self, person: int, collection: CollectionId, row: Row) -> None:
        self.rows[person][collection].append(row)

    def found(self, person: int, collection: CollectionId, found: FoundRow) -> None:
        self.reasons[person][collection].append(found)

    def preview(self, person: int, collection: CollectionId) -> Sequence[Row]:
        return self.rows[person][collection][:50]

    def keys(self, person: int = 0) -> dict[str, list[str]]:
        """The keys found in each collection with rows, sorted."""
        return {id.collection: sorted(found.key for found in rows) for id, rows in self.reasons[person].items() if rows}


def sqlite_table(path: Path, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Adds a table, its names quoted and its columns without a type, to a SQLite file."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")  # a test loses nothing with the machine
    listed = ", ".join(f'"{column}"' for column in columns)
    database.execute(f'CREATE TABLE "{name}" ({listed})')
    database.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)
    database.commit()
    database.close()


@contextmanager
def systems(datamap: DataMap, urls: Mapping[str, str], **settings: float) -> Iterator[dict[str, System]]:
    """Connects each system of the map by its URL."""
    with ExitStack() as stack:
        made: dict[str, System] = {}
        for name, url in urls.items():
            datasets = [one for one in datamap.datasets if one.system == name]
            made[name] = SqlConnector().connect(SystemSettings(name=name, url=url, **settings), datasets)  # type: ignore[arg-type]
            stack.callback(made[name].close)
        yield made


def find(
    datamap: DataMap,
    connected: Mapping[str, System],
    *people: Person,
    chosen: Mapping[CollectionId, frozenset[str]] | None = None,
) -> tuple[list[Outcome], Gathered]:
    """Searches for the people."""
    gathered = Gathered()
    request = Request(datamap=datamap, systems=connected, people=people, chosen=chosen or {})
    return list(search(request, gathered)), gathered
