"""Flat files: every row that matches is found, and a file that cannot be read whole says so."""

import datetime
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import Collection, Dataset, Field, FieldPath, MatchRule
from muniment.core.errors import CollectionUnreadable, SystemUnavailable, UsageError
from muniment.core.finding.ports import Condition, Lookup, Row, SystemSettings
from muniment.core.values import CollectionId, Place
from muniment.plugins.connectors.files import FilesConnector
from muniment.plugins.connectors.files.scanned import Scanner
from muniment.plugins.connectors.files.system import FilesSystem

HERE = Place("map.yml", 1)
MEMBERS = (
    'card_no;name;email;phone\r\n0007;"Ann\r\nLee";Ann.Lee@Example.com;07700 900123\r\n0008;Bo;;+44 7700 900 456\r\n'
)


def collection(*columns: str, name: str = "members") -> Collection:
    fields = tuple(Field(path=(column,), place=HERE) for column in columns)
    return Collection(id=CollectionId("leisure", name), place=HERE, fields=fields)


def system(path: Path, *collections: Collection) -> FilesSystem:
    dataset = Dataset(key="leisure", place=HERE, collections=collections)
    return FilesConnector().connect(SystemSettings(name="leisure", path=str(path)), [dataset])


def condition(match: MatchRule, *keys: str, path: FieldPath) -> Condition:
    return Condition(fields=(path,), match=match, keys=[(key,) for key in keys])


def rows(path: Path, wanted: Collection, *conditions: Condition) -> list[Row]:
    with system(path, wanted).session() as session:
        return [row for batch in session.rows(Lookup(collection=wanted, conditions=conditions)) for row in batch]


def counts(path: Path, wanted: Collection, asked: Condition) -> dict[tuple[str, ...], int]:
    with system(path, wanted).session() as session:
        return dict(session.counts(wanted, asked))


def parquet(path: Path, select: str) -> None:
    duckdb.connect().execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")


