"""Fixtures of every test: the private database servers."""

import pytest

pytest.register_assert_rewrite("tests.plugins.connectors.contract", "tests.plugins.connectors.tables")
pytest_plugins = ["tests.servers.fixtures"]
