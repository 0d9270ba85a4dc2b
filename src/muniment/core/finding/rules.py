"""The rules of a search: where known identifiers lead, and which way each reference of the map is followed.

A reference is held by a child row and names its parent. As the map states it or, where it states nothing:
child to parent always; parent to child only from a collection of data subjects, so that a shared address
does not drag in the neighbours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from muniment.core.datamap.model import Collection, DataMap, Direction, Field, FieldPath, MatchRule, Reference
from muniment.core.identity.matching import rule_for, starts_search
from muniment.core.values import CollectionId

NAMING_IDENTITIES = frozenset({"name", "first_name", "last_name", "date_of_birth", "birth_date"})
NAMING_CATEGORIES = ("user.name", "user.demographic.date_of_birth")


class Step(StrEnum):
    """Which way a rule follows a reference."""

    UP = "up"  # from the child, which holds the reference, to the parent it names
    DOWN = "down"  # from the parent to the children that name it


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule:
    """A known value of `identity` leads to the rows of `target` that hold it in `field`."""

    number: int
    identity: str
    target: CollectionId
    field: Field
    match: MatchRule

    @property
    def target_fields(self) -> tuple[FieldPath, ...]:
        """The fields a key is compared with: one."""
        return (self.field.path,)

    def __str__(self) -> str:
        return f"{self.identity} -> {self.target.collection}.{'.'.join(self.field.path)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One reference of the map: the fields of the child that hold it, and those of the parent they name.

    References of one child to the several fields of a composite primary key are one link.
    """

    number: int
    child: CollectionId
    child_fields: tuple[FieldPath, ...]
    parent: CollectionId
    parent_fields: tuple[FieldPath, ...]
    direction: Direction
    holds_many: bool = False  # one child row may name several parents, in a list
    is_unique: bool = True  # a key of the link names one parent row


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRule:
    """Found rows of `source` lead over one link to rows of `target`."""

    number: int
    link: Link
    step: Step

    @property
    def source(self) -> CollectionId:
        """The collection whose found rows give the keys."""
        return self.link.child if self.step is Step.UP else self.link.parent

    @property
    def target(self) -> CollectionId:
        """The collection the keys are looked up in."""
        return self.link.parent if self.step is Step.UP else self.link.child

    @property
    def source_fields(self) -> tuple[FieldPath, ...]:
        """The fields of the source that make a key."""
        return self.link.child_fields if self.step is Step.UP else self.link.parent_fields

    @property
    def target_fields(self) -> tuple[FieldPath, ...]:
        """The fields of the target that a key is compared with."""
        return self.link.parent_fields if self.step is Step.UP else self.link.child_fields

    @property
    def is_stated(self) -> bool:
        """Whether the map states this direction, so that it is followed as written."""
        return self.link.direction is not Direction.UNSTATED

    def __str__(self) -> str:
        fields = ", ".join(".".join(path) for path in self.target_fields)
        return f"{self.target.collection}.{fields}"


Rule = IdentityRule | ReferenceRule


def is_searched(collection: Collection) -> bool:
    """Whether a search may put questions to the collection: not on paper, not left out by the map."""
    return not collection.notes.paper and not collection.skip


def identities(datamap: DataMap) -> frozenset[str]:
    """The identities that fields of searched collections hold."""
    return frozenset(
        leaf.identity for one in datamap.collections() if is_searched(one) for leaf in one.leaves() if leaf.identity
    )


def starting_fields(collection: Collection) -> Iterator[Field]:
    """The fields of a collection in which a known identifier may start a search."""
    return (leaf for leaf in collection.leaves() if leaf.identity and starts_search(leaf.identity))


def subjects(datamap: DataMap) -> frozenset[CollectionId]:
    """The collections of data subjects, in which a row is a person.

    Those the map says (`subject: true`), and those with an identity of a person that other rows refer to; in
    a dataset that has neither, those whose rows have a key, an identity that starts a search and a name or
    birth date. A postcode or UPRN is no identity of a person. `subject: false` always wins.
    """
    pointed_at = {ref.target for one in datamap.collections() for leaf in one.leaves() for ref in leaf.references}
    found: set[CollectionId] = set()
    for dataset in datamap.datasets:
        stated = {one.id for one in dataset.collections if one.notes.subject}
        candidates = [one for one in dataset.collections if one.notes.subject is None and _identifies_someone(one)]
        referred = {one.id for one in candidates if one.id in pointed_at}
        standing_alone = {
            one.id for one in candidates if one.primary_key and any(starting_fields(one)) and _names_someone(one)
        }
        found |= (stated | referred) or standing_alone
    return frozenset(found)


