"""What the rest of the house asks of a form in which data maps are written; plug-ins of `muniment.maps` meet it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from muniment.core.datamap.model import DataMap


class Maps(Protocol):
    """Reads data maps of one written form."""

    def read(self, paths: Sequence[Path]) -> DataMap:
        """The map that these files, and the files in these folders, make together.

        Raises UsageError with every problem of every file, by file and line.
        """
        ...

    def schema(self) -> str:
        """The JSON Schema of one file, for editors."""
        ...
