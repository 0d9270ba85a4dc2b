"""The statement that adds an index is exact: once it is run the server uses it, and it is asked for no more."""

import re

import pytest

from muniment.core.datamap.live import Kind
from muniment.core.datamap.model import FieldPath, MatchRule
from muniment.core.finding.ports import Condition, Lookup
from tests.plugins.connectors.databases import Database
from tests.plugins.connectors.tables import Column, Made, at, collection, found, together, when

COLUMNS = (
    Column(name="id", kind=Kind.INTEGER, is_key=True),
    Column(name="Email"),
    Column(name="ref"),
    Column(name="part", kind=Kind.INTEGER),
    Column(name="long text 100%", length=3_000),
    Column(name="doc", kind=Kind.DOCUMENT, fields=(at("doc", "home", fields=(at("doc", "home", "e'mail"),)),)),
    Column(name="tags", is_array=True),
    Column(name="day", kind=Kind.DATE),
)
PEOPLE = Made(
    name="Some people",
    columns=COLUMNS,
    rows=[
        (n, f"M{n}@Example.com", f"r{n}", n % 7, f"t{n}", {"home": {"e'mail": f"d{n}"}}, [f"x{n}", "y"], None)
        for n in range(8_000)
    ],
)
CASES: tuple[tuple[Condition, object], ...] = (
    (when("ref", "r5"), 5),
    (when("long text 100%", "t6"), 6),
    (together(["ref", "part"], ("r8", 1)), 8),
    (when("Email", "m9@example.com", match=MatchRule.FOLDED), 9),
    (when("ref", "R10", match=MatchRule.ALPHANUMERIC), 10),
    (when("ref", "R11", match=MatchRule.NINO), 11),
    (when(("doc", "home", "e'mail"), "d12"), 12),
    (when(("doc", "home", "e'mail"), "d13", match=MatchRule.FOLDED), 13),
)
PLANS = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN ", "mariadb": "EXPLAIN "}


def plan(database: Database, asked: Condition) -> str:
    """What the server says it would do for the look-up itself."""
    lookup = Lookup(collection=PEOPLE.collection(), conditions=(asked,))
    with database.connect(PEOPLE).session() as session:
        statement = session.statement(lookup)
        assert statement is not None
        cursor = session.driver.cursor()
        cursor.execute(PLANS[database.product] + statement.sql, statement.parameters)
        return "\n".join(str(line) for line in cursor.fetchall())


def prove(database: Database, asked: Condition, row: object) -> None:
    """Runs the statement given, and sees the index used, the row found, and no more statement."""
    system = database.connect(PEOPLE)
    statement = system.missing_index(PEOPLE.collection(), asked.fields, asked.match)
    assert statement is not None
    assert "%%" not in statement
    database.run(statement.replace("%", "%%") if database.product != "sqlite" else statement)
    if database.product == "postgresql":
        database.run('ANALYZE "Some people"')
    name = re.search(r"(?:CREATE INDEX|ADD COLUMN) ([\"`])(.+?)\1", statement)
    assert name is not None
    assert name[2] in plan(database, asked)
    assert system.missing_index(PEOPLE.collection(), asked.fields, asked.match) is None
    for known in (system, database.connect(PEOPLE)):
        with known.session() as session:
            assert [found_[0] for found_ in found(session, PEOPLE, asked)] == [row]


@pytest.mark.parametrize("asked,row", CASES, ids=lambda case: str(getattr(case, "fields", case)))
def test_the_index_advised_is_used_and_advised_no_more(database: Database, asked: Condition, row: object) -> None:
    database.fill(PEOPLE)
    prove(database, asked, row)


def test_a_phone_number_is_indexed_where_the_product_can(served: Database) -> None:
    phones = Made(
        name=PEOPLE.name,
        columns=(Column(name="id", kind=Kind.INTEGER), Column(name="phone")),
        rows=[(n, f"+44 7700 {n:06} ext 2") for n in range(8_000)],
    )
    served.fill(phones)
    system = served.connect(phones)
    asked = when("phone", "700000014", match=MatchRule.PHONE)
    statement = system.missing_index(phones.collection(), asked.fields, asked.match)
    assert statement is not None
    served.run(statement.replace("%", "%%"))
    assert system.missing_index(phones.collection(), asked.fields, asked.match) is None
    with served.connect(phones).session() as session:
        assert [row[0] for row in found(session, phones, asked)] == [14]


