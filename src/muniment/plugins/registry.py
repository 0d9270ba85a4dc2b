"""Finds plug-ins through entry points, ours like anyone's, and loads one only when it is wanted."""

from importlib.metadata import EntryPoint, entry_points

from muniment.core.errors import UsageError


def names(group: str) -> tuple[str, ...]:
    """The names installed in a group such as `muniment.connectors`, sorted."""
    return tuple(sorted({entry.name for entry in entry_points(group=group)}))


def load(group: str, name: str) -> object:
    """What the entry point of that name loads; UsageError, naming those there are, when there is none."""
    found: tuple[EntryPoint, ...] = tuple(entry_points(group=group, name=name))
    if not found:
        there = ", ".join(names(group)) or "none"
        raise UsageError(f"No plug-in called '{name}' is installed in '{group}'. Installed: {there}.")
    return found[0].load()
