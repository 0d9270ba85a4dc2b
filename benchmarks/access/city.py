"""The database of the benchmark: eleven tables of the Fides example's shape, filled inside PostgreSQL.

100,000 customers make 3.5 million rows: an ordinary customer has about 40, each of the first ten has 10,008
log-ins, 2,000 orders and their lines. Everything follows from row numbers, so each load is the same.
"""

from pathlib import Path

import psycopg

CUSTOMERS = 100_000
HEAVY = 10
HEAVY_LOGINS = 10_008

SQL = (Path(__file__).parent / "city.sql").read_text()
NAMES = [line.split()[2] for line in SQL.splitlines() if line.startswith("CREATE TABLE")]


def load(url: str, customers: int = CUSTOMERS) -> int:
    """Fills an empty database; the number of rows."""
    values = {
        "customers": customers,
        "heavy": HEAVY,
        "heavy_each": HEAVY_LOGINS,
        "heavy_logins": HEAVY * HEAVY_LOGINS,
    }
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("SET synchronous_commit = off")
        for statement in SQL.format(**values).split(";\n"):
            if statement.strip():
                database.execute(statement.encode())
        database.execute("VACUUM ANALYZE")
        counted = [database.execute(f"SELECT count(*) FROM {name}".encode()).fetchone() for name in NAMES]
    return sum(row[0] for row in counted if row)


def email(customer: int) -> str:
    """The e-mail address of a customer, as a resident might type it."""
    return f"Person{customer}@Example.com "