def _identifies_someone(collection: Collection) -> bool:
    return any(
        leaf.identity is not None and (starts_search(leaf.identity) or leaf.identity in NAMING_IDENTITIES)
        for leaf in collection.leaves()
    )


def _names_someone(collection: Collection) -> bool:
    return any(
        leaf.identity in NAMING_IDENTITIES or any(one.startswith(NAMING_CATEGORIES) for one in leaf.categories)
        for leaf in collection.leaves()
    )


def links(datamap: DataMap) -> tuple[Link, ...]:
    """Every reference between searched collections, those to a composite key gathered, in the order of the map."""
    found: list[Link] = []
    for child in filter(is_searched, datamap.collections()):
        pairs = [(leaf, ref) for leaf in child.leaves() for ref in leaf.references]
        for group in _gathered(pairs, datamap):
            (_, first), *_ = group
            if not is_searched(datamap.collection(first.target)):
                continue
            found.append(
                Link(
                    number=len(found),
                    child=child.id,
                    child_fields=tuple(leaf.path for leaf, _ in group),
                    parent=first.target,
                    parent_fields=tuple(ref.field for _, ref in group),
                    direction=first.direction,
                    holds_many=any(_holds_many(child, leaf.path) for leaf, _ in group),
                    is_unique=_is_unique(datamap.collection(first.target), {ref.field for _, ref in group}),
                )
            )
    return tuple(found)


def _holds_many(collection: Collection, path: FieldPath) -> bool:
    around = (collection.field(path[:depth]) for depth in range(1, len(path) + 1))
    return any(field is not None and field.is_array for field in around)


def _is_unique(parent: Collection, fields: set[FieldPath]) -> bool:
    """Whether these fields are the parent's primary key; taken to be when the map says none."""
    key = {field.path for field in parent.primary_key}
    return not key or key == fields


_Pair = tuple[Field, Reference]


def _gathered(pairs: list[_Pair], datamap: DataMap) -> Iterator[list[_Pair]]:
    """The references one by one, except that those which together name a composite primary key come together."""
    by_target: dict[tuple[CollectionId, Direction], list[_Pair]] = {}
    for pair in pairs:
        by_target.setdefault((pair[1].target, pair[1].direction), []).append(pair)
    for (target, _), group in by_target.items():
        key = {leaf.path for leaf in datamap.collection(target).primary_key}
        named = [ref.field for _, ref in group]
        if len(key) > 1 and set(named) == key and len(named) == len(key):
            yield group
        else:
            yield from ([pair] for pair in group)


def identity_rules(datamap: DataMap, given: Iterable[str]) -> tuple[IdentityRule, ...]:
    """One rule for each field that holds one of the identities given and may start a search."""
    wanted = set(given)
    fields = [
        (one.id, leaf)
        for one in filter(is_searched, datamap.collections())
        for leaf in starting_fields(one)
        if leaf.identity in wanted
    ]
    return tuple(
        IdentityRule(
            number=number,
            identity=leaf.identity or "",
            target=id,
            field=leaf,
            match=rule_for(leaf.identity or "", leaf.notes.match),
        )
        for number, (id, leaf) in enumerate(fields)
    )


def reference_rules(datamap: DataMap, *, first_number: int = 0) -> tuple[ReferenceRule, ...]:
    """One rule for each direction in which a link is followed, numbered from `first_number`."""
    people = subjects(datamap)
    steps = [
        (link, step) for link in links(datamap) for step in (Step.UP, Step.DOWN) if _is_followed(link, step, people)
    ]
    return tuple(
        ReferenceRule(number=first_number + number, link=link, step=step) for number, (link, step) in enumerate(steps)
    )


def _is_followed(link: Link, step: Step, people: frozenset[CollectionId]) -> bool:
    if link.direction is Direction.UNSTATED:
        return step is Step.UP or link.parent in people
    return step is (Step.UP if link.direction is Direction.TO else Step.DOWN)
