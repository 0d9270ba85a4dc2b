"""The demo council: the same for the same seed, whole, nobody's, and told truly."""

import csv
import hashlib
import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from muniment.core.errors import UsageError
from muniment.runs.demo.council import NAME, Council, Recipe, build, standing
from muniment.runs.maps import read_map

RECIPE = Recipe(residents=1200, seed=3)
NAMING_THE_FOLDER = ("systems.toml", "council.json")
DATABASES = ("social_care", "revenues", "housing", "schools", "libraries", "contact")


def made(folder: Path, recipe: Recipe = RECIPE, url: str | None = None) -> Council:
    return build(folder, recipe, url, lambda _: None)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Council:
    return made(tmp_path_factory.mktemp("demo") / "council")


@pytest.fixture(scope="module")
def truth(council: Council) -> list[dict[str, Any]]:
    return [json.loads(line) for line in council.truth.read_text(encoding="utf-8").splitlines()]


def tables(council: Council) -> Iterator[tuple[str, list[str], list[tuple[Any, ...]], list[str]]]:
    """Each collection with its columns, its rows and the columns of its key, read without Muniment."""
    for system in DATABASES:
        database = sqlite3.connect(council.folder / f"{system}.db")
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = database.execute(f"PRAGMA table_info({table})").fetchall()
            keys = [name for _, name in sorted((column[5], column[1]) for column in columns if column[5])]
            rows = database.execute(f"SELECT * FROM {table}").fetchall()
            yield f"{system}.{table}", [column[1] for column in columns], rows, keys
        database.close()
    for table, keys in (("members", ["card_no"]), ("visits", ["card_no", "visited_on"])):
        with (council.folder / "leisure" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        yield f"leisure.{table}", header, [tuple(line) for line in lines], keys


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in NAMING_THE_FOLDER)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_makes_the_same_bytes_and_another_seed_does_not(council: Council, tmp_path: Path) -> None:
    again = hashes(made(tmp_path / "again").folder)
    assert again == hashes(council.folder)
    other = hashes(made(tmp_path / "other", Recipe(residents=1200, seed=4)).folder)
    assert {name for name in other if other[name] == again[name]} == {name for name in other if name.startswith("maps")}


def test_a_council_is_known_again_by_its_recipe_alone(council: Council) -> None:
    assert standing(council.folder, RECIPE) == council
    assert standing(council.folder, Recipe(residents=1201, seed=3)) is None
    assert standing(council.folder, Recipe(residents=1200, seed=3, is_postgresql=True)) is None
    assert standing(council.folder.parent, RECIPE) is None


