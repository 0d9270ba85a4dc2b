"""The source tree as the architecture tests see it."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
FILES = sorted(SOURCE.rglob("*.py"))
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(file: Path) -> str:
    """The dotted name a file of the source is imported by."""
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = sorted(module_name(file) for file in FILES if file.stem != "__main__")


def functions(file: Path) -> Iterator[Function]:
    """Every function of a file, nested ones and methods too."""
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def entry_points() -> list[tuple[str, str, str]]:
    """Group, name and target of every entry point that pyproject.toml declares."""
    groups: dict[str, dict[str, str]] = PROJECT["project"]["entry-points"]
    return [(group, name, target) for group, table in sorted(groups.items()) for name, target in sorted(table.items())]
