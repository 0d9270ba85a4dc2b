"""Every entry point loads, and every plug-in meets the protocol of its kind."""

import importlib
import inspect
from importlib.metadata import entry_points as installed

import pytest

from muniment.core.datamap.ports import Maps
from muniment.core.finding.ports import Connector
from muniment.core.writing.ports import Format
from tests.architecture import tree

PORTS: dict[str, type] = {"muniment.connectors": Connector, "muniment.formats": Format, "muniment.maps": Maps}
"""The protocol of each kind of plug-in that has one."""

DECLARED = tree.entry_points()


@pytest.mark.parametrize(("group", "name", "target"), DECLARED, ids=[f"{group}:{name}" for group, name, _ in DECLARED])
def test_an_entry_point_loads_what_it_names(group: str, name: str, target: str) -> None:
    module, _, attribute = target.partition(":")
    loaded = getattr(importlib.import_module(module), attribute)
    assert [entry.load() for entry in installed(group=group, name=name)] == [loaded]


PLUGINS = [(group, name) for group, name, _ in DECLARED if group in PORTS]


@pytest.mark.parametrize(("group", "name"), PLUGINS, ids=[f"{group}:{name}" for group, name in PLUGINS])
def test_a_plugin_has_what_its_protocol_asks_under_the_same_names(group: str, name: str) -> None:
    (entry,) = installed(group=group, name=name)
    plugin = entry.load()()
    port = PORTS[group]
    for attribute in inspect.get_annotations(port):
        assert hasattr(plugin, attribute)
    for method, asked in inspect.getmembers(port, inspect.isfunction):
        if not method.startswith("_"):
            theirs = inspect.signature(getattr(type(plugin), method)).parameters
            assert list(theirs) == list(inspect.signature(asked).parameters)
