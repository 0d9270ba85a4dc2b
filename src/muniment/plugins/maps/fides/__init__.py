"""Reads Fides dataset files, with our `muniment:` blocks in them, as a data map."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from muniment.core.datamap.model import DataMap
from muniment.core.errors import UsageError
from muniment.plugins.maps.fides.build import build
from muniment.plugins.maps.fides.form import MapFile
from muniment.plugins.maps.fides.meaning import check_meaning
from muniment.plugins.maps.fides.names import Names
from muniment.plugins.maps.fides.tree import Problem, read_document
from muniment.plugins.maps.fides.written import written_map

MOST_SHOWN = 20
ENDINGS = {".yml", ".yaml"}


class FidesMaps:
    """Data maps in the form of Fides dataset YAML, spread over one file or many."""

    def read(self, paths: Sequence[Path]) -> DataMap:
        """The map in these files, and in the YAML files of these folders, read as one.

        Raises UsageError with every problem of every file, by file and line.
        """
        documents = [read_document(path) for path in _files(paths)]
        written = written_map(documents)
        names = Names(written)
        check_meaning(written, names)
        problems = sorted({problem for document in documents for problem in document.problems})
        if problems:
            raise UsageError(_told(problems))
        if not written.datasets:
            raise UsageError(f"No dataset stands in {', '.join(map(str, paths))}. A map begins with 'dataset:'.")
        return build(written, names)

    def schema(self) -> str:
        """The JSON Schema of a file of a map, for editors to check and complete by."""
        top = {"$schema": "https://json-schema.org/draft/2020-12/schema", **MapFile.model_json_schema()}
        for form in ("MapDataset", "MapCollection", "MapField"):
            properties = top["$defs"][form]["properties"]
            properties["fidesops_meta"] = {**properties["fides_meta"], "deprecated": True}
        return json.dumps(top, indent=2)


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files named and those in the folders named, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        inside = list(_inside(path)) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"The folder '{path}' holds no .yml or .yaml file; name the folder that holds the map.")
        for file in inside:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in ENDINGS and path.is_file() and not hidden:
            yield path


def _told(problems: list[Problem]) -> str:
    count = f"{len(problems)} things are" if len(problems) > 1 else "One thing is"
    lines = [f"  {problem}" for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(f"  and {len(problems) - MOST_SHOWN} more, shown when these are mended.")
    return "\n".join([f"The data map cannot be used: {count} wrong in it.", *lines])
