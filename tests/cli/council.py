"""A council for tests of `muniment find`: systems made by SQL, a map written in a line a collection, the command.

A field is written as in `tests.core.finding.maps` ("id!", "email@email", "owner>person.id"), and also
"number=exact@member" (match rule), "tags[]@tag" (list) and "card.contact.email@email" (inside a document).
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from muniment.cli.main import main
from muniment.plugins.connectors.sql.connector import DIALECTS

DIRECTIONS = {">>": "to", ">": None, "<": "from"}
_FIELD = re.compile(
    r"(?P<path>[^!=@<>~\[]+)(?P<array>\[\])?(?P<key>!)?(=(?P<match>\w+))?(@(?P<identity>\w+))?"
    r"((?P<mark>>>|>|<)(?P<target>[^~]+))?(~(?P<category>.+))?"
)

Collections = Mapping[str, str | Sequence[dict[str, object]] | tuple[str, dict[str, object]]]


@dataclass(frozen=True, kw_only=True)
class Store:
    """One empty database of a product."""

    product: str
    url: str

    def run(self, *statements: str) -> None:
        """Runs statements as the owner."""
        url = sa.make_url(self.url)
        engine = sa.create_engine(url.set(drivername=DIALECTS[url.drivername][0]), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        engine.dispose()

    def fill(self, table: str, *rows: Sequence[object]) -> None:
        """Adds rows to a table, its name as SQL writes it."""
        mark = "?" if self.product == "sqlite" else "%s"
        url = sa.make_url(self.url)
        engine = sa.create_engine(url.set(drivername=DIALECTS[url.drivername][0]))
        with engine.begin() as connection:
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({', '.join(mark for _ in row)})", tuple(row))
        engine.dispose()


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How the command ended, and what it wrote."""

    code: int
    out: str
    err: str
    folder: Path

    def rows(self, collection: str, dataset: str = "held") -> list[dict[str, Any]]:
        """The rows of a data file; none when there is no such file."""
        return self._list("data", dataset, collection)

    def found(self, collection: str, dataset: str = "held") -> list[dict[str, Any]]:
        """Why each row is there."""
        return self._list("found", dataset, collection)

    def keys(self, dataset: str = "held") -> dict[str, list[str]]:
        """The keys found in each collection with rows, sorted."""
        files = sorted((self.folder / "found" / dataset).glob("*.json"))
        return {file.stem: sorted(str(one["key"]) for one in json.loads(file.read_text())) for file in files}

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest, once every file in the folder has been held against it."""
        read: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        there = {str(one.relative_to(self.folder)) for one in self.folder.rglob("*") if one.is_file()}
        assert there == set(read["files"]) | {"manifest.json"}
        for name, known in read["files"].items():
            content = (self.folder / name).read_bytes()
            assert (hashlib.sha256(content).hexdigest(), len(content)) == (known["sha256"], known["bytes"]), name
        return read

    @property
    def page(self) -> str:
        """The first page."""
        return (self.folder / "index.html").read_text(encoding="utf-8")

    def wrote_nothing(self) -> bool:
        """Whether neither the folder nor anything beside it is left."""
        return not list(self.folder.parent.glob(f"{self.folder.name}*"))

    def _list(self, kind: str, dataset: str, collection: str) -> list[dict[str, Any]]:
        file = self.folder / kind / dataset / f"{collection}.json"
        read: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
        return read


class Council:
    """A folder with a map and a systems file, and the command."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        self.map = folder / "map.json"
        self.systems = folder / "systems.toml"
        self._datasets: list[dict[str, object]] = []
        self._runs = 0

    def sqlite(self, key: str = "held") -> Store:
        """An empty SQLite database."""
        return Store(product="sqlite", url=f"sqlite:///{self.folder}/{key}.db")

    def system(self, where: str | Store | Path, key: str = "held", **settings: object) -> None:
        """Adds a system to the systems file."""
        place = f"path = {json.dumps(str(where))}"
        if not isinstance(where, Path):
            place = f"url = {json.dumps(where.url if isinstance(where, Store) else where)}"
        more = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
        with self.systems.open("a", encoding="utf-8") as file:
            file.write(f"[systems.{key}]\n{place}\n{more}")

    def maps(self, collections: Collections, key: str = "held", **notes: object) -> None:
        """Adds a dataset to the map."""
        made = [_collection(name, what, key) for name, what in collections.items()]
        self._datasets.append({"fides_key": key, "collections": made} | ({"muniment": notes} if notes else {}))
        self.map.write_text(json.dumps({"dataset": self._datasets}, indent=1), encoding="utf-8")

    def holds(self, store: Store, collections: Collections, *statements: str, key: str = "held") -> None:
        """Adds a dataset to the map, its system, and the tables and rows in it."""
        self.maps(collections, key)
        self.system(store, key)
        store.run(*statements)

    def person(self, id: str = "case-17", **identities: object) -> Path:
        """A file with one person."""
        file = self.folder / "person.json"
        file.write_text(json.dumps({"id": id, "identities": identities}), encoding="utf-8")
        return file

    def arguments(self, *arguments: str | Path, out: Path | None = None, **identities: str) -> list[str]:
        """The words of the command."""
        given = [word for key, value in identities.items() for word in ("--identity", f"{key}={value}")]
        self._runs += 1
        folder = out or self.folder / f"out{self._runs}"
        return [
            *("muniment", "find", str(self.map), "--systems", str(self.systems), "--out", str(folder)),
            *given,
            *map(str, arguments),
        ]

    def find(self, *arguments: str | Path, out: Path | None = None, **identities: str) -> Ended:
        """Runs the command in this process."""
        words = self.arguments(*arguments, out=out, **identities)
        self._monkeypatch.setattr(sys, "argv", words)
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return Ended(code=int(ended.value.code or 0), out=said.out, err=said.err, folder=Path(words[6]))

    def call(self, *arguments: str | Path, out: Path | None = None, **identities: str) -> "subprocess.Popen[str]":
        """Starts the command as a process of its own."""
        words = self.arguments(*arguments, out=out, **identities)
        return subprocess.Popen(
            [sys.executable, "-m", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )


def _collection(
    name: str, what: str | Sequence[dict[str, object]] | tuple[str, dict[str, object]], dataset: str
) -> dict[str, object]:
    spec, notes = what if isinstance(what, tuple) else (what, {})
    fields = _fields(spec.split(), dataset) if isinstance(spec, str) else list(spec)
    return {"name": name, "fields": fields} | ({"muniment": notes} if notes else {})


def _fields(specs: Sequence[str], dataset: str) -> list[dict[str, object]]:
    top: list[dict[str, object]] = []
    for spec in specs:
        parts = _FIELD.fullmatch(spec)
        assert parts, spec
        *outer, name = parts["path"].split(".")
        level = top
        for step in outer:
            level = _inside(level, step)
        level.append(_field(name, parts, dataset))
    return top


def _inside(level: list[dict[str, object]], step: str) -> list[dict[str, object]]:
    known = next((one for one in level if one["name"] == step), None)
    if known is None:
        known = {"name": step, "fields": []}
        level.append(known)
    inner: list[dict[str, object]] = known.setdefault("fields", [])  # type: ignore[assignment]
    return inner


def _field(name: str, parts: "re.Match[str]", dataset: str) -> dict[str, object]:
    meta: dict[str, object] = {}
    if parts["key"]:
        meta["primary_key"] = True
    if parts["array"]:
        meta["data_type"] = "string[]"
    if parts["identity"]:
        meta["identity"] = parts["identity"]
    if parts["target"]:
        *owner, collection, field = parts["target"].split(".")
        reference = {"dataset": owner[0] if owner else dataset, "field": f"{collection}.{field}"}
        direction = DIRECTIONS[parts["mark"]]
        meta["references"] = [reference | ({"direction": direction} if direction else {})]
    made: dict[str, object] = {"name": name}
    if meta:
        made["fides_meta"] = meta
    if parts["match"]:
        made["muniment"] = {"match": parts["match"]}
    if parts["category"]:
        made["data_categories"] = [parts["category"]]
    return made
