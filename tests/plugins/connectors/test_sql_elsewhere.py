"""Statements for SQL Server and Oracle, which are not run here: written down, so that a change is seen and read."""

import re

import pytest
from sqlalchemy.dialects import mssql, oracle
from sqlalchemy.engine.interfaces import Dialect as Product

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import MatchRule
from muniment.core.finding.ports import Condition
from muniment.plugins.connectors.sql.connector import load_dialect
from muniment.plugins.connectors.sql.dialects.dialect import Column, Dialect, Extra, Table
from muniment.plugins.connectors.sql.dialects.mssql import SQLServer
from muniment.plugins.connectors.sql.dialects.oracle import Oracle
from muniment.plugins.connectors.sql.statements import Target, clauses, counts_statement, rows_statement
from tests.plugins.connectors.tables import at, collection, together, when

PRODUCTS: dict[str, tuple[Dialect, Product]] = {
    "SQL Server": (SQLServer(), mssql.dialect()),  # type: ignore[no-untyped-call]
    "Oracle": (Oracle(), oracle.dialect()),  # type: ignore[no-untyped-call]
}
KINDS = {"id": Kind.INTEGER, "Email": Kind.TEXT, "born": Kind.DATE, "doc": Kind.TEXT}
PEOPLE = collection(
    "people",
    at("id"),
    at("Email"),
    at("born"),
    at("doc", fields=(at("doc", "home", fields=(at("doc", "home", "ref"),)), at("doc", "tags", is_array=True))),
)


def target(name: str) -> Target:
    """The people as the product would describe them."""
    dialect, product = PRODUCTS[name]
    quote = product.identifier_preparer.quote
    extra = Extra(collation="Latin1_General_CI_AS" if name == "SQL Server" else None)
    columns = {
        column: Column(sql=quote(column), live=LiveColumn(name=column, kind=kind, type=""), extra=extra)
        for column, kind in KINDS.items()
    }
    live = LiveCollection(columns=tuple(column.live for column in columns.values()))
    table = Table(name="people", schema="dbo", sql=f"{quote('dbo')}.{quote('people')}", live=live, columns=columns)
    return Target(dialect=dialect, collection=PEOPLE, table=table)


def shown(name: str, *conditions: Condition) -> tuple[str, list[object]]:
    """The WHERE of the look-up, and its parameters."""
    asked = target(name)
    wanted = [clause for slot, one in enumerate(conditions) for clause in clauses(asked, one, f"k{slot}")]
    statement = rows_statement(asked, ["id", "Email"], wanted, apart=False)
    return statement.sql.partition(" WHERE ")[2], list(statement.parameters.values())


