"""Checks a data map against the systems it describes: asks each what it has, and which indexes it lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from muniment.core.datamap.checks import LiveCollections, MissingIndex, Remark, Severity, check
from muniment.core.datamap.live import LiveCollection
from muniment.core.datamap.model import DataMap, FieldPath, MatchRule
from muniment.core.errors import CollectionUnreadable, SystemUnavailable
from muniment.core.finding.plan import SearchPlan, plan
from muniment.core.finding.ports import System
from muniment.core.finding.rules import identities, is_searched, starting_fields
from muniment.core.identity.matching import known_like
from muniment.core.values import CollectionId


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMap:
    """What a check noticed, and what did not answer it."""

    remarks: tuple[Remark, ...]
    unanswered: Mapping[str, str]  # the system or collection, and why

    def count(self, severity: Severity) -> int:
        """How many remarks are of a severity."""
        return sum(remark.severity is severity for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class Question:
    """Fields a search will compare with keys, in one collection."""

    collection: CollectionId
    fields: tuple[FieldPath, ...]
    match: MatchRule


def check_map(datamap: DataMap, systems: Mapping[str, System]) -> CheckedMap:
    """Every remark on the map; a system that does not answer is named, and the others are checked all the same."""
    unanswered: dict[str, str] = {}
    live = _live(datamap, systems, unanswered)
    everything = plan_for_everyone(datamap)
    remarks = check(
        datamap,
        live,
        subjects=everything.subjects,
        unreached=[one.id for one in everything.not_searched if is_searched(datamap.collection(one.id))],
        slips={one: meant for one in identities(datamap) if (meant := known_like(one))},
        missing_indexes=_missing_indexes(datamap, everything, live, systems, unanswered),
    )
    return CheckedMap(remarks=remarks, unanswered=unanswered)


def plan_for_everyone(datamap: DataMap) -> SearchPlan:
    """The plan of a search for which every identity that may start one is known."""
    return plan(
        datamap, {leaf.identity for one in datamap.collections() for leaf in starting_fields(one) if leaf.identity}
    )


def _live(datamap: DataMap, systems: Mapping[str, System], unanswered: dict[str, str]) -> LiveCollections:
    found: dict[CollectionId, LiveCollection | None] = {}
    for collection in filter(is_searched, datamap.collections()):
        name = datamap.system_of(collection.id)
        if name in unanswered:
            continue
        try:
            found[collection.id] = systems[name].live(collection)
        except SystemUnavailable as error:
            unanswered[name] = error.why
        except CollectionUnreadable as error:
            unanswered[error.collection] = error.why
    return found


def _missing_indexes(
    datamap: DataMap,
    everything: SearchPlan,
    live: LiveCollections,
    systems: Mapping[str, System],
    unanswered: dict[str, str],
) -> Iterator[MissingIndex]:
    for question, asked in questions(everything).items():
        collection = datamap.collection(question.collection)
        name = datamap.system_of(collection.id)
        there = live.get(collection.id)
        if name in unanswered or there is None or not all(there.column(path[0]) for path in question.fields):
            continue
        try:
            statement = systems[name].missing_index(collection, question.fields, question.match)
        except SystemUnavailable as error:
            unanswered[name] = error.why
            continue
        except CollectionUnreadable as error:
            unanswered[error.collection] = error.why
            continue
        first = collection.field(question.fields[0])
        if statement is not None and first is not None:
            yield MissingIndex(collection=collection.id, question=asked, place=first.place, statement=statement)


def questions(everything: SearchPlan) -> dict[Question, str]:
    """What a search will compare, each question once, and how the map leads to it."""
    found: dict[Question, str] = {}
    for identity in everything.identity_rules:
        found.setdefault(Question(identity.target, identity.target_fields, identity.match), f"'{identity}'")
    for step in everything.reference_rules:
        asked = f"'{step.source.collection} -> {step}'"
        found.setdefault(Question(step.target, step.target_fields, MatchRule.EXACT), asked)
    for link in everything.pointers:
        fields = ", ".join(".".join(path) for path in link.child_fields)
        asked = (
            f"the count of '{link.child.collection}.{fields}' (who else a row of '{link.parent.collection}' is about)"
        )
        found.setdefault(Question(link.child, link.child_fields, MatchRule.EXACT), asked)
    return found
