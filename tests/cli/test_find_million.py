"""`muniment find` for a person of very many rows: memory stays bounded, and the parts for files are left alone."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.cli.council import Council, Store

NARROW, WIDE = (1_000_000, 1), (200_000, 1_000)  # rows, characters in each
# VmHWM, because ru_maxrss of a child begins with the peak of the process that started it.
MEASURED = """
import re, sys
from muniment.cli.main import main
try:
    main()
finally:
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
    print(peak, *sorted({"pyarrow", "pandas", "duckdb", "django"} & set(sys.modules)), file=sys.stderr)
"""
LOG: dict[str, tuple[str, dict[str, object]]] = {"log": ("id! email@email text", {"subject": False})}


def measured(council: Council, rows: int) -> tuple[int, set[str]]:
    """Peak memory in MB and which of the large parts were loaded, once every row is seen to be written."""
    words = council.arguments("--json", email="ann@example.com")
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *words[1:]], capture_output=True, text=True, check=False, timeout=400
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["collections"] == {"held.log": rows}
    for name, more in (("data/held/log.json", 2), ("data/held/log.csv", 1), ("found/held/log.json", 2)):
        with (Path(words[6]) / name).open("rb") as file:
            assert sum(1 for _ in file) == rows + more, name
    peak, *loaded = ended.stderr.split()
    return int(peak), set(loaded)


@pytest.mark.parametrize(("product", "size"), [("sqlite", NARROW), ("postgresql", WIDE), ("mariadb", WIDE)])
def test_very_many_rows_of_a_database_pass_in_bounded_memory(
    council: Council, product: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    rows, width = size
    url = f"sqlite:///{council.folder}/held.db" if product == "sqlite" else request.getfixturevalue(f"{product}_url")
    source = {
        "sqlite": f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {rows}) {{}} FROM n",
        "postgresql": f"{{}} FROM generate_series(1, {rows}) n",
        "mariadb": f"{{}} FROM (SELECT seq AS n FROM seq_1_to_{rows}) n",
    }[product]
    store = Store(product=product, url=url)
    store.run(
        "CREATE TABLE log (id INTEGER PRIMARY KEY, email VARCHAR(20), text VARCHAR(1000))",
        "INSERT INTO log " + source.format(f"SELECT n, 'ann@example.com', '{'x' * width}'"),
    )
    council.maps(LOG)
    council.system(store, fan_out=rows)
    peak, loaded = measured(council, rows)
    assert peak < 150
    assert loaded == set()


@pytest.mark.parametrize(("kind", "size"), [("parquet", NARROW), ("csv", WIDE)])
def test_very_many_rows_of_a_file_pass_in_bounded_memory(council: Council, kind: str, size: tuple[int, int]) -> None:
    rows, width = size
    exports = council.folder / "exports"
    exports.mkdir()
    values = f"SELECT range AS id, 'ann@example.com' AS email, '{'x' * width}' AS text FROM range({rows})"
    duckdb.sql(f"COPY ({values}) TO '{exports}/log.{kind}' (FORMAT {kind})")
    council.maps(LOG)
    council.system(exports, fan_out=rows)
    peak, loaded = measured(council, rows)
    assert peak < 256
    assert loaded == {"duckdb"}
