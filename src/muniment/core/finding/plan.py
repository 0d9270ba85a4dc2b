"""The plan of a search: its rules, the order in which collections are asked, and what is not asked and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muniment.core.datamap.model import Collection, DataMap
from muniment.core.finding.findings import NotSearched
from muniment.core.finding.rules import (
    IdentityRule,
    Link,
    ReferenceRule,
    Rule,
    identity_rules,
    is_searched,
    links,
    reference_rules,
    starting_fields,
    subjects,
)
from muniment.core.values import CollectionId

PERSONAL = "user"
"""The root of the Fides data categories that are about a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPlan:
    """What a search for people with certain kinds of identifiers will ask, before anything is asked."""

    identity_rules: tuple[IdentityRule, ...]
    reference_rules: tuple[ReferenceRule, ...]
    subjects: frozenset[CollectionId]
    order: tuple[CollectionId, ...]  # the collections asked, each after those that lead to it where there is no cycle
    leads_to: Mapping[CollectionId, frozenset[CollectionId]]  # over any number of rules
    pointers: tuple[Link, ...]  # links into collections whose rows may turn out to be shared
    not_searched: tuple[NotSearched, ...]

    def into(self, collection: CollectionId) -> tuple[Rule, ...]:
        """The rules that lead into a collection."""
        rules: tuple[Rule, ...] = (*self.identity_rules, *self.reference_rules)
        return tuple(rule for rule in rules if rule.target == collection)

    def out_of(self, collection: CollectionId) -> tuple[ReferenceRule, ...]:
        """The rules for which rows of a collection give keys."""
        return tuple(rule for rule in self.reference_rules if rule.source == collection)


def plan(datamap: DataMap, identities: Iterable[str]) -> SearchPlan:
    """The plan for people of whom values of `identities` are known; collections they cannot reach are named."""
    starts = identity_rules(datamap, identities)
    entrances = list(dict.fromkeys(rule.target for rule in starts))
    every_step = reference_rules(datamap, first_number=len(starts))
    order = _order(datamap, entrances, every_step)
    reached = set(order)
    steps = tuple(rule for rule in every_step if rule.source in reached)
    return SearchPlan(
        identity_rules=starts,
        reference_rules=steps,
        subjects=subjects(datamap),
        order=order,
        leads_to={one: frozenset(_reachable([one], steps)) for one in order},
        pointers=tuple(
            link for link in links(datamap) if link.parent in reached and may_be_shared(datamap, link.parent)
        ),
        not_searched=tuple(
            NotSearched(id=one.id, why=_why_not(one, datamap)) for one in datamap.collections() if one.id not in reached
        ),
    )


def may_be_shared(datamap: DataMap, id: CollectionId) -> bool:
    """Whether rows of a collection must be counted to know if they are shared: the map does not say, and they hold
    personal data (a product or a case type is nobody's).
    """
    collection = datamap.collection(id)
    categories = [*collection.categories, *(one for leaf in collection.leaves() for one in leaf.categories)]
    is_personal = not categories or any(one.split(".")[0] == PERSONAL for one in categories)
    return collection.notes.shared is None and is_personal


def _order(
    datamap: DataMap, entrances: list[CollectionId], rules: tuple[ReferenceRule, ...]
) -> tuple[CollectionId, ...]:
    """Reverse postorder: sources before targets wherever there is no cycle, and few visits where there is one."""
    nexts = _nexts(rules)
    reached = _reachable(entrances, rules) | set(entrances)
    for one in reached:
        for earlier in datamap.collection(one).after:
            nexts.setdefault(earlier, []).append(one)
    seen: set[CollectionId] = set()
    done: list[CollectionId] = []
    for entrance in reversed(entrances):
        _visit(entrance, nexts, seen, done)
    return tuple(one for one in reversed(done) if one in reached)


def _visit(
    start: CollectionId,
    nexts: Mapping[CollectionId, list[CollectionId]],
    seen: set[CollectionId],
    done: list[CollectionId],
) -> None:
    """Appends to `done` everything reachable from `start` and not seen, each after all it leads to."""
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(nexts.get(start, ())))]
    while stack:
        one, rest = stack[-1]
        further = next((target for target in rest if target not in seen), None)
        if further is None:
            stack.pop()
            done.append(one)
        else:
            seen.add(further)
            stack.append((further, iter(nexts.get(further, ()))))


def _nexts(rules: Iterable[ReferenceRule]) -> dict[CollectionId, list[CollectionId]]:
    nexts: dict[CollectionId, list[CollectionId]] = {}
    for rule in rules:
        nexts.setdefault(rule.source, []).append(rule.target)
    return nexts


def _reachable(starts: Iterable[CollectionId], rules: Iterable[ReferenceRule]) -> set[CollectionId]:
    """What can be reached from the starts over one rule or more."""
    nexts = _nexts(rules)
    found: set[CollectionId] = set()
    waiting = list(starts)
    while waiting:
        for target in nexts.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def _why_not(collection: Collection, datamap: DataMap) -> str:
    if collection.notes.paper:
        return "held on paper: to be looked for by hand"
    if not is_searched(collection):
        return "left out by the data map (skip_processing)"
    kinds = sorted({leaf.identity or "" for leaf in starting_fields(collection)})
    if kinds:
        return f"it is searched by {', '.join(kinds)}, and none was given"
    return "no identifier that was given leads to it: to be looked for by hand"
