"""The keys and rows one search knows, in a private SQLite file that spills to disk and is forgotten.

A search may meet a million rows; their keys must not all stand in memory. SQLite's temporary database
(opened by an empty name) keeps a few megabytes in memory, writes the rest to a file that has no name any
more, and is gone when it is closed.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from muniment.core.finding.ports import Key
from muniment.core.finding.visit import Sender

_CACHE_KIB = 16_384
_SCHEMA = """
CREATE TABLE key (id INTEGER PRIMARY KEY, rule INT, strand INT, value TEXT, path INT, UNIQUE (rule, strand, value));
CREATE INDEX key_of_rule ON key (rule);
CREATE TABLE found (
    id INTEGER PRIMARY KEY, collection INT, person INT, name TEXT,
    number INT, key TEXT, path INT, other INT, raised INT, sight TEXT, pointed TEXT,
    UNIQUE (collection, person, name)
);
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


class KeyStore:
    """Everything a search must remember that grows with the rows it finds; numbers stand for rules and people."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("BEGIN")
        self._taken: dict[int, int] = {}
        self._waiting: dict[int, int] = {}

    def close(self) -> None:
        """Forgets everything."""
        self._db.close()

    def send(self, rule: int, key: Key, sender: Sender) -> None:
        """Remembers a key to be looked up, once for each strand."""
        added = self._db.execute(
            "INSERT OR IGNORE INTO key (rule, strand, value, path) VALUES (?, ?, ?, ?)",
            (rule, sender.strand, _text(key), sender.path),
        )
        self._waiting[rule] = self._waiting.get(rule, 0) + added.rowcount

    def waiting(self, rule: int) -> int:
        """How many keys wait on a rule."""
        return self._waiting.get(rule, 0)

    def take(self, rule: int, most: int) -> list[tuple[Key, Sender]]:
        """The next keys that wait on a rule, oldest first."""
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
        added = self._db.execute(
            "INSERT OR IGNORE INTO found (collection, person, name, number, key, path, other, raised, sight, pointed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (collection, person, name, *sighting),
        )
        if added.rowcount:
            return True
        self._db.execute(
            "UPDATE found SET other = min(other, ?), raised = max(raised, ?)"
            " WHERE collection = ? AND person = ? AND name = ?",
            (sighting.other, sighting.raised, collection, person, name),
        )
        return False

    def point(self, link: int, person: int, key: Key) -> None:
        """Counts one found child row for the parent key it points at."""
        self._db.execute(
            "INSERT INTO pointing VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET rows = rows + 1",
            (link, person, _text(key)),
        )

    def pointing(self, link: int, person: int, key: Key) -> int:
        """How many of a person's found rows point at a parent key."""
        row = self._db.execute(
            "SELECT rows FROM pointing WHERE link = ? AND person = ? AND value = ?", (link, person, _text(key))
        ).fetchone()
        return int(row[0]) if row else 0

    def raised(self, collection: int) -> Iterator[tuple[int, int, str]]:
        """The rows reached upwards: id, person, and the keys of the links that may point at them, as JSON."""
        return self._db.execute(
            "SELECT id, person, pointed FROM found WHERE collection = ? AND raised ORDER BY id", (collection,)
        )

    def share(self, found: Iterable[int]) -> None:
        """Marks remembered rows, by id, as shared."""
        self._db.executemany("INSERT OR IGNORE INTO shared VALUES (?)", [(id,) for id in found])

    def sightings(self, collection: int, person: int) -> Iterator[tuple[Sighting, bool]]:
        """The rows of a collection found for a person, in the order of the data file, and whether each is shared."""
        rows = self._db.execute(
            "SELECT number, key, path, other, raised, sight, pointed, id IN (SELECT found FROM shared)"
            " FROM found WHERE collection = ? AND person = ? ORDER BY id",
            (collection, person),
        )
        for *sighting, shared in rows:
            yield Sighting(*sighting), bool(shared)


_WRITTEN_OUT = "\x1e"
"""Before a key of several parts, written as JSON; one part stands as it is."""


def _text(key: Key) -> str:
    plain = key[0]
    return plain if len(key) == 1 and not plain.startswith(_WRITTEN_OUT) else _WRITTEN_OUT + json.dumps(key)


def _key(text: str) -> Key:
    return tuple(json.loads(text[1:])) if text.startswith(_WRITTEN_OUT) else (text,)
