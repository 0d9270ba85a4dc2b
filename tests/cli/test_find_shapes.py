"""`muniment find` over tables as they are: odd names, odd types, odd references; what is written is what is held."""

import csv
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.council import Council, Store

QUOTES = {"sqlite": '"', "postgresql": '"', "mariadb": "`"}
NAMES = ["Mixed Case", "select", "order", "semi;colon", "dot.ted", "per%cent", "ümläut", "back\\slash", "a:b", "'x'"]


def meta(name: str, **fides: object) -> dict[str, object]:
    """A field of the map."""
    return {"name": name} | ({"fides_meta": fides} if fides else {})


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_table_and_a_column_is_only_a_name(council: Council, store: Store, name: str) -> None:
    mark = QUOTES[store.product]
    table, column = (f"{mark}{one}{mark}" for one in (name, f"{name} id"))
    council.maps({name: [meta(f"{name} id", primary_key=True), meta("From", identity="email")]})
    council.system(store)
    if store.product != "sqlite":  # whose driver alone knows no formats
        table, column = table.replace("%", "%%"), column.replace("%", "%%")
    store.run(f"CREATE TABLE {table} ({column} INTEGER PRIMARY KEY, {mark}From{mark} VARCHAR(50))")
    store.fill(table, [1, "ann@example.com"], [2, "b@example.com"])
    ended = council.find(email="ann@example.com")
    assert (ended.code, ended.err) == (0, "")
    (entry,) = ended.manifest["collections"]
    assert (entry["collection"], entry["rows"]) == (name, 1)
    rows = json.loads((ended.folder / entry["files"]["json"]).read_text())
    assert rows == [{f"{name} id": 1, "From": "ann@example.com"}]


def test_a_name_that_leads_out_of_the_folder_does_not(council: Council) -> None:
    store = council.sqlite()
    names = ["../../x", "/etc/x", "..", "con", "UP"]
    for name in names:
        store.run(f'CREATE TABLE "{name}" (email TEXT)', f"INSERT INTO \"{name}\" VALUES ('ann@example.com')")
    council.maps(dict.fromkeys(names, "email@email"))
    council.system(store)
    before = set(council.folder.iterdir())
    ended = council.find(email="ann@example.com")
    assert ended.code == 0
    assert set(council.folder.iterdir()) - before == {ended.folder}
    for entry in ended.manifest["collections"]:
        for file in entry["files"].values():
            assert (ended.folder / file).resolve().is_relative_to(ended.folder)
            assert (ended.folder / file).exists()
    assert [entry["collection"] for entry in ended.manifest["collections"]] == names


def test_a_cycle_of_four_tables_ends_with_every_row_once(council: Council, store: Store) -> None:
    council.holds(
        store,
        {
            "a": "id! email@email b_id>b.id",
            "b": "id! c_id>c.id",
            "c": "id! d_id>d.id",
            "d": "id! a_id>a.id",
        },
        *(
            f"CREATE TABLE {one} (id INTEGER PRIMARY KEY, {more})"
            for one, more in {
                "a": "email VARCHAR(50), b_id INTEGER",
                "b": "c_id INTEGER",
                "c": "d_id INTEGER",
                "d": "a_id INTEGER",
            }.items()
        ),
        "INSERT INTO a VALUES (1, 'ann@example.com', 1), (2, NULL, 2), (3, 'bob@example.com', 3)",
        "INSERT INTO b VALUES (1, 1), (2, 2), (3, 3)",
        "INSERT INTO c VALUES (1, 1), (2, NULL), (3, 3)",
        "INSERT INTO d VALUES (1, 2), (3, 3), (4, 1)",
    )
    ended = council.find(email="ann@example.com")
    assert ended.keys() == {"a": ["1", "2"], "b": ["1", "2"], "c": ["1", "2"], "d": ["1", "4"]}


def test_a_table_that_refers_to_itself_is_followed_to_its_end(council: Council, store: Store) -> None:
    council.holds(
        store,
        {"case_file": "id! email@email before_id>>case_file.id"},
        "CREATE TABLE case_file (id INTEGER PRIMARY KEY, email VARCHAR(50), before_id INTEGER)",
        "INSERT INTO case_file VALUES (1, 'ann@example.com', 2), (2, NULL, 3), (3, NULL, 3), (4, NULL, 1)",
    )
    assert council.find(email="ann@example.com").keys() == {"case_file": ["1", "2", "3"]}


