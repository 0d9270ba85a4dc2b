"""The state of one search, shared by the parts that ask, receive and settle."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from muniment.core.errors import MunimentError
from muniment.core.finding.findings import NotSearched
from muniment.core.finding.plan import SearchPlan, plan
from muniment.core.finding.strands import Paths, Strands
from muniment.core.values import CollectionId
from muniment.runs.search.asking import Desk
from muniment.runs.search.keystore import KeyStore
from muniment.runs.search.request import Request, Sink


@dataclass(frozen=True, kw_only=True)
class Search:
    """What a search was asked, how it goes about it, and what it has met so far; people go by their number."""

    request: Request
    sink: Sink
    plan: SearchPlan
    held: frozenset[str]  # the identities of the map
    desks: Mapping[str, Desk]
    store: KeyStore
    strands: Strands
    paths: Paths = field(default_factory=Paths)
    errors: dict[int, MunimentError] = field(default_factory=dict)
    rows: dict[tuple[int, CollectionId], int] = field(default_factory=dict)
    reaches: dict[frozenset[str], tuple[tuple[CollectionId, ...], tuple[NotSearched, ...]]] = field(
        default_factory=dict
    )

    @property
    def all_refused(self) -> bool:
        """Whether nobody is left to search for."""
        return len(self.errors) == len(self.request.people)

    def reach(self, identities: frozenset[str]) -> tuple[tuple[CollectionId, ...], tuple[NotSearched, ...]]:
        """The collections that a person with these identities is searched for in, in the order of the map, and
        those left out: what others in the same search lead to does not count.
        """
        if identities not in self.reaches:
            alone = plan(self.request.datamap, identities)
            in_map_order = (one.id for one in self.request.datamap.collections() if one.id in alone.leads_to)
            self.reaches[identities] = tuple(in_map_order), alone.not_searched
        return self.reaches[identities]

    def desk_of(self, collection: CollectionId) -> Desk:
        """The desk of the system that holds a collection."""
        return self.desks[self.request.datamap.system_of(collection)]
