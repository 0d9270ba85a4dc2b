"""The keys and rows one search knows, in a private SQLite file that spills to disk and is forgotten.

A search may meet a million rows; their keys must not all stand in memory. SQLite's temporary database
(opened by an empty name) keeps a few megabytes in memory, writes the rest to a file that has no name any
more, and is gone when it is closed.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from muniment.core.finding.ports import Key
from muniment.core.finding.visit import Sender

_CACHE_KIB = 16_384
_AT_ONCE = 1_000
"""How many keys, counts and rows wait in memory to be written together."""
_INSERT_FOUND = """
INSERT OR IGNORE INTO found (collection, person, name, number, key, path, other, raised, sight, pointed)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_SCHEMA = """
CREATE TABLE key (id INTEGER PRIMARY KEY, rule INT, strand INT, value TEXT, path INT, UNIQUE (rule, strand, value));
CREATE INDEX key_of_rule ON key (rule);
CREATE TABLE found (
    id INTEGER PRIMARY KEY, collection INT, person INT, name TEXT,
    number INT, key TEXT, path INT, other INT, raised INT, sight TEXT, pointed TEXT
);
CREATE INDEX found_for ON found (collection, person);
CREATE UNIQUE INDEX found_once ON found (collection, person, name) WHERE name IS NOT NULL;
CREATE TABLE pointing (
    link INT, person INT, value TEXT, rows INT, PRIMARY KEY (link, person, value)
) WITHOUT ROWID;
CREATE TABLE shared (found INT PRIMARY KEY) WITHOUT ROWID;
"""


class Sighting(NamedTuple):
    """One row found for one person, as it is remembered until the folder is finished."""

    number: int  # of the row in the person's data file, from 1
    key: str
    path: int
    other: bool
    raised: bool  # reached upwards at least once, so it may be shared
    sight: str  # what an officer should look at, as JSON
    pointed: str  # its key in each link that may point at it, as JSON


class Remembered(NamedTuple):
    """What the store tells of one row again, when the folder is finished."""

    number: int
    key: str
    path: int
    other: bool
    sight: str
    shared: bool


class KeyStore:
    """Everything a search must remember that grows with the rows it finds; numbers stand for rules and people."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        self._taken: dict[int, int] = {}
        self._waiting: Counter[int] = Counter()
        self._sent: dict[int, dict[tuple[int, str], int]] = defaultdict(dict)
        self._sendings = 0
        self._pointed: Counter[tuple[int, int, str]] = Counter()
        self._seen: list[tuple[object, ...]] = []

    def close(self) -> None:
        """Forgets everything."""
        self._db.close()

    def send(self, rule: int, key: Key, sender: Sender) -> None:
        """Remembers a key to be looked up, once for each strand."""
        self._sent[rule].setdefault((sender.strand, _text(key)), sender.path)
        self._sendings += 1
        if self._sendings >= _AT_ONCE:
            self._write_sent()

    def waiting(self, rule: int) -> int:
        """How many keys wait on a rule."""
        self._write_sent()
        return self._waiting[rule]

    def take(self, rule: int, most: int) -> list[tuple[Key, Sender]]:
        """The next keys that wait on a rule, oldest first."""
        self._write_sent()
        rows = self._db.execute(
            "SELECT id, strand, value, path FROM key WHERE rule = ? AND id > ? ORDER BY id LIMIT ?",
            (rule, self._taken.get(rule, 0), most),
        ).fetchall()
        if rows:
            self._taken[rule] = rows[-1][0]
            self._waiting[rule] -= len(rows)
        return [(_key(value), Sender(strand, path)) for _, strand, value, path in rows]

    def sees(self, collection: int, person: int, name: str | None, sighting: Sighting) -> bool:
        """Remembers a row; False when its name was there already, of which only what is new is then kept.

        A row that cannot come twice needs no name.
        """
        row = (collection, person, name, *sighting)
        if name is None:
            self._seen.append(row)
            if len(self._seen) >= _AT_ONCE:
                self._write_seen()
            return True
        if self._db.execute(_INSERT_FOUND, row).rowcount:
            return True
        self._db.execute(
            "UPDATE found SET other = min(other, ?), raised = max(raised, ?)"
            " WHERE collection = ? AND person = ? AND name = ?",
            (sighting.other, sighting.raised, collection, person, name),
        )
        return False

    def point(self, link: int, person: int, key: Key) -> None:
        """Counts one found child row for the parent key it points at."""
        self._pointed[link, person, _text(key)] += 1
        if len(self._pointed) >= _AT_ONCE:
            self._write_pointed()

    def pointing(self, link: int, person: int, key: Key) -> int:
        """How many of a person's found rows point at a parent key."""
        self._write_pointed()
        row = self._db.execute(
            "SELECT rows FROM pointing WHERE link = ? AND person = ? AND value = ?", (link, person, _text(key))
        ).fetchone()
        return int(row[0]) if row else 0

    def raised(self, collection: int) -> Iterator[tuple[int, int, str]]:
        """The rows reached upwards: id, person, and the keys of the links that may point at them, as JSON."""
        self._write_seen()
        return self._db.execute(
            "SELECT id, person, pointed FROM found WHERE collection = ? AND raised ORDER BY id", (collection,)
        )

    def share(self, found: Iterable[int]) -> None:
        """Marks remembered rows, by id, as shared."""
        self._db.executemany("INSERT OR IGNORE INTO shared VALUES (?)", [(id,) for id in found])

    def sightings(self, collection: int, person: int) -> Iterator[Remembered]:
        """The rows of a collection found for a person, in the order of the data file."""
        self._write_seen()
        rows = self._db.execute(
            "SELECT number, key, path, other, sight, id IN (SELECT found FROM shared)"
            " FROM found WHERE collection = ? AND person = ? ORDER BY id",
            (collection, person),
        )
        return map(Remembered._make, rows)

    def _write_sent(self) -> None:
        for rule, sent in self._sent.items():
            added = self._db.executemany(
                "INSERT OR IGNORE INTO key (rule, strand, value, path) VALUES (?, ?, ?, ?)",
                [(rule, strand, value, path) for (strand, value), path in sent.items()],
            )
            self._waiting[rule] += added.rowcount
        self._sent.clear()
        self._sendings = 0

    def _write_pointed(self) -> None:
        if self._pointed:
            self._db.executemany(
                "INSERT INTO pointing VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
                [(*pointed, rows) for pointed, rows in self._pointed.items()],
            )
            self._pointed.clear()

    def _write_seen(self) -> None:
        if self._seen:
            self._db.executemany(_INSERT_FOUND, self._seen)
            self._seen.clear()


_WRITTEN_OUT = "\x1e"
"""Before a key of several parts, written as JSON; one part stands as it is."""


def _text(key: Key) -> str:
    plain = key[0]
    return plain if len(key) == 1 and not plain.startswith(_WRITTEN_OUT) else _WRITTEN_OUT + json.dumps(key)


def _key(text: str) -> Key:
    return tuple(json.loads(text[1:])) if text.startswith(_WRITTEN_OUT) else (text,)
