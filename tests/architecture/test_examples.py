"""The examples in docstrings are true."""

import doctest
import importlib

import pytest

from tests.architecture.tree import FILES, module_name

WITH_EXAMPLES = [module_name(file) for file in FILES if ">>> " in file.read_text(encoding="utf-8")]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_of_a_module_give_what_they_say(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(module))
    assert outcome.attempted > 0
    assert outcome.failed == 0