def test_a_folder_that_is_no_council_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="not a demo council"):
        made(tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_no_identifier_stands_outside_the_test_ranges(council: Council) -> None:
    allowed = {
        r"[\w.+-]+@[\w.-]+": r"[\w.]+@example\.(com|org|net)",
        r"(?<![\w.])(?:\+44|0044|0)[\d ()-]{9,}\d": r"(\+44|0044|0)(0?7700900|0?1632960)\d{3}",
        r"\b[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]\b": r"QQ\d{6}[A-D]",
        r"\b\d{3} \d{3} \d{4}\b": r"999\d{7}",
        r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b": r"QX\d{2,3}[A-Z]{2}",
    }
    seen: Counter[str] = Counter()
    for name, _, rows, _ in tables(council):
        for value in (str(value) for row in rows for value in row if value is not None):
            for pattern, range in allowed.items():
                for found in re.findall(pattern, value):
                    seen[pattern] += 1
                    assert re.fullmatch(range, re.sub(r"[ ()-]", "", found), re.IGNORECASE), f"{name}: {found}"
    assert min(seen[pattern] for pattern in allowed) > 50


def test_every_reference_of_the_map_names_a_row_that_is_there(council: Council) -> None:
    values: dict[str, set[str]] = defaultdict(set)
    for name, columns, rows, _ in tables(council):
        for at, column in enumerate(columns):
            values[f"{name}.{column}"] = {str(row[at]) for row in rows if row[at] not in (None, "")}
    datamap = read_map([council.maps])
    references = [(one, leaf, ref) for one in datamap.collections() for leaf in one.leaves() for ref in leaf.references]
    assert len(references) > 20
    for collection, leaf, reference in references:
        held = values[f"{collection.id}.{leaf.name}"]
        assert held
        assert held <= values[f"{reference.target}.{reference.field[-1]}"], (collection.id, leaf.name)


def test_the_map_names_every_table_and_column(council: Council) -> None:
    mapped = {str(one.id): list(one.columns) for one in read_map([council.maps]).collections()}
    assert mapped == {name: columns for name, columns, _, _ in tables(council)}
    for name, columns, rows, keys in tables(council):
        places = [columns.index(key) for key in keys]
        assert len({tuple(row[at] for at in places) for row in rows}) == len(rows), name


def test_every_row_is_told_and_nothing_else(council: Council, truth: list[dict[str, Any]]) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for resident in truth:
        for part in ("rows", "lost", "beside"):
            for collection, keys in resident[part].items():
                told[collection] |= set(keys)
    there = {
        name: {",".join(str(row[columns.index(key)]) for key in keys) for row in rows}
        for name, columns, rows, keys in tables(council)
    }
    assert dict(told) == there
    assert council.rows == sum(len(rows) for _, _, rows, _ in tables(council))


def test_the_truth_agrees_with_sql_written_for_each_system(council: Council, truth: list[dict[str, Any]]) -> None:
    def keys(system: str, statement: str, *values: str) -> list[str]:
        database = sqlite3.connect(council.folder / f"{system}.db")
        found = [str(row[0]) for row in database.execute(statement, values)]
        database.close()
        return sorted(found)

    for resident in truth[:400]:
        rows, known = resident["rows"], resident["identities"]
        for nhs in known.get("nhs_number", []):
            notes = keys(
                "social_care",
                "SELECT case_note_id FROM case_notes JOIN dm_persons USING (person_id) WHERE replace(nhs_id,' ','')=?",
                nhs,
            )
            assert set(notes) <= set(rows.get("social_care.case_notes", {}))
        for nino in known.get("nino", []):
            rent = keys(
                "housing",
                "SELECT transaction_id FROM rent_transaction JOIN tenancy_person USING (tenancy_id) JOIN person"
                " USING (person_id) WHERE substr(upper(replace(nino,' ','')),1,8)=?",
                nino[:8],
            )
            assert rent == sorted(rows.get("housing.rent_transaction", {}))
        for upn in known.get("upn", []):
            guardians = keys("schools", "SELECT guardian_id FROM guardian JOIN pupil USING (pupil_id) WHERE upn=?", upn)
            assert guardians == sorted(rows["schools.guardian"])


def test_the_city_holds_what_makes_searching_hard(council: Council, truth: list[dict[str, Any]]) -> None:
    people = [resident for resident in truth if resident["age"] >= 18]
    assert 1200 <= len(truth) < 1206
    assert sum(len(one["identities"]["name"]) > 1 for one in people) > 100, "former names"
    assert sum(len(one["identities"]["postcode"]) > 1 for one in people) > 100, "moves"
    assert sum(one["email_tells_others"] for one in people) > 5, "children enrolled with a parent's address"
    assert sum(bool(one["lost"]) for one in truth) > 5, "rows nothing leads to"
    assert sum(any(others for others in one["rows"].get("housing.tenancy", {}).values()) for one in people) > 20
    names = " ".join(one["name"] for one in truth)
    assert all(mark in names for mark in "'éíł-")
    surnames = sqlite3.connect(council.folder / "social_care.db").execute(
        "SELECT count(*) FROM dm_persons WHERE date_of_death IS NOT NULL"
    )
    assert surnames.fetchone()[0] > 0


def test_the_name_is_no_councils() -> None:
    assert NAME == "Marlham City Council"


def test_a_council_on_postgresql_holds_the_same_rows(council: Council, tmp_path: Path, postgresql_url: str) -> None:
    twin = made(tmp_path / "council", Recipe(residents=1200, seed=3, is_postgresql=True), postgresql_url)
    assert twin.rows == council.rows
    assert twin.truth.read_bytes() == council.truth.read_bytes()
    with psycopg.connect(postgresql_url) as database:
        for name, _, rows, _ in tables(council):
            if not name.startswith("leisure"):
                counted = database.execute(f"SELECT count(*) FROM {name}".encode()).fetchone()
                assert counted == (len(rows),), name
    again = made(tmp_path / "council", Recipe(residents=300, seed=3, is_postgresql=True), postgresql_url)
    assert again.rows < twin.rows
    assert postgresql_url not in (twin.folder / "systems.toml").read_text(), "a password is never written down"
