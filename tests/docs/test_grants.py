"""The accounts that the documents have a council make can read, and cannot write, on real servers."""

import psycopg
import pymysql
import pytest
from sqlalchemy import make_url

from tests.docs.pages import ROOT, examples
from tests.servers import mariadb

POSTGRESQL, LATER_TABLES, ROW_SECURITY, MARIADB, _ = examples(ROOT / "docs" / "how-to" / "connect-a-system.md", "sql")
PASSWORD = "choose-a-long-one"


def test_the_postgresql_account_reads_every_row_and_writes_none(postgresql_url: str) -> None:
    url = make_url(postgresql_url)
    account = f"reader_of_{url.database}"
    statements = (POSTGRESQL + LATER_TABLES + ROW_SECURITY).replace("muniment_read", account)
    with psycopg.connect(postgresql_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE residents (id int PRIMARY KEY); INSERT INTO residents VALUES (1), (2)")
        owner.execute("ALTER TABLE residents ENABLE ROW LEVEL SECURITY")
        owner.execute(statements.replace("DATABASE socialcare", f"DATABASE {url.database}"))
        owner.execute("CREATE TABLE made_later (id int); INSERT INTO made_later VALUES (1)")
        reader = url.set(username=account, password=PASSWORD).render_as_string(hide_password=False)
        try:
            with psycopg.connect(reader, autocommit=True) as theirs:
                assert theirs.execute("SELECT count(*) FROM residents").fetchone() == (2,)
                assert theirs.execute("SELECT count(*) FROM made_later").fetchone() == (1,)
                with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                    theirs.execute("DELETE FROM residents")
                theirs.execute("SET default_transaction_read_only = off")
                for statement in ("DELETE FROM residents", "CREATE TABLE mine (id int)"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        theirs.execute(statement)
        finally:
            owner.execute(f"DROP OWNED BY {account}; DROP ROLE {account}")


def test_the_mariadb_account_reads_and_cannot_write(mariadb_url: str) -> None:
    url = make_url(mariadb_url)
    account = f"reader_of_{url.database}"
    statements = MARIADB.replace("muniment_read", account).replace("192.0.2.10", "127.0.0.1")
    with mariadb.connect(mariadb_url) as owner, owner.cursor() as cursor:
        cursor.execute("CREATE TABLE residents (id int PRIMARY KEY)")
        cursor.execute("INSERT INTO residents VALUES (1), (2)")
        for statement in statements.replace("revenues", str(url.database)).strip().rstrip(";").split(";\n"):
            cursor.execute(statement)
        try:
            reader = url.set(username=account, password=PASSWORD).render_as_string(hide_password=False)
            with mariadb.connect(reader) as theirs, theirs.cursor() as seen:
                seen.execute("SELECT count(*) FROM residents")
                assert seen.fetchone() == (2,)
                for statement in ("DELETE FROM residents", "CREATE TABLE mine (id int)"):
                    with pytest.raises(pymysql.err.OperationalError, match="command denied"):
                        seen.execute(statement)
        finally:
            cursor.execute(f"DROP USER '{account}'@'127.0.0.1'")