@pytest.fixture(params=["csv", "jsonl", "parquet"])
def three_people(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The same three people in each form, as texts."""
    names = ("id", "email", "phone", "nhs", "nino")
    people = [
        ("007", " Ann.Lee@Example.com", "+44 (0)7700 900-123", "999 000 0018", "qq 12 34 56 a"),
        ("8 ", "bo@example.com", "01632 960999", "999-000-0026", "QQ654321B"),
        ("9", None, None, None, None),
    ]
    if request.param == "csv":
        text = "\n".join(",".join(value or "" for value in person) for person in [names, *people])
        (tmp_path / "members.csv").write_text(text)
    elif request.param == "jsonl":
        lines = [json.dumps(dict(zip(names, person, strict=True))) for person in people]
        (tmp_path / "members.jsonl").write_text("\n".join(lines))
    else:
        values = ", ".join(
            "(" + ", ".join("NULL" if value is None else f"'{value}'" for value in person) + ")" for person in people
        )
        parquet(tmp_path / "members.parquet", f"SELECT * FROM (VALUES {values}) AS t({', '.join(names)})")
    yield tmp_path


@pytest.mark.parametrize(
    ("match", "field", "keys", "found"),
    [
        (MatchRule.EXACT, "id", ["007"], ["007"]),
        (MatchRule.EXACT, "id", ["8"], ["8 "]),
        (MatchRule.FOLDED, "email", ["ann.lee@example.com"], ["007"]),
        (MatchRule.PHONE, "phone", ["700900123", "632960999"], ["007", "8 "]),
        (MatchRule.ALPHANUMERIC, "nhs", ["9990000018", "9990000026"], ["007", "8 "]),
        (MatchRule.NINO, "nino", ["QQ123456"], ["007"]),
        (MatchRule.FOLDED, "email", ["'; DROP TABLE members; --", "x" * 10_000], []),
        (MatchRule.EXACT, "id", [], []),
    ],
)
def test_each_match_rule_finds_its_people_in_each_form(
    three_people: Path, match: MatchRule, field: str, keys: list[str], found: list[str]
) -> None:
    wanted = collection("id", "email", "phone", "nhs", "nino")
    assert [row[0] for row in rows(three_people, wanted, condition(match, *keys, path=(field,)))] == found


def test_a_row_that_meets_two_conditions_comes_once(three_people: Path) -> None:
    wanted = collection("nino", "id")
    found = rows(
        three_people,
        wanted,
        condition(MatchRule.EXACT, "007", path=("id",)),
        condition(MatchRule.FOLDED, "ann.lee@example.com", path=("email",)),
    )
    assert found == [("qq 12 34 56 a", "007")]


def test_counts_name_the_keys_as_given_and_leave_out_those_without_rows(three_people: Path) -> None:
    asked = condition(MatchRule.EXACT, "007", "8", "nobody", path=("id",))
    assert counts(three_people, collection("id"), asked) == {("007",): 1, ("8",): 1}


def test_a_composite_key_matches_only_when_all_its_fields_do(three_people: Path) -> None:
    asked = Condition(fields=(("id",), ("email",)), match=MatchRule.EXACT, keys=[("8", "bo@example.com"), ("9", "x")])
    assert [row[0] for row in rows(three_people, collection("id", "email"), asked)] == ["8 "]
    assert counts(three_people, collection("id", "email"), asked) == {("8", "bo@example.com"): 1}


def test_csv_keeps_leading_zeros_quoted_lines_and_the_delimiter_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_bytes(b"\xef\xbb\xbf" + MEMBERS.encode())
    wanted = collection("card_no", "name", "email")
    found = rows(tmp_path, wanted, condition(MatchRule.EXACT, "0007", "0008", path=("card_no",)))
    assert found == [("0007", "Ann\r\nLee", "Ann.Lee@Example.com"), ("0008", "Bo", None)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_to_its_last_row_whatever_ends_its_lines(tmp_path: Path, ending: str, delimiter: str) -> None:
    lines = [["id", "name"], *([str(number), f'"N{ending}{number}"'] for number in range(3000))]
    (tmp_path / "members.csv").write_bytes(ending.join(delimiter.join(line) for line in lines).encode())
    found = rows(tmp_path, collection("id"), condition(MatchRule.EXACT, *map(str, range(3000)), path=("id",)))
    assert [row[0] for row in found] == [str(number) for number in range(3000)]


def test_csv_in_windows_1252_is_read_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "members.csv").write_bytes("id,name\n1,Renée O’Hara\n".encode("cp1252"))
    with caplog.at_level(logging.WARNING):
        assert rows(tmp_path, collection("name"), condition(MatchRule.EXACT, "1", path=("id",))) == [("Renée O’Hara",)]
    assert "members.csv is not UTF-8" in caplog.text
    held = system(tmp_path, collection("id")).live(collection("id"))
    assert held is not None
    assert [column.type for column in held.columns] == ["text in Windows-1252"] * 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"id,name\n1,a\n2,b,secret\n", "ends on line 3 has 3 values"),
        (b"id,name\n1,a\n2\n", "ends on line 3 has 1 values"),
        (b'id,name\n1,a\n2,"secret\n3,c\n', "line 4 is not CSV"),
        (b'id,name\n1,"a"secret\n', "line 2 is not CSV"),
        (b"id,name\n1,\xc3\xa9\n2,\xe9secret\n", "line 3 holds bytes"),
        (b"id,name\n1,\x81\x8dsecret\n", "line 2 holds bytes"),
        ("id,name\n1,secret\n".encode("utf-16"), "line 1 holds bytes"),
        (b"", "it is empty"),
        (b"1,secret\n2,b\n", "does not name the column 'id'"),
        (b"id,id,name\n1,2,secret\n", "names twice"),
        (b"id;id,name\n1,2;secret\n", "divided in two ways"),
    ],
)
def test_csv_that_cannot_be_read_whole_names_the_line_and_no_person(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "members.csv").write_bytes(content)
    with pytest.raises(CollectionUnreadable) as refused:
        rows(tmp_path, collection("id", "name"), condition(MatchRule.EXACT, "1", path=("id",)))
    assert told in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "match", "key"),
    [
        (("contact", "email"), MatchRule.FOLDED, "ann@example.com"),
        (("tags",), MatchRule.EXACT, "fifth"),
        (("children", "upn"), MatchRule.ALPHANUMERIC, "Z9000000001"),
        (("number",), MatchRule.EXACT, "5"),
        (('od"d {}',), MatchRule.EXACT, "yes"),
    ],
)
@pytest.mark.parametrize("form", ["ndjson", "json", "parquet"])
def test_nested_fields_and_arrays_are_searched(
    tmp_path: Path, form: str, path: FieldPath, match: MatchRule, key: str
) -> None:
    lines = [
        {"id": 1, "contact": {"email": "Ann@example.com"}, "tags": ["a", "b", "c", "d", "fifth"], "number": 5.0,
         "children": [{"upn": "Z900-000"}, {"upn": "Z900 0000 001"}], 'od"d {}': "yes"},
        {"id": 2, "contact": {"email": None}, "tags": ["b"], "number": 6.5, "children": [], 'od"d {}': "no"},
    ]  # fmt: skip
    text = tmp_path / f"members.{'ndjson' if form == 'parquet' else form}"
    text.write_text("\n".join(json.dumps(line) for line in lines))
    if form == "parquet":
        parquet(tmp_path / "members.parquet", f"SELECT * FROM read_json('{text}', format = 'newline_delimited')")
        text.unlink()
    wanted = collection("id", "contact", "children", "tags", "number", 'od"d {}')
    found = rows(tmp_path, wanted, condition(match, key, path=path))
    assert [row[:2] for row in found] == [(1, {"email": "Ann@example.com"})]
    assert found[0][2] == lines[0]["children"]
    assert counts(tmp_path, wanted, condition(match, key, "other", path=path)) == {(key,): 1}


TYPED = """SELECT 5::BIGINT AS id, 5.0::DOUBLE AS spreadsheet, 5.00::DECIMAL(9,2) AS amount, DATE '1899-12-31' AS day,
TIMESTAMP '2020-01-02 03:04:05.678' AS at, TIMESTAMPTZ '2020-01-02 04:04:05+01' AS moment, true AS flag,
uuid '0d1c6c5e-0000-4000-8000-000000000001' AS uid, '\\xAB'::BLOB AS raw, 9990000018.0::DOUBLE AS nhs,
1.5::FLOAT AS half UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"""


@pytest.mark.parametrize(
    ("column", "match", "key", "value"),
    [
        ("id", MatchRule.EXACT, "5", 5),
        ("spreadsheet", MatchRule.EXACT, "5", 5.0),
        ("amount", MatchRule.EXACT, "5", Decimal("5.00")),
        ("half", MatchRule.EXACT, "1.5", 1.5),
        ("day", MatchRule.EXACT, "1899-12-31", datetime.date(1899, 12, 31)),
        ("at", MatchRule.EXACT, "2020-01-02T03:04:05.678000", datetime.datetime(2020, 1, 2, 3, 4, 5, 678000)),  # noqa: DTZ001
        (
            "moment",
            MatchRule.EXACT,
            "2020-01-02T03:04:05+00:00",
            datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        ),
        ("flag", MatchRule.EXACT, "true", True),
        ("raw", MatchRule.EXACT, "ab", b"\xab"),
        ("nhs", MatchRule.ALPHANUMERIC, "9990000018", 9990000018.0),
    ],
)
def test_parquet_columns_of_each_type_are_matched_by_their_canonical_key(
    tmp_path: Path, column: str, match: MatchRule, key: str, value: object
) -> None:
    parquet(tmp_path / "members.parquet", TYPED)
    wanted = collection(column, "id")
    assert rows(tmp_path, wanted, condition(match, key, "not a number", path=(column,))) == [(value, 5)]
    assert counts(tmp_path, wanted, condition(match, key, path=(column,))) == {(key,): 1}


def test_live_columns_of_parquet_carry_their_kinds(tmp_path: Path) -> None:
    parquet(tmp_path / "members.parquet", TYPED.replace("true AS flag", "['a'] AS flag, {'b': 1} AS nested", 1)
            .replace("NULL, NULL", "NULL, NULL, NULL", 1))  # fmt: skip
    held = system(tmp_path, collection("id")).live(collection("id"))
    assert held is not None
    kinds = {column.name: (column.kind, column.is_array) for column in held.columns}
    assert kinds["id"] == (Kind.INTEGER, False)
    assert kinds["amount"] == (Kind.NUMBER, False)
    assert kinds["moment"] == (Kind.TIMESTAMP, False)
    assert kinds["flag"] == (Kind.TEXT, True)
    assert kinds["nested"] == (Kind.DOCUMENT, False)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("members.jsonl", b'{"id": "1"}\n{"id": "secret\n', "damaged or not written as its ending says"),
        ("members.jsonl", b'{"id": "1"}\n["secret"]\n', "not a JSON object"),
        ("members.json", b'[{"id": "1"}]', "not a JSON object"),
        ("members.jsonl", b'{"id": "1"}\n{"id": "\xe9secret"}\n', "damaged or not written as its ending says"),
        ("members.jsonl", b'{"ID": "secret"}\n', "none of its lines has the field 'id'"),
        ("members.parquet", b"PAR1secret", "damaged or not written as its ending says"),
    ],
)
def test_a_damaged_file_is_unreadable_and_no_person_is_named(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CollectionUnreadable) as refused:
        rows(tmp_path, collection("id"), condition(MatchRule.EXACT, "1", path=("id",)))
    assert told in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_file_that_changes_while_it_is_read_is_unreadable(three_people: Path) -> None:
    held, wanted = system(three_people, collection("id")), collection("id")
    with held.session() as session:
        file = next(three_people.iterdir())
        content = file.read_bytes()
        file.unlink()
        file.write_bytes(content)
        with pytest.raises(CollectionUnreadable, match="changed or replaced"):
            list(session.rows(Lookup(collection=wanted, conditions=(condition(MatchRule.EXACT, "9", path=("id",)),))))


def test_a_file_that_grows_after_the_last_row_was_given_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("id\n1\n")
    wanted = collection("id")
    with system(tmp_path, wanted).session() as session:
        batches = session.rows(Lookup(collection=wanted, conditions=(condition(MatchRule.EXACT, "1", path=("id",)),)))
        assert list(next(batches)) == [("1",)]
        (tmp_path / "members.csv").write_text("id\n1\n1\n")
        with pytest.raises(CollectionUnreadable, match="changed or replaced"):
            next(batches)


def test_two_files_that_could_be_meant_stop_that_collection_only(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text("id\n1\n")
    (tmp_path / "members.jsonl").write_text('{"id": "1"}\n')
    (tmp_path / "visits.csv").write_text("id\n1\n")
    visits, members = collection("id", name="visits"), collection("id")
    asked = (condition(MatchRule.EXACT, "1", path=("id",)),)
    with system(tmp_path, members, visits).session() as session:
        assert list(session.rows(Lookup(collection=visits, conditions=asked))) == [[("1",)]]
        with pytest.raises(CollectionUnreadable, match=r"members\.csv, members\.jsonl"):
            list(session.rows(Lookup(collection=members, conditions=asked)))


def test_names_are_matched_exactly_and_a_missing_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "Members.csv").write_text("id\n1\n")
    assert system(tmp_path, collection("id")).live(collection("id")) is None
    with pytest.raises(CollectionUnreadable, match="no file 'members'"):
        rows(tmp_path, collection("id"), condition(MatchRule.EXACT, "1", path=("id",)))


@pytest.mark.parametrize("name", ["../x", "a/b", "..\\x", "x\0", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a file"):
        system(tmp_path, collection("id", name=name))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\n1\n")
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "members.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(CollectionUnreadable, match="link out of its folder"):
        rows(tmp_path / "exports", collection("id"), condition(MatchRule.EXACT, "1", path=("id",)))


def test_a_path_may_be_one_file_of_one_collection(tmp_path: Path) -> None:
    file = tmp_path / "export 2026.csv"
    file.write_text("id\n1\n")
    assert rows(file, collection("id"), condition(MatchRule.EXACT, "1", path=("id",))) == [("1",)]
    with (
        pytest.raises(UsageError, match="must be a folder"),
        system(file, collection("id"), collection("id", name="b")).session(),
    ):
        pass


def test_a_path_that_is_not_there_makes_the_system_unavailable(tmp_path: Path) -> None:
    with (
        pytest.raises(SystemUnavailable, match="could not be read"),
        system(tmp_path / "gone", collection("id")).session(),
    ):
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "INSTALL httpfs",
        "SET memory_limit = '1GB'",
        "SET enable_external_access = true",
        "ATTACH '{folder}/other.duckdb'",
        "SELECT * FROM read_parquet('https://example.com/x.parquet')",
    ],
)
def test_the_scanner_opens_nothing_but_the_files_of_the_map(tmp_path: Path, statement: str) -> None:
    scanner = Scanner([tmp_path / "members.parquet"], 10)
    with pytest.raises(duckdb.Error):
        scanner._duckdb.execute(statement.format(folder=tmp_path)).fetchall()
    assert list(tmp_path.iterdir()) == []


def test_a_scan_that_takes_too_long_is_interrupted(tmp_path: Path) -> None:
    parquet(tmp_path / "members.parquet", "SELECT range::VARCHAR AS id, repeat('x', 200) AS notes FROM range(1000000)")
    settings = SystemSettings(name="leisure", path=str(tmp_path), statement_timeout_seconds=0.02)
    wanted = collection("id", "notes")
    dataset = Dataset(key="leisure", place=HERE, collections=(wanted,))
    asked = condition(MatchRule.PHONE, "1", path=("notes",))
    lookup = Lookup(collection=wanted, conditions=(asked,))
    slow = pytest.raises(CollectionUnreadable, match=r"longer than 0\.02 seconds")
    with FilesConnector().connect(settings, [dataset]).session() as session, slow:
        list(session.rows(lookup))


MEASURE = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from plugins.connectors.test_files import collection, condition, system
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Lookup
wanted = collection("id", "email", "phone", "notes")
asked = (condition(MatchRule.EXACT, *map(str, range(0, 1000000, 20)), path=("id",)),
         condition(MatchRule.FOLDED, *(f"user{{n}}@example.com" for n in range(0, 1000000, 1000)), path=("email",)),
         condition(MatchRule.PHONE, *(f"700900{{n:03}}" for n in range(500)), path=("phone",)))
with system(Path({folder!r}), wanted).session() as session:
    found = sum(len(batch) for batch in session.rows(Lookup(collection=wanted, conditions=asked)))
    counted = sum(number for _, number in session.counts(wanted, asked[0]))
# VmHWM, because ru_maxrss begins with the peak of the process that started this one.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(found, counted, int(peak.split()[1]) // 1024, "pyarrow" in sys.modules)
"""


@pytest.mark.parametrize("form", ["csv", "json", "parquet"])
def test_a_million_rows_are_searched_in_under_256_mb(tmp_path: Path, form: str) -> None:
    select = """SELECT range::VARCHAR AS id, 'User' || range || '@example.com' AS email,
    printf('07700 900%03d', range % 1000)
    AS phone, repeat('a note ', 10) AS notes FROM range(1000000)"""
    duckdb.connect().execute(f"COPY ({select}) TO '{tmp_path}/members.{form}' (FORMAT {form})")
    script = MEASURE.format(tests=str(Path(__file__).parents[2]), folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    found, counted, megabytes, has_pyarrow = done.stdout.split()
    assert (found, counted, has_pyarrow) == ("525000", "50000", "False")
    assert int(megabytes) < 256
