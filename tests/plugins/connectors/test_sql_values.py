"""Values and columns only one product has: each is read without loss, found, and never an exception."""

import datetime
from decimal import Decimal

import pytest

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Row
from tests.plugins.connectors.databases import Database
from tests.plugins.connectors.tables import Column, Made, counted, found, together, when


def table(name: str, *columns: str) -> Made:
    return Made(name=name, columns=tuple(Column(name=column) for column in columns))


def all_rows(database: Database, seen: Made, *keys: str) -> list[Row]:
    with database.connect(seen).session() as session:
        return found(session, seen, when(seen.columns[0].name, *keys))


def test_days_postgresql_knows_and_python_does_not_come_as_text(postgresql: Database) -> None:
    postgresql.run(
        "CREATE TABLE days (id int, d date, t timestamp, z timestamptz, i interval, a date[])",
        "INSERT INTO days VALUES (1, 'infinity', '-infinity', 'infinity', '3 days', '{infinity,2000-02-29}'), "
        "(2, '0044-03-15 BC', '10000-01-01', '0044-03-15 12:00+00 BC', '1000000000 days', NULL), "
        "(3, '1899-12-31', '0001-01-01', '1812-06-24 01:00:00.5+02', '1 year', '{}')",
    )
    first, second, third = all_rows(postgresql, table("days", "id", "d", "t", "z", "i", "a"), "1", "2", "3")
    assert first[1:] == (
        "infinity",
        "-infinity",
        "infinity",
        datetime.timedelta(days=3),
        ["infinity", datetime.date(2000, 2, 29)],
    )
    assert second[1:4] == ("0044-03-15 BC", "10000-01-01 00:00:00", "0044-03-15 12:00:00+00 BC")
    assert "1000000000" in str(second[4])
    assert third[1] == datetime.date(1899, 12, 31)
    assert third[3] == datetime.datetime(1812, 6, 23, 23, 0, 0, 500_000, tzinfo=datetime.UTC)
    for column, key, row in (
        ("d", "infinity", 1),
        ("d", "0044-03-15 BC", 2),
        ("z", "1812-06-23T23:00:00.500000+00:00", 3),
    ):
        seen = table("days", "id", "d", "t", "z")
        with postgresql.connect(seen).session() as session:
            assert [line[0] for line in found(session, seen, when(column, key))] == [row]


def test_moments_are_told_in_universal_time_whatever_the_server_is_set_to(served: Database) -> None:
    kind = "timestamptz" if served.product == "postgresql" else "timestamp"
    served.run(f"CREATE TABLE moments (id int, m {kind} NULL)")
    zone = "SET TIME ZONE 'Europe/London'" if served.product == "postgresql" else "SET time_zone = '+01:00'"
    served.run(zone, "INSERT INTO moments VALUES (1, '2024-07-01 09:00:00')")
    with served.owner.connect() as connection:
        connection.exec_driver_sql(zone)
        connection.exec_driver_sql("DELETE FROM moments")
        connection.exec_driver_sql("INSERT INTO moments VALUES (1, '2024-07-01 09:00:00')")
    ((_, moment),) = all_rows(served, table("moments", "id", "m"), "1")
    assert str(moment).startswith("2024-07-01 08:00:00")


def test_types_of_postgresql_are_read_and_found(postgresql: Database) -> None:
    postgresql.run(
        "CREATE EXTENSION IF NOT EXISTS citext",
        "CREATE TYPE mood AS ENUM ('sad', 'text')",
        "CREATE DOMAIN ref AS varchar(20)",
        "CREATE TABLE types (id smallint, c char(10), e mood, d ref, n numeric, f real, x double precision, ip inet, "
        "xs bigint[], ct citext, j json, b bytea, m money, u uuid)",
        "INSERT INTO types VALUES (1, 'AB1', 'text', 'r1', 12345678901234567890.5, 0.1, 0.30000000000000004, "
        "'10.0.0.1', '{7,8}', 'Ann', '\"word\"', '\\x00ff', 12.5, '00000000-0000-4000-8000-000000000007')",
    )
    names = ("id", "c", "e", "d", "n", "f", "x", "ip", "xs", "ct", "j", "b", "m", "u")
    seen = table("types", *names)
    keys = {
        "id": 1,
        "c": "AB1",
        "e": "text",
        "d": "r1",
        "n": Decimal("12345678901234567890.5"),
        "f": 0.1,
        "x": 0.30000000000000004,
        "ip": "10.0.0.1/32",
        "xs": 8,
        "ct": "ANN",
        "j": "word",
        "b": b"\x00\xff",
        "u": "00000000-0000-4000-8000-000000000007",
    }
    with postgresql.connect(seen).session() as session:
        for name, key in keys.items():
            assert len(found(session, seen, when(name, key, "other"))) == 1, name
            assert len(found(session, seen, when(name, "nothing like it", "1e400", "-", "\\x"))) == 0, name
        assert session.folds(seen.collection(), ("ct",))
        assert not session.folds(seen.collection(), ("c",))
        assert len(found(session, seen, when("ct", "a n n", match=MatchRule.FOLDED), when("xs", 9))) == 0
        assert len(found(session, seen, together(["id", "c", "u"], (1, "AB1", keys["u"])))) == 1
    live = postgresql.connect(seen).live(seen.collection())
    assert live is not None
    kinds = {column.name: column.kind for column in live.columns}
    assert (kinds["id"], kinds["f"], kinds["j"], kinds["b"]) == (Kind.INTEGER, Kind.NUMBER, Kind.DOCUMENT, Kind.BYTES)
    assert live.column("xs") is not None
    assert live.column("xs").is_array  # type: ignore[union-attr]


