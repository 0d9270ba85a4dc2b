"""The suite every connector passes, on JSON lines and Parquet; CSV holds nothing but text, and has its own tests."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import MatchRule
from muniment.core.errors import CollectionUnreadable
from muniment.core.finding.ports import SystemSettings
from muniment.plugins.connectors.files import FilesConnector
from muniment.plugins.connectors.files.system import FilesSystem
from tests.plugins.connectors.contract import ConnectorContract, Product
from tests.plugins.connectors.tables import (
    DOCUMENTS,
    PEOPLE,
    PLACEMENTS,
    Column,
    Made,
    counted,
    dataset,
    found,
    together,
    when,
)

TYPES = {
    Kind.TEXT: "VARCHAR", Kind.INTEGER: "BIGINT", Kind.NUMBER: "DECIMAL(18, 4)", Kind.BOOLEAN: "BOOLEAN",
    Kind.DATE: "DATE", Kind.TIMESTAMP: "TIMESTAMP", Kind.UUID: "UUID", Kind.DOCUMENT: "JSON",
}  # fmt: skip


class FilesProduct:
    """A folder of files of one form."""

    def __init__(self, folder: Path, write: Callable[[Path, Made], None], holds: frozenset[Kind]) -> None:
        self.holds = holds
        self._folder = folder
        self._write = write

    def make(self, *tables: Made) -> FilesSystem:
        for table in tables:
            self._write(self._folder, table)
        settings = SystemSettings(name="tested", path=str(self._folder))
        return FilesConnector().connect(settings, [dataset(*(table.collection() for table in tables), GONE)])


GONE = Made(name="gone", columns=()).collection()


def write_json_lines(folder: Path, table: Made) -> None:
    names = [column.name for column in table.columns]
    lines = [json.dumps(dict(zip(names, row, strict=True)), default=str) for row in table.rows]
    (folder / f"{table.name}.jsonl").write_text("\n".join(lines))


def write_parquet(folder: Path, table: Made) -> None:
    write_json_lines(folder, table)
    source = folder / f"{table.name}.jsonl"
    types = "{" + ", ".join(f"{_quoted(one.name)}: '{_type(one)}'" for one in table.columns) + "}"
    duckdb.connect().execute(
        f"COPY (SELECT * FROM read_json('{source}', format = 'newline_delimited', columns = {types})) "
        f"TO '{folder / table.name}.parquet' (FORMAT parquet)"
    )
    source.unlink()


def _type(column: Column) -> str:
    return TYPES[column.kind] + ("[]" if column.is_array else "")


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


class FilesContract(ConnectorContract):
    """Files may let through rows that do not match, as the port allows; here is how far they do."""

    def test_keys_of_several_fields_match_together(self, product: Product) -> None:
        """Each part of a key is met by itself; counts hold them together."""
        system = product.make(PLACEMENTS)
        asked = together(["child", "episode"], (1, 2), (2, 1))
        with system.session() as session:
            assert {row[2] for row in found(session, PLACEMENTS, asked)} == {"a", "b", "c"}
            assert counted(session, PLACEMENTS, asked) == {("1", "2"): 1, ("2", "1"): 1}

    def test_fields_inside_documents_and_arrays_are_found(self, product: Product) -> None:
        """A row with a list of more than two elements is let through."""
        system = product.make(DOCUMENTS)
        cases = [
            (when(("doc", "home", "email"), "ann@example.com"), {1}),
            (when(("doc", "home", "email"), "ann@example.com", match=MatchRule.FOLDED), {1, 2}),
            (when(("doc", "home", "o'dd name%"), "x"), {1}),
            (when(("doc", "number"), 5), {1}),
            (when(("doc", "people", "ref"), "p2", "p3"), {1, 2}),
            (when(("doc", "people", "ref"), "P3", match=MatchRule.ALPHANUMERIC), {2}),
            (when("tags", "b"), {1, 2}),
            (when("tags", 'O\'Neil, "x"'), {2}),
            (when("tags", "AB", match=MatchRule.ALPHANUMERIC), {3}),
        ]
        with system.session() as session:
            for asked, rows in cases:
                assert {row[0] for row in found(session, DOCUMENTS, asked)} >= rows, asked
                assert sum(number for _, number in counted(session, DOCUMENTS, asked).items()) == len(rows), asked
            assert counted(session, DOCUMENTS, when("tags", "b", "c", "none")) == {("b",): 2, ("c",): 1}


class TestParquet(FilesContract):
    @pytest.fixture
    def product(self, tmp_path: Path) -> Iterator[Product]:
        yield FilesProduct(tmp_path, write_parquet, frozenset(TYPES))


class TestJsonLines(FilesContract):
    @pytest.fixture
    def product(self, tmp_path: Path) -> Iterator[Product]:
        yield FilesProduct(
            tmp_path, write_json_lines, frozenset({Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN, Kind.DOCUMENT})
        )

    def test_a_column_that_is_not_there_makes_its_collection_unreadable(self, product: Product) -> None:
        """Lines may leave fields out, so only a field that is searched by must be in some line."""
        system = product.make(PEOPLE)
        with system.session() as session:
            with pytest.raises(CollectionUnreadable, match="shoe_size"):
                found(session, PEOPLE, when("shoe_size", 1))
            wider = Made(name="people", columns=(*PEOPLE.columns, Column(name="shoe_size")))
            assert found(session, wider, when("id", 2)) == [(2, "bob@example.com", "Leeds", 1, None)]

    def test_what_is_really_there_is_told(self, product: Product) -> None:
        """JSON objects have no order of fields."""
        live = product.make(PEOPLE).live(PEOPLE.collection())
        assert live is not None
        assert {column.name for column in live.columns} == {"id", "email", "city", "manager"}
