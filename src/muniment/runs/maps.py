"""Reads data maps with the plug-in that knows their form."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from muniment.core.datamap.model import DataMap
from muniment.core.datamap.ports import Maps
from muniment.plugins.registry import load


def maps(form: str = "fides") -> Maps:
    """The reader of maps written in that form."""
    return cast(Callable[[], Maps], load("muniment.maps", form))()


def read_map(paths: Sequence[Path]) -> DataMap:
    """The map that these files and folders make together."""
    return maps().read(paths)
