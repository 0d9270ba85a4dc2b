"""Where the keys of a TOML file stand, which the standard reader does not tell: for errors with a line."""

import re

KeyPath = tuple[str | int, ...]
"""A key by its way in: `("version", 1, "rule", "months")` is `months` of the rule of the second version."""

HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
KEY = re.compile(r"\s*([\w-]+)\s*=")
LONG_TEXT = re.compile(r'"""|' + "'''")


class Lines:
    """The line of each key and table of one TOML text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._found: dict[KeyPath, int] = {}
        self._last: dict[KeyPath, int] = {}  # the number of the latest table of each list
        table: KeyPath = ()
        listed: KeyPath = ()
        inside_long_text = False
        for number, line in enumerate(text.splitlines(), start=1):
            if not inside_long_text:
                if header := HEADER.match(line):
                    table = self._open(header[2].split("."), again=header[1] == "[[")
                    self._found[table] = number
                elif key := KEY.match(line):
                    listed = (*table, key[1])
                    self._found[listed] = number
                elif line.lstrip().startswith("{"):
                    self._found[self._next(listed)] = number
            if len(LONG_TEXT.findall(line)) % 2:
                inside_long_text = not inside_long_text

    def of(self, path: KeyPath) -> int:
        """The line of a key; of the nearest table around it when it has no line of its own, 1 when nothing has."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)

    def _next(self, path: KeyPath) -> KeyPath:
        """The path of the next table of a list."""
        self._last[path] = self._last.get(path, -1) + 1
        return (*path, self._last[path])

    def _open(self, names: list[str], *, again: bool) -> KeyPath:
        """The path of the table that a header opens; `[[name]]` opens the next of its list."""
        path: KeyPath = ()
        for depth, name in enumerate(names, start=1):
            path = (*path, name)
            if again and depth == len(names):
                path = self._next(path)
            elif path in self._last:
                path = (*path, self._last[path])
        return path
