"""Commands that other parts of Muniment add, as entry points of the group `muniment.commands`."""

from importlib.metadata import entry_points

GROUP = "muniment.commands"


def names() -> list[str]:
    """The names of the commands that are added."""
    return [entry.name for entry in entry_points(group=GROUP)]


def command(name: str) -> object:
    """What is declared under that name, loaded now; None when nothing is."""
    found = tuple(entry_points(group=GROUP, name=name))
    return found[0].load() if found else None
