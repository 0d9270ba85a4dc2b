"""How tests call the command line."""

from collections.abc import Callable

Call = Callable[..., tuple[int, str, str]]
"""Called with the words of a command: its exit code, what it prints, and what it complains of."""