def test_rows_without_a_key_that_are_alike_are_all_there(council: Council, store: Store) -> None:
    council.holds(
        store,
        {"visit": "email@email place phone@phone_number"},
        "CREATE TABLE visit (email VARCHAR(50), place VARCHAR(20), phone VARCHAR(20))",
    )
    row = ["ann@example.com", "Pool", "07700 900123"]
    store.fill(
        "visit", row, row, row, ["ann@example.com", None, None], [None, "Pool", "07700900123"], [None, None, None]
    )
    ended = council.find(email="ann@example.com", phone_number="07700900123")
    assert ended.code == 0
    assert sorted(json.dumps(one) for one in ended.rows("visit")) == sorted(
        json.dumps(dict(zip(("email", "place", "phone"), one, strict=True)))
        for one in (row, row, row, ["ann@example.com", None, None], [None, "Pool", "07700900123"])
    )
    with (ended.folder / "data/held/visit.csv").open(newline="") as file:
        assert len(list(csv.reader(file))) == 6


def test_views_are_searched_like_tables(council: Council, store: Store) -> None:
    council.holds(
        store,
        {"everyone": "id! email@email", "note": "id! person_id>everyone.id"},
        "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(50))",
        "CREATE TABLE note (id INTEGER PRIMARY KEY, person_id INTEGER)",
        "CREATE VIEW everyone AS SELECT id, email FROM person",
        "INSERT INTO person VALUES (1, 'Ann@example.com'), (2, 'bob@example.com')",
        "INSERT INTO note VALUES (10, 1), (20, 2)",
    )
    assert council.find(email="ann@example.com").keys() == {"everyone": ["1"], "note": ["10"]}


@pytest.mark.parametrize("product", ["postgresql", "mariadb"])
def test_partitioned_tables_are_one(council: Council, product: str, request: pytest.FixtureRequest) -> None:
    store = Store(product=product, url=request.getfixturevalue(f"{product}_url"))
    council.maps({"payment": "id! year! email@email"})
    council.system(store)
    columns = "CREATE TABLE payment (id INT, year INT, email VARCHAR(50), PRIMARY KEY (id, year))"
    if product == "postgresql":
        store.run(
            f"{columns} PARTITION BY RANGE (year)",
            "CREATE TABLE payment_old PARTITION OF payment FOR VALUES FROM (MINVALUE) TO (2020)",
            "CREATE TABLE payment_new PARTITION OF payment FOR VALUES FROM (2020) TO (MAXVALUE)",
        )
    else:
        split = "PARTITION o VALUES LESS THAN (2020), PARTITION n VALUES LESS THAN MAXVALUE"
        store.run(f"{columns} PARTITION BY RANGE (year) ({split})")
    store.fill("payment", [1, 2019, "ann@example.com"], [1, 2021, "ann@example.com"], [2, 2021, "bob@example.com"])
    ended = council.find(email="ann@example.com")
    assert ended.keys() == {"payment": ["1,2019", "1,2021"]}


def test_two_datasets_on_one_connection_are_joined(council: Council, store: Store) -> None:
    council.maps({"person": "id! email@email"}, "people")
    council.maps({"letter": "id! person_id>people.person.id"}, "letters", same_as="people")
    council.system(store, "people")
    store.run(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(50))",
        "CREATE TABLE letter (id INTEGER PRIMARY KEY, person_id INTEGER)",
        "INSERT INTO person VALUES (1, 'ann@example.com'), (2, 'bob@example.com')",
        "INSERT INTO letter VALUES (10, 1), (20, 2)",
    )
    ended = council.find(email="ann@example.com")
    assert (ended.keys("people"), ended.keys("letters")) == ({"person": ["1"]}, {"letter": ["10"]})
    diary = json.loads((ended.folder / "search-diary.json").read_text())
    assert {one["system"] for one in diary} == {"people"}


def test_nulls_are_never_keys(council: Council, store: Store) -> None:
    council.holds(
        store,
        {"person": "id! email@email team_id>team.id", "team": "id! name", "note": "text person_id>person.id"},
        "CREATE TABLE person (id INTEGER PRIMARY KEY, email VARCHAR(50), team_id INTEGER)",
        "CREATE TABLE team (id INTEGER, name VARCHAR(20))",
        "CREATE TABLE note (text VARCHAR(20), person_id INTEGER)",
        "INSERT INTO person VALUES (1, 'ann@example.com', NULL), (2, NULL, NULL)",
        "INSERT INTO team VALUES (NULL, 'Nobody')",
        "INSERT INTO note VALUES ('of nobody', NULL), (NULL, 1)",
    )
    ended = council.find(email="ann@example.com")
    assert [len(ended.rows(one)) for one in ("person", "team", "note")] == [1, 0, 1]
    assert ended.rows("note") == [{"text": None, "person_id": 1}]