def test_a_database_that_folds_only_ascii_still_finds_other_letters(postgresql: Database) -> None:
    postgresql.run(
        'CREATE TABLE people (id int, email text COLLATE "C")', "INSERT INTO people VALUES (1, 'ÉLISE@example.com')"
    )
    seen = table("people", "id", "email")
    with postgresql.connect(seen).session() as session:
        assert len(found(session, seen, when("email", "élise@example.com", match=MatchRule.FOLDED))) == 1


def test_partitioned_tables_and_views_over_them_are_tables(postgresql: Database) -> None:
    postgresql.run(
        "CREATE TABLE bills (id int, year int, ref text, PRIMARY KEY (year, id)) PARTITION BY RANGE (year)",
        "CREATE TABLE bills_23 PARTITION OF bills FOR VALUES FROM (2023) TO (2024)",
        "CREATE TABLE bills_24 PARTITION OF bills FOR VALUES FROM (2024) TO (2025)",
        "INSERT INTO bills VALUES (1, 2023, 'a'), (1, 2024, 'a'), (2, 2024, 'b')",
        "CREATE MATERIALIZED VIEW totals AS SELECT ref, count(*) AS n FROM bills GROUP BY ref",
    )
    bills, totals = table("bills", "id", "year", "ref"), table("totals", "ref", "n")
    system = postgresql.connect(bills, totals)
    with system.session() as session:
        assert len(found(session, bills, when("ref", "a"))) == 2
        assert found(session, totals, when("ref", "b")) == [("b", 1)]
    live = system.live(bills.collection())
    assert live is not None
    assert live.primary_key == ("year", "id")
    statement = system.missing_index(bills.collection(), (("ref",),), MatchRule.EXACT)
    assert statement is not None
    postgresql.run(statement)
    assert system.missing_index(bills.collection(), (("ref",),), MatchRule.EXACT) is None
    assert system.missing_index(totals.collection(), (("ref",),), MatchRule.EXACT) is None


@pytest.mark.parametrize(
    "collation,folds",
    [
        ("utf8mb4_general_ci", True),
        ("utf8mb4_unicode_520_ci", True),
        ("utf8mb4_bin", False),
        ("latin1_swedish_ci", True),
        ("latin1_bin", False),
        ("ascii_general_ci", True),
    ],
)
def test_mariadb_compares_as_the_column_does_whatever_its_collation(
    mariadb: Database, collation: str, folds: bool
) -> None:
    charset = collation.partition("_")[0]
    for name in ("parents", "children"):
        mariadb.run(
            f"CREATE TABLE {name} (code varchar(50) CHARACTER SET {charset} COLLATE {collation}, n int, INDEX (code))",
            f"INSERT INTO {name} VALUES ('Abc', 1), ('abc', 2), ('other', 3)",
        )
    seen = table("children", "code", "n")
    with mariadb.connect(seen).session() as session:
        assert session.folds(seen.collection(), ("code",)) is folds
        assert len(found(session, seen, when("code", "ABC", "abc", "né", "🏠"))) == (2 if folds else 1)
        assert sum(counted(session, seen, when("code", "abc")).values()) == (2 if folds else 1)
        assert len(found(session, seen, when("code", "ABC", match=MatchRule.ALPHANUMERIC), when("n", 3))) == 3
        assert len(found(session, seen, together(["code", "n"], ("abc", 2), ("abc", 9)))) == 1


