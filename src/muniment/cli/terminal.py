"""Texts that may stand on a terminal."""


def printable(text: str) -> str:
    """A text of the map, a system or a path, without characters that would steer the terminal."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