def test_keys_are_compared_as_the_system_compares_them(council: Council, mariadb_url: str) -> None:
    store = Store(product="mariadb", url=mariadb_url)
    council.holds(
        store,
        {"person": "ref! email@email", "note": "id! person_ref>person.ref"},
        "CREATE TABLE person (ref VARCHAR(9) COLLATE utf8mb4_general_ci PRIMARY KEY, email VARCHAR(50))",
        "CREATE TABLE note (id INT PRIMARY KEY, person_ref VARCHAR(9) COLLATE utf8mb4_general_ci)",
        "INSERT INTO person VALUES ('Ref-É', 'ann@example.com')",
        "INSERT INTO note VALUES (1, 'ref-e'), (2, 'REF-É '), (3, 'ref-f')",
    )
    assert council.find(email="ann@example.com").keys() == {"person": ["Ref-É"], "note": ["1", "2"]}


def test_the_blanks_of_a_char_column_are_no_part_of_a_key(council: Council, postgresql_url: str) -> None:
    council.holds(
        Store(product="postgresql", url=postgresql_url),
        {"person": "ref! email@email", "note": "id! person_ref>person.ref"},
        "CREATE TABLE person (ref CHAR(9) PRIMARY KEY, email TEXT)",
        "CREATE TABLE note (id INT PRIMARY KEY, person_ref VARCHAR(9))",
        "INSERT INTO person VALUES ('R1', 'ann@example.com')",
        "INSERT INTO note VALUES (1, 'R1'), (3, 'r1')",
    )
    assert council.find(email="ann@example.com").keys() == {"person": ["R1"], "note": ["1"]}


TYPES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "postgresql": (
        "a INT PRIMARY KEY, email TEXT, d DATE, t TIMESTAMPTZ, u UUID, n NUMERIC(20,4), f FLOAT8, b BYTEA, j JSONB,"
        " l TEXT[], y BOOLEAN, i INTERVAL, x XML, r INT4RANGE, p INET, tt TIME",
        "1, 'ann@example.com', '1066-10-14', '1899-12-31 23:30:00+01', '00000000-0000-0000-0000-00000000000a',"
        ' 1234567890123.4500, \'NaN\', \'\\x00ff\', \'{"z": [1, {"deep": null}], "a": "<b>"}\', \'{"x,y",NULL}\', TRUE,'
        " '1 day 02:00', '<a>é</a>', '[1,5)', '10.0.0.1', '23:59:59.5'",
        {
            "d": "1066-10-14",
            "u": "00000000-0000-0000-0000-00000000000a",
            "n": "1234567890123.4500",
            "f": "nan",
            "b": {"base64": "AP8="},
            "j": {"z": [1, {"deep": None}], "a": "<b>"},
            "l": ["x,y", None],
            "y": True,
            "x": "<a>é</a>",
            "p": "10.0.0.1",
            "tt": "23:59:59.500000",
        },
    ),
    "mariadb": (
        "a INT PRIMARY KEY, email VARCHAR(50), d DATE, t DATETIME(6), n DECIMAL(20,4), b VARBINARY(9), j JSON,"
        " y TINYINT(1), z DATE, e ENUM('x','y'), s SET('p','q'), tt TIME, bits BIT(3), u UUID, yr YEAR",
        "1, 'ann@example.com', '1066-10-14', '1899-12-31 23:30:00.5', 1234567890123.45, X'00ff', '{\"a\": \"<b>\"}', 1,"
        " '0000-00-00', 'y', 'p,q', '-26:00:00', b'101', '00000000-0000-0000-0000-00000000000a', 1999",
        {
            "d": "1066-10-14",
            "t": "1899-12-31T23:30:00.500000",
            "n": "1234567890123.4500",
            "b": {"base64": "AP8="},
            "y": 1,
            "z": "0000-00-00",
            "e": "y",
            "yr": 1999,
            "u": "00000000-0000-0000-0000-00000000000a",
        },
    ),
    "sqlite": (
        "a INTEGER PRIMARY KEY, email TEXT, d DATE, t TIMESTAMP, n NUMERIC, b BLOB, j JSON, big INTEGER, f REAL, any",
        "1, 'ann@example.com', '0099-10-14', '1899-12-31 23:30:00+01:00', '12345678901234567890.12', X'00ff',"
        " '{\"a\": 1}', 9223372036854775807, 9e999, 'text'",
        {
            "d": "0099-10-14",
            "t": "1899-12-31 23:30:00+01:00",
            "b": {"base64": "AP8="},
            "big": 9223372036854775807,
            "f": "inf",
            "any": "text",
        },
    ),
}


