"""Peers' own databases for tests: filled by their scripts, and what hand-written SQL says is held on a person."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pymysql
from psycopg.rows import dict_row
from pymysql.constants import CLIENT
from sqlalchemy import make_url

from muniment.core.datamap.model import Collection, DataMap
from muniment.core.finding.ports import System, SystemSettings
from muniment.plugins.connectors.files import FilesConnector
from tests.runs.search.gathering import Gathered, systems
from tests.servers import mariadb

PEERS = Path(__file__).parents[3] / "data" / "peers"

Rows = dict[str, list[dict[str, Any]]]
"""The rows of each "dataset.collection", by field, in an order of no meaning that is always the same."""


def fill(url: str, *scripts: Path) -> None:
    """Runs SQL scripts in a database."""
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        if url.startswith("postgresql"):
            with psycopg.connect(url, autocommit=True) as postgresql:
                postgresql.execute(text.replace("CREATE INDEX CONCURRENTLY", "CREATE INDEX").encode())
        else:
            with closing(_mariadb(url)) as connection, connection.cursor() as cursor:
                cursor.execute(text)
                while cursor.nextset():
                    pass


@contextmanager
def connected(datamap: DataMap, places: Mapping[str, str]) -> Iterator[dict[str, System]]:
    """Connects each system of the map by its URL or, for files, its folder."""
    urls = {name: place for name, place in places.items() if "://" in place}
    with systems(datamap, urls) as made:
        for name in places.keys() - urls.keys():
            datasets = [one for one in datamap.datasets if one.system == name]
            made[name] = FilesConnector().connect(SystemSettings(name=name, path=places[name]), datasets)
        yield made


def held(datamap: DataMap, places: Mapping[str, str], queries: Mapping[str, str]) -> Rows:
    """What the queries, one for each collection, select; each selects something."""
    rows: Rows = {}
    for name, query in queries.items():
        dataset = name.partition(".")[0]
        rows[name] = _ordered(asked(places[datamap.dataset(dataset).system], query))
        assert rows[name], f"the query for {name} selects nothing, so it proves nothing"
    by_name = {str(one.id): one for one in datamap.collections()}
    return {name: _ordered([_of_map(row, by_name[name].columns) for row in some]) for name, some in rows.items()}


def found(datamap: DataMap, gathered: Gathered, person: int = 0) -> Rows:
    """What the search gave, in the same form."""
    return {
        str(id): _ordered([dict(zip(datamap.collection(id).columns, row, strict=True)) for row in rows])
        for id, rows in gathered.rows[person].items()
    }


def with_people_in(datamap: DataMap, collection: str) -> DataMap:
    """The map without the word that rows of a collection are not people."""
    datasets = [
        replace(dataset, collections=tuple(_with_people(one, collection) for one in dataset.collections))
        for dataset in datamap.datasets
    ]
    return DataMap(datasets=tuple(datasets))


def marked(gathered: Gathered, flag: str, person: int = 0) -> dict[str, list[str]]:
    """The keys of the rows that carry a flag (`shared` or `other`), by collection."""
    flagged = {
        id.collection: sorted(one.key for one in rows if getattr(one, flag))
        for id, rows in gathered.reasons[person].items()
    }
    return {name: keys for name, keys in flagged.items() if keys}


def asked(place: str, query: str) -> list[dict[str, Any]]:
    """The rows of a query, by the product's plain driver; DuckDB for a folder, whose files the query names."""
    if "://" not in place:
        with duckdb.connect(config={"file_search_path": place}) as files:
            answer = files.sql(query)
            rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
            return [json.loads(row["json"]) if row.keys() == {"json"} else row for row in rows]
    if place.startswith("postgresql"):
        with psycopg.connect(place, row_factory=dict_row) as postgresql:
            return postgresql.execute(query.encode()).fetchall()
    if place.startswith("sqlite"):
        with closing(sqlite3.connect(make_url(place).database or "")) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query)]
    with closing(mariadb.connect(place)) as connection, connection.cursor(pymysql.cursors.DictCursor) as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _with_people(one: Collection, name: str) -> Collection:
    return replace(one, notes=replace(one.notes, subject=None)) if one.id.collection == name else one


def _of_map(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: row[column] for column in columns}


def _ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=repr)


def _mariadb(url: str) -> "pymysql.connections.Connection[pymysql.cursors.Cursor]":
    parts = make_url(url)
    return pymysql.connect(
        host=parts.host,
        port=parts.port or 3306,
        user=parts.username,
        password=str(parts.password or ""),
        database=parts.database,
        autocommit=True,
        charset="utf8mb4",
        client_flag=CLIENT.MULTI_STATEMENTS,
    )
