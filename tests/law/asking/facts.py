"""The facts of a signed case, which notice what is asked of them: a fact that nothing reads is a slip of the pen."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any


class Facts:
    """What a case says that is so."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.read.add(name)
        return self._values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The fact of that name, or the default where the case says nothing of it."""
        self.read.add(name)
        return self._values.get(name, default)

    def __contains__(self, name: str) -> bool:
        self.read.add(name)
        return name in self._values

    @property
    def unread(self) -> set[str]:
        """The facts that nothing has asked for."""
        return set(self._values) - self.read


Ask = Callable[[Facts], Mapping[str, object]]
"""Puts the question of a case to the core; gives what it answered, by name."""


def plain(result: object) -> object:
    """A result as a case can write it: tuples as lists, values as tables."""
    if is_dataclass(result) and not isinstance(result, type):
        return {name: plain(value) for name, value in asdict(result).items()}
    if isinstance(result, tuple | list | set | frozenset):
        return [plain(one) for one in result]
    return result