def test_types_of_mariadb_are_read_and_found(mariadb: Database) -> None:
    mariadb.run(
        "CREATE TABLE types (id bigint unsigned, d date, t datetime, y year, e enum('a','b'), s set('x','y'), "
        "dec_ decimal(20,4), f float, dbl double, b blob, bin binary(2), bit_ bit(4), tm time, j json, u uuid, "
        "txt text, ok boolean)",
    )
    with mariadb.owner.connect() as connection:
        connection.exec_driver_sql("SET sql_mode = ''")
        connection.exec_driver_sql(
            "INSERT INTO types VALUES (18446744073709551615, '0000-00-00', '1899-12-31 23:59:59', 2024, 'b', 'x,y', "
            "1234567890123456.5, 0.5, 0.1, x'00ff', x'00ff', b'101', '-838:59:59', '{\"a\":[1]}', "
            "'00000000-0000-4000-8000-000000000007', 'a\0b', true)"
        )
    names = ("id", "d", "t", "y", "e", "s", "dec_", "f", "dbl", "b", "bin", "bit_", "tm", "j", "u", "txt", "ok")
    seen = table("types", *names)
    ((*values,),) = all_rows(mariadb, seen, str(2**64 - 1))
    row = dict(zip(names, values, strict=True))
    assert str(row["d"]) == "0000-00-00"
    assert row["t"] == datetime.datetime.fromisoformat("1899-12-31T23:59:59")
    assert (row["b"], row["bin"], row["txt"]) == (b"\x00\xff", b"\x00\xff", "a\0b")
    keys = {"t": row["t"], "y": 2024, "e": "b", "dec_": row["dec_"], "f": 0.5, "dbl": 0.1, "b": b"\x00\xff", "ok": True}
    keys |= {"bin": b"\x00\xff", "u": "00000000-0000-4000-8000-000000000007", "txt": "a\0b"}
    with mariadb.connect(seen).session() as session:
        for name, key in keys.items():
            assert len(found(session, seen, when(name, key, "other", "-1"))) == 1, name
            assert len(found(session, seen, when(name, "nothing like it", "9" * 100))) == 0, name


def test_sqlite_columns_hold_anything_and_all_of_it_is_found(sqlite: Database) -> None:
    sqlite.run(
        "CREATE TABLE odd (id INTEGER, anything, n NUMERIC, t TEXT, b BLOB)",
        "INSERT INTO odd VALUES (1, 5, 'text in a number', x'00ff', 'text in a blob'), "
        "('one', '5', 5.0, 'a', x'00ff'), (NULL, 5.5, NULL, CAST(x'41ff42' AS TEXT), NULL)",
        "CREATE VIEW seen AS SELECT id + 0 AS id, anything || '' AS anything FROM odd",
    )
    odd = table("odd", "id", "anything", "n", "t", "b")
    cases: list[tuple[str, object, int]] = [
        ("id", 1, 1),
        ("id", "one", 1),
        ("anything", 5, 2),
        ("n", 5, 1),
        ("n", "text in a number", 1),
        ("b", b"\x00\xff", 1),
        ("b", "text in a blob", 1),
    ]
    with sqlite.connect(odd).session() as session:
        for name, key, rows in cases:
            assert len(found(session, odd, when(name, key))) == rows, (name, key)
        assert [row[3] for row in found(session, odd, when("anything", "5.5"))] == [b"A\xffB"]
        assert len(found(session, odd, when("t", "A", match=MatchRule.ALPHANUMERIC))) == 1
        assert len(found(session, odd, when("t", "ÿ", match=MatchRule.FOLDED))) == 0
    seen = table("seen", "id", "anything")
    assert len(all_rows(sqlite, seen, "1")) == 1


def test_sqlite_tells_columns_that_fold(sqlite: Database) -> None:
    sqlite.run("CREATE TABLE codes (a TEXT COLLATE NOCASE, b TEXT)", "INSERT INTO codes VALUES ('Ab', 'Ab')")
    codes = table("codes", "a", "b")
    with sqlite.connect(codes).session() as session:
        assert session.folds(codes.collection(), ("a",))
        assert not session.folds(codes.collection(), ("b",))
        assert len(found(session, codes, when("a", "AB"))) == 1
        assert found(session, codes, when("b", "AB")) == []


def test_a_nul_byte_in_text_is_read_on_sqlite(sqlite: Database) -> None:
    sqlite.run("CREATE TABLE notes (id INTEGER, note TEXT)", "INSERT INTO notes VALUES (1, 'a' || char(0) || 'b')")
    assert all_rows(sqlite, table("notes", "id", "note"), "1") == [(1, "a\0b")]


def test_a_composite_key_may_hold_an_array(postgresql: Database) -> None:
    postgresql.run(
        "CREATE TABLE mixed (id int, refs text[], others text[])",
        "INSERT INTO mixed VALUES (1, '{a,b}', '{c}'), (1, '{z}', '{c}'), (2, '{a}', '{c}')",
    )
    columns = (Column(name="id"), Column(name="refs", is_array=True), Column(name="others", is_array=True))
    mixed = Made(name="mixed", columns=columns)
    with postgresql.connect(mixed).session() as session:
        given = found(session, mixed, together(["id", "refs"], (1, "a")))
        assert (1, ["a", "b"], ["c"]) in given, "the caller checks each row"
        assert counted(session, mixed, together(["id", "refs"], (1, "a"))) == {("1", "a"): 1}
        assert len(found(session, mixed, together(["refs", "others"], ("a", "c")))) == 2
