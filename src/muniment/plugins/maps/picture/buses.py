"""The references of a data map gathered into buses, and where the ends of each are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from muniment.core.finding.rules import ReferenceRule, Step
from muniment.core.values import CollectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Bus:
    """References to one collection that a search follows the same way."""

    parent: CollectionId
    children: tuple[CollectionId, ...]
    steps: frozenset[Step]
    references: tuple[str, ...]


def buses(rules: Iterable[ReferenceRule]) -> tuple[Bus, ...]:
    """One bus for each collection that is referred to and way of following."""
    followed: dict[int, list[ReferenceRule]] = {}
    for rule in rules:
        followed.setdefault(rule.link.number, []).append(rule)
    grouped: dict[tuple[CollectionId, frozenset[Step]], list[ReferenceRule]] = {}
    for same in followed.values():
        steps = frozenset(rule.step for rule in same)
        grouped.setdefault((same[0].link.parent, steps), []).append(same[0])
    return tuple(
        Bus(
            parent=parent,
            children=tuple(dict.fromkeys(rule.link.child for rule in members)),
            steps=steps,
            references=tuple(_said(rule) for rule in members),
        )
        for (parent, steps), members in grouped.items()
    )


def _said(rule: ReferenceRule) -> str:
    link = rule.link
    child = ", ".join(".".join(path) for path in link.child_fields)
    parent = ", ".join(".".join(path) for path in link.parent_fields)
    return f"{link.child}.{child} refers to {link.parent}.{parent}"


EndKey = tuple[int, bool]  # the number of a bus, and whether this is its parent's end


def ends_of(gathered: Sequence[Bus]) -> dict[CollectionId, list[EndKey]]:
    found: dict[CollectionId, list[EndKey]] = {}
    for number, bus in enumerate(gathered):
        found.setdefault(bus.parent, []).append((number, True))
        for child in bus.children:
            found.setdefault(child, []).append((number, False))
    return found
