"""Imports go one way, everything can be imported, and what must start quickly or stay pure does."""

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import FILES, MODULES, ROOT, functions, module_name

WORLD = ["sqlalchemy", "duckdb", "pydantic", "fideslang", "yaml", "django", "click", "rich", "jinja2"]
OURS = ["muniment.plugins", "muniment.runs", "muniment.cli", "muniment.web"]
"""What law and core must do without."""

SLOW = ["sqlalchemy", "fideslang", "pydantic", "duckdb", "rich"]
"""What takes long to import, and so may not be imported to print help."""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_import_contract_of_pyproject_is_kept() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert "0 broken" in run.stdout


def test_every_module_can_be_imported() -> None:
    for module in MODULES:
        assert importlib.import_module(module).__name__ == module


def test_law_and_core_run_where_nothing_of_the_world_is_installed() -> None:
    pure = [name for name in MODULES if name.startswith(("muniment.law", "muniment.core"))]
    assert len(pure) > 10
    run = python("-c", f"""
import importlib, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {WORLD!r} or name.startswith(tuple({OURS!r})):
            raise ModuleNotFoundError(f"{{name}} is not installed here")

sys.meta_path.insert(0, Absent())
for name in {pure!r}:
    importlib.import_module(name)

from datetime import date
from muniment.core.clocks.explain import answer_by
from muniment.core.values import Nation, Right
print(answer_by(right=Right.ACCESS, received_on=date(2026, 11, 21), nation=Nation.SCOTLAND).receipt.answer)
""")  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout == "Answer by Monday 21 December 2026.\n"


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{module_name(file)}.{function.name}, line {inner.lineno}"
        for file in FILES
        for function in functions(file)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["deadline", "--help"]], ids=" ".join)
def test_help_is_printed_without_importing_what_is_slow(arguments: list[str]) -> None:
    run = python("-c", f"""
import json, sys
from muniment.cli.main import main
sys.argv = ["muniment", *{arguments!r}]
try:
    main()
finally:
    print("\\n" + json.dumps(sorted(sys.modules)))
""")  # fmt: skip
    assert run.returncode == 0, run.stderr
    text, _, modules = run.stdout.rstrip().rpartition("\n")
    assert "muniment" in text
    assert [name for name in SLOW if name in json.loads(modules)] == []