def test_arrays_are_indexed_on_postgresql(postgresql: Database) -> None:
    postgresql.fill(PEOPLE)
    prove(postgresql, when("tags", "x14"), 14)


@pytest.mark.parametrize(
    "path,match",
    [(("id",), MatchRule.EXACT), (("day",), MatchRule.FOLDED), (("tags",), MatchRule.FOLDED)],
)
def test_nothing_is_advised_where_an_index_serves_or_none_can(
    postgresql: Database, path: FieldPath, match: MatchRule
) -> None:
    assert postgresql.make(PEOPLE).missing_index(PEOPLE.collection(), (path,), match) is None


def test_views_and_what_is_not_there_need_no_index(database: Database) -> None:
    view = Made(name="seen", columns=(Column(name="ref"),))
    gone = Made(name="gone", columns=(Column(name="ref"),))
    database.fill(PEOPLE)
    quote = "`" if database.product == "mariadb" else '"'
    database.run(f"CREATE VIEW seen AS SELECT ref FROM {quote}Some people{quote}")
    system = database.connect(PEOPLE, view, gone)
    live = system.live(view.collection())
    assert live is not None
    assert live.is_view
    for table in (view, gone):
        assert system.missing_index(table.collection(), (("ref",),), MatchRule.EXACT) is None
    with system.session() as session:
        assert found(session, view, when("ref", "r5")) == [("r5",)]


def test_an_index_on_some_rows_only_does_not_serve(postgresql: Database) -> None:
    postgresql.fill(PEOPLE)
    postgresql.run('CREATE INDEX ON "Some people" (ref) WHERE part = 1')
    assert postgresql.connect(PEOPLE).missing_index(PEOPLE.collection(), (("ref",),), MatchRule.EXACT) is not None


def test_a_generated_column_of_another_expression_is_never_read_instead(mariadb: Database) -> None:
    mariadb.fill(PEOPLE)
    asked = CASES[3][0]
    statement = mariadb.connect(PEOPLE).missing_index(PEOPLE.collection(), asked.fields, asked.match)
    assert statement is not None
    mariadb.run(statement.replace("LOWER(", "UPPER("))
    with mariadb.connect(PEOPLE).session() as session:
        assert [row[0] for row in found(session, PEOPLE, asked)] == [9]


def test_several_conditions_use_an_index_each_or_share_one_scan(database: Database) -> None:
    database.fill(PEOPLE)
    both = Lookup(collection=PEOPLE.collection(), conditions=(CASES[0][0], CASES[3][0]))

    def steps() -> str:
        with database.connect(PEOPLE).session() as session:
            statement = session.statement(both)
            assert statement is not None
            assert sorted(row[0] for batch in session.rows(both) for row in batch) == [5, 9]  # type: ignore[type-var]
            cursor = session.driver.cursor()
            cursor.execute(PLANS[database.product] + statement.sql, statement.parameters)
            return "\n".join(str(line) for line in cursor.fetchall())

    one_scan = {"sqlite": "SCAN t", "postgresql": "Seq Scan on", "mariadb": "'t', 'ALL'"}[database.product]
    assert steps().count(one_scan) == 1
    for asked in (both.conditions[0], both.conditions[1]):
        statement = database.connect(PEOPLE).missing_index(PEOPLE.collection(), asked.fields, asked.match)
        assert statement is not None
        database.run(statement)
    if database.product == "postgresql":
        database.run('ANALYZE "Some people"')
    assert one_scan not in steps()
    assert steps().count("muniment_Some_people_") >= 2


def test_collections_of_two_datasets_stand_in_their_own_schemas(postgresql: Database) -> None:
    postgresql.run('CREATE SCHEMA "Other 1"', 'CREATE TABLE "Other 1".things (ref text PRIMARY KEY)')
    postgresql.run("INSERT INTO \"Other 1\".things VALUES ('a')")
    things = Made(name="things", columns=(Column(name="ref"),))
    system = postgresql.connect(things, schema="Other 1")
    with system.session() as session:
        assert found(session, things, when("ref", "a")) == [("a",)]
    assert system.missing_index(collection("things", at("ref")), (("ref",),), MatchRule.EXACT) is None