def test_values_of_every_type_are_written_as_they_are(council: Council, store: Store) -> None:
    columns, values, expected = TYPES[store.product]
    names = [one.split()[0] for one in re.sub(r"\([^)]*\)", "", columns).split(",")]
    council.maps({"thing": " ".join({"a": "a!", "email": "email@email"}.get(name, name) for name in names)})
    council.system(store)
    zero = ["SET SESSION sql_mode = ''"] if store.product == "mariadb" else []
    store.run(f"CREATE TABLE thing ({columns})", *zero, f"INSERT INTO thing VALUES ({values})".replace("%", "%%"))
    ended = council.find(email="ann@example.com")
    assert (ended.code, ended.err) == (0, "")
    (row,) = ended.rows("thing")
    assert {name: row[name] for name in expected} == expected
    assert list(row) == names
    assert all(row[name] is not None for name in names)
    with (ended.folder / "data/held/thing.csv").open(newline="", encoding="utf-8") as file:
        header, line = list(csv.reader(file))
    assert header == names
    assert dict(zip(header, line, strict=True))["d"] == expected["d"]


def test_time_zones_are_kept(council: Council, postgresql_url: str) -> None:
    council.holds(
        Store(product="postgresql", url=postgresql_url),
        {"call": "email@email at"},
        "CREATE TABLE call (email TEXT, at TIMESTAMPTZ)",
        "INSERT INTO call VALUES ('ann@example.com', '2026-07-01 12:00:00+01')",
    )
    (row,) = council.find(email="ann@example.com").rows("call")
    assert row["at"].endswith(("+00:00", "+01:00", "Z"))


def test_text_that_is_none_is_kept_and_everything_stays_valid(council: Council) -> None:
    store = council.sqlite()
    council.holds(
        store,
        {"note": "id! email@email text ref>other.ref", "other": "ref! name@name"},
        "CREATE TABLE note (id INTEGER PRIMARY KEY, email TEXT, text TEXT, ref TEXT)",
        "CREATE TABLE other (ref TEXT PRIMARY KEY, name TEXT)",
        "INSERT INTO note VALUES (1, 'ann@example.com', CAST(X'ff41fe' AS TEXT), CAST(X'fffe' AS TEXT)),"
        " (2, 'ann@example.com', CAST(X'610062' AS TEXT), CAST(X'6100' AS TEXT)),"
        " (3, CAST(X'ff' AS TEXT) || 'ann@example.com', 'not hers', NULL),"
        " (4, 'ann@example.com', char(8232, 27, 7, 13, 10, 65534, 128169), '\"}],[{'),"
        " (5, 'ann@example.com', '{\"half\": \"\\ud800\"}', '[\"\\ud800\"]')",
        "INSERT INTO other VALUES (CAST(X'6100' AS TEXT), 'NUL'), ('\"}],[{', 'Quoted')",
    )
    ended = council.find(email="ann@example.com", name="Quoted")
    assert (ended.code, ended.err) == (0, "")
    rows = {one["id"]: one for one in ended.rows("note")}
    assert sorted(rows) == [1, 2, 4, 5]
    assert rows[1]["text"] == {"base64": "/0H+"}
    assert rows[2]["text"] == "a\x00b"
    assert rows[4]["text"] == "\u2028\x1b\x07\r\n\ufffe\U0001f4a9"
    assert [one["name"] for one in ended.rows("other")] == ["Quoted"]
    assert "\x1b" not in ended.page
    assert ended.manifest["complete"]
    with (ended.folder / "data/held/note.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 5


def test_halves_of_characters_in_a_reference_do_no_harm(council: Council) -> None:
    store = council.sqlite()
    council.holds(
        store,
        {"note": "id! email@email doc.ref>other.ref doc.name@name", "other": "ref! doc"},
        "CREATE TABLE note (id INTEGER PRIMARY KEY, email TEXT, doc TEXT)",
        "CREATE TABLE other (ref TEXT PRIMARY KEY, doc TEXT)",
    )
    store.fill("note", [1, "ann@example.com", '{"ref": "\\ud800", "name": "\\ud800Ann"}'])
    store.fill("other", ["x", "y"])
    ended = council.find(email="ann@example.com")
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.rows("note")) == 1
    assert ended.manifest["complete"]


def test_a_file_in_another_encoding_is_read(council: Council) -> None:
    folder = council.folder / "exports"
    folder.mkdir()
    (folder / "member.csv").write_bytes(
        "email;name\r\nann@example.com;Zoë\r\nbob@example.com;René\r\n".encode("cp1252")
    )
    council.maps({"member": "email@email name"})
    council.system(folder)
    assert council.find(email="ann@example.com").rows("member") == [{"email": "ann@example.com", "name": "Zoë"}]


def test_a_damaged_file_is_named(council: Council) -> None:
    folder = council.folder / "exports"
    folder.mkdir()
    (folder / "member.parquet").write_bytes(zlib.compress(b"nonsense" * 50))
    council.maps({"member": "email@email name"})
    council.system(folder)
    ended = council.find(email="ann@example.com")
    assert ended.code == 3
    assert "'held.member'" in ended.err
    assert ended.wrote_nothing()
    assert "Traceback" not in ended.err
    assert Path(folder / "member.parquet").exists()