EXACT = {
    "SQL Server": "(id IN (SELECT TRY_CAST(value AS bigint) FROM OPENJSON(%(k0)s)))",
    "Oracle": "(id IN (SELECT TO_NUMBER(k0) FROM JSON_TABLE(:k0, '$[*]' COLUMNS (k0 VARCHAR2(4000) PATH '$'))))",
}
TOGETHER = {
    "SQL Server": "(EXISTS (SELECT 1 FROM OPENJSON(%(k0)s) WITH (k0 nvarchar(max) '$[0]', k1 nvarchar(max) '$[1]') "
    "AS keys_k0 WHERE id = TRY_CAST(k0 AS bigint) AND born = TRY_CAST(k1 AS date)))",
    "Oracle": "((id, born) IN (SELECT TO_NUMBER(k0), TO_DATE(k1, 'YYYY-MM-DD') FROM JSON_TABLE(:k0, '$[*]' "
    "COLUMNS (k0 VARCHAR2(4000) PATH '$[0]', k1 VARCHAR2(4000) PATH '$[1]'))))",
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_keys_travel_as_one_json_parameter_in_the_type_of_the_column(name: str) -> None:
    assert shown(name, when("id", 5, "x' OR 1=1 --", 7)) == (EXACT[name], ['["5", "7"]'])
    keys = together(["id", "born"], (5, "2000-02-29"), ("x", "2000-02-29"), (6, "someday"))
    assert shown(name, keys) == (TOGETHER[name], ['[["5", "2000-02-29"]]'])


@pytest.mark.parametrize(
    "name,rule,says",
    [
        ("SQL Server", MatchRule.FOLDED, r"^\(LOWER\(REPLACE\(.*NCHAR\(160\), ''\)\) IN \(SELECT value COLLATE "),
        ("SQL Server", MatchRule.NINO, r"^\(LEFT\(UPPER\(REPLACE\(.*'/', ''\)\), 8\) IN "),
        ("SQL Server", MatchRule.PHONE, r"^\(RIGHT\(REPLACE\(.*TRANSLATE\(UPPER\(\[Email\]\), .*, 9\) IN "),
        ("SQL Server", MatchRule.PHONE, r"LEFT\(REPLACE\(.*, PATINDEX\('%%\[0-9\]\[#;A-Z\]%%', REPLACE\(.* \+ 'X'\)\)"),
        ("Oracle", MatchRule.FOLDED, r"^\(LOWER\(TRANSLATE\(\"Email\", 'x' \|\| ' ' \|\| CHR\(9\).*'x'\)\) IN "),
        ("Oracle", MatchRule.NINO, r"^\(SUBSTR\(UPPER\(TRANSLATE\(.*'-\./', 'x'\)\), 1, 8\) IN "),
        ("Oracle", MatchRule.PHONE, r"^\(SUBSTR\(REGEXP_REPLACE\(.*'\[\^0-9\]', ''\).* IN "),
        ("Oracle", MatchRule.PHONE, r"'\(\[0-9\]\)\[\^0-9A-Za-z\]\*\[#;A-Za-z\]\.\*\$', '\\1', 1, 0, 'n'\)"),
    ],
)
def test_match_rules_are_worked_out_by_the_server(name: str, rule: MatchRule, says: str) -> None:
    sql, parameters = shown(name, when("Email", "700900123", match=rule))
    assert re.search(says, sql), sql
    assert parameters == ['["700900123"]']


@pytest.mark.parametrize(
    "name,says",
    [
        ("SQL Server", """JSON_VALUE(doc, '$."home"."ref"')"""),
        ("SQL Server", """FROM OPENJSON(CASE WHEN ISJSON(doc) = 1 THEN doc ELSE '[]' END, '$."tags"') AS e0"""),
        ("Oracle", """JSON_VALUE(doc, '$."home"."ref"' NULL ON ERROR)"""),
        ("Oracle", """JSON_TABLE(doc, '$."tags"[*]' NULL ON ERROR COLUMNS (v VARCHAR2(4000) PATH '$')) e"""),
    ],
)
def test_fields_inside_documents_are_reached(name: str, says: str) -> None:
    sql, _ = shown(name, when(("doc", "home", "ref"), "a"), when(("doc", "tags"), "b"))
    assert says in sql


@pytest.mark.parametrize("name", PRODUCTS)
def test_rows_are_counted_by_the_server(name: str) -> None:
    asked = target(name)
    (clause,) = clauses(asked, when("id", 5), "k0")
    sql = counts_statement(asked, clause).sql
    assert sql == f"SELECT id, count(*) FROM dbo.people t WHERE {EXACT[name][1:-1]} GROUP BY id"


@pytest.mark.parametrize(
    "name,error", [("SQL Server", Exception(229, b"SELECT denied")), ("Oracle", Exception("gone"))]
)
def test_errors_are_told_apart(name: str, error: Exception) -> None:
    fault = PRODUCTS[name][0].fault(error)
    assert fault.is_system is (name == "Oracle")
    assert "denied" not in fault.why


def test_the_table_of_dialects_names_what_is_there() -> None:
    assert isinstance(load_dialect("mssql:SQLServer"), SQLServer)
    assert isinstance(load_dialect("oracle:Oracle"), Oracle)
