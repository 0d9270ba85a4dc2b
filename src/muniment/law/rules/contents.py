"""What a letter, notice, record, contract or report must contain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that must be said or recorded, under a code that never changes its meaning.

    `when` names the facts that call for it: any one of them is enough. Items without it are always required.
    `practice` marks good practice, which the law itself does not ask for.
    """

    code: str
    text: str
    cite: str | None = None
    when: tuple[str, ...] = ()
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The things that must be said or recorded, in the order in which they are written."""

    items: tuple[Item, ...]
