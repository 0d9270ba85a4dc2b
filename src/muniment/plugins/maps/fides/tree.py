"""YAML as plain values that remember where they stand, and every problem of a file rather than its first."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

from muniment.core.values import Place

Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's reader where PyYAML was built with it: ten times as quick."""

TreePath = tuple[str | int, ...]
"""Where a value stands in a file: `("dataset", 0, "collections", 3, "name")`."""

MOST_DEPTH = 60
MOST_VALUES = 500_000
MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a map: where, what, and what to do."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(slots=True)
class Document:
    """One file of a map: its values, the line of each, and what is wrong with it."""

    file: str
    value: object = None
    lines: dict[TreePath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: TreePath) -> Place:
        """Where the value at that path stands, or the innermost block around it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))

    def complain(self, path: TreePath, text: str) -> None:
        """Notes a problem with the value at that path."""
        self.problems.append(Problem(self.place(path), text))

    def complain_at(self, line: int, text: str) -> None:
        """Notes a problem on a line."""
        self.problems.append(Problem(Place(self.file, line), text))


class _TooMuch(Exception):
    """The file holds more values, or deeper ones, than any map has."""

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(text)
        self.line = line


def read_document(path: Path) -> Document:
    """The values of one YAML file; what cannot be read is among its problems."""
    document = Document(file=str(path))
    try:
        data = path.read_bytes()
        _refuse_depth(data)
        root = yaml.compose(data, Loader=Loader)
    except OSError as error:
        document.complain_at(
            1, f"the file cannot be read ({error.strerror or 'no reason given'}); check its name and rights"
        )
    except _TooMuch as error:
        document.complain_at(error.line, str(error))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = " ".join(part for part in (error.context, error.problem) if part)
        document.complain_at(mark.line + 1 if mark else 1, f"this is not YAML: {why}")
    except yaml.YAMLError as error:
        document.complain_at(1, f"this is not YAML text in UTF-8: {str(error).splitlines()[0]}")
    else:
        _unfold(document, root)
    return document


def _refuse_depth(data: bytes) -> None:
    """Counts the nesting without recursion, before libyaml recurses: 200,000 brackets would end the process."""
    depth = 0
    for event in yaml.parse(data, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise _TooMuch(f"blocks are nested more than {MOST_DEPTH} deep", line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _unfold(document: Document, root: yaml.Node | None) -> None:
    if root is None:
        document.complain_at(1, "the file is empty")
        return
    try:
        document.value = _Unfolding(document).value(root, ())
    except _TooMuch as error:
        document.complain_at(error.line, str(error))


class _Unfolding:
    """Turns nodes into values, following aliases with a limit."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.scalars = yaml.constructor.SafeConstructor()
        self.left = MOST_VALUES
        self.depth = 0

    def value(self, node: yaml.Node, path: TreePath) -> object:
        self.left -= 1
        self.depth += 1
        if self.left < 0 or self.depth > MOST_DEPTH + 1:  # a value may stand in the innermost block
            raise _TooMuch("aliases (*name) unfold into more values than a map can have; write them out")
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        found: object
        if isinstance(node, yaml.MappingNode):
            found = self.mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            found = [self.value(inner, (*path, index)) for index, inner in enumerate(node.value)]
        else:
            found = self.scalar(node, path)
        self.depth -= 1
        return found

    def scalar(self, node: yaml.Node, path: TreePath) -> object:
        try:
            return self.scalars.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self.document.complain(path, f"'{node.value}' is not the kind of value it looks like; put it in quotes")
            return node.value

    def mapping(self, node: yaml.MappingNode, path: TreePath) -> dict[str, object]:
        found: dict[str, object] = {}
        merged: dict[str, object] = {}
        for key_node, value_node in node.value:
            if key_node.tag == MERGE:
                merged |= self.merged(value_node, path)
                continue
            line = key_node.start_mark.line + 1
            key = self.scalar(key_node, path) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                written = key_node.value if isinstance(key_node, yaml.ScalarNode) else "..."
                self.document.complain_at(line, f"the key '{written}' is not text; put it in quotes")
            elif key in found:
                first = self.document.lines[(*path, key)]
                self.document.complain_at(
                    line, f"the key '{key}' stands here again (first on line {first}); keep one of them"
                )
            else:
                self.document.lines[(*path, key)] = line
                found[key] = self.value(value_node, (*path, key))
        return merged | found

    def merged(self, node: yaml.Node, path: TreePath) -> dict[str, object]:
        """What `<<` brings in; of several blocks the first to name a key wins, as YAML has it."""
        blocks = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: dict[str, object] = {}
        for block in reversed(blocks):
            value = self.value(block, path)
            if isinstance(value, dict):
                found |= value
            else:
                self.document.complain_at(node.start_mark.line + 1, "'<<' must name a block of keys")
        return found
