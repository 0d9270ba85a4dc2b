"""Files and functions stay small enough to read, and are named after what they are for."""

import ast
import re

from tests.architecture.tree import FILES, MODULES, Function, functions, module_name

LONGEST_FILE, LONGEST_FUNCTION, MOST_FUNCTIONS = 400, 60, 25
UNSAYING_MODULES = {"utils", "util", "helpers", "helper", "common", "base", "misc", "shared", "tools"}
UNSAYING_CLASSES = re.compile(r"(Manager|Helper|Service|Processor|Util|Utils|Handler|Base)$")


def lines(function: Function) -> int:
    """The length of a function's body, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_every_file_is_within_its_budget() -> None:
    lengths = {module_name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_page() -> None:
    lengths = {f"{module_name(file)}.{one.name}": lines(one) for file in FILES for one in functions(file)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_nine_functions_of_ten_are_short() -> None:
    lengths = sorted(lines(one) for file in FILES for one in functions(file))
    assert lengths[int(len(lengths) * 0.9)] <= MOST_FUNCTIONS


def test_modules_and_classes_are_named_after_what_they_are_for() -> None:
    modules = [name for name in MODULES if UNSAYING_MODULES & {*name.split(".")}]
    classes = [
        f"{module_name(file)}.{node.name}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and UNSAYING_CLASSES.search(node.name)
    ]
    assert modules == []
    assert classes == []
