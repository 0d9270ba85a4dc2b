"""Taking the rows a system gives: whose each one is, what it leads to, and what an officer should look at."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import NamedTuple

from muniment.core.datamap.model import Collection
from muniment.core.finding.keys import as_stored
from muniment.core.finding.plan import SearchPlan
from muniment.core.finding.ports import Row
from muniment.core.finding.reading import KeysOf, key_reader
from muniment.core.finding.review import Known, Reviewer, Sight
from muniment.core.finding.rules import ReferenceRule, Step
from muniment.core.finding.visit import Arrival, Sender, key_text
from muniment.runs.search.asking import Question
from muniment.runs.search.keystore import Sighting
from muniment.runs.search.state import Search


class Receiver:
    """Takes batches of rows."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._known = [Known(person) for person in search.request.people]
        self._readers = {
            one: _Readers(search.request.datamap.collection(one), search.plan) for one in search.plan.order
        }

    def take(self, question: Question, batch: Sequence[Row]) -> None:
        """Gives each row of a batch to the people it belongs to and sends the keys it holds."""
        readers = self._readers[question.collection.id]
        for row in batch:
            here = _Here(question, readers, row, readers.key(row))
            name = question.names.name(row) if question.names else None
            first: dict[int, _Reached] = {}
            for entry in question.entries:
                for arrival in entry.arrivals(row):
                    self._arrive(here, arrival, first)
            for person, reached in first.items():
                self._keep(here, person, name, reached)

    def _arrive(self, here: "_Here", arrival: Arrival, first: "dict[int, _Reached]") -> None:
        """Follows one arrival: counts it, sends its keys on, and notes how the row was first reached."""
        rule = arrival.rule
        number = self._search.strands.after(arrival.sender.strand, rule)
        strand = self._search.strands[number]
        person = strand.person
        if person in self._search.errors or not self._admits(here, arrival, person):
            return
        path = self._search.paths.after(arrival.sender.path, rule)
        if not here.question.watch.see(arrival, person):
            self._search.errors[person] = here.question.watch.too_many(self._search.paths.text(path))
            first.pop(person, None)
            return
        raised = isinstance(rule, ReferenceRule) and rule.step is Step.UP
        known = first.get(person, _Reached(path, strand.other, raised))
        first[person] = _Reached(known.path, known.other and strand.other, known.raised or raised)
        for further, read in here.readers.onward:
            if strand.may_follow(further, rule):
                for key in read(here.row):
                    self._search.store.send(further.number, key, Sender(number, path))

    def _admits(self, here: "_Here", arrival: Arrival, person: int) -> bool:
        """Whether the row may be the person's; one that is not the first person reached is shown in any case."""
        given, candidates = self._search.strands[arrival.sender.strand].given, here.question.candidates
        return given is None or candidates is None or candidates.admits(person, given, here.key, here.row)

    def _keep(self, here: "_Here", person: int, name: str | None, reached: "_Reached") -> None:
        """Remembers the row for the person and, if it is new, hands it to the sink and counts what it points at."""
        id = here.question.collection.id
        number = self._search.rows.get((person, id), 0) + 1
        may_be_raised = reached.raised or name is not None
        pointed = {link: read(here.row) for link, read in here.readers.pointed_at} if may_be_raised else {}
        sight = here.readers.sight(here.row, self._known[person])
        sighting = Sighting(number, here.key, *reached, sight, json.dumps(pointed) if pointed else "")
        if self._search.store.sees(here.question.number, person, name, sighting):
            self._search.rows[(person, id)] = number
            self._search.sink.row(person, id, here.row)
            for link, read in here.readers.pointing:
                for key in read(here.row):
                    self._search.store.point(link, person, key)


class _Here(NamedTuple):
    """The row in hand."""

    question: Question
    readers: "_Readers"
    row: Row
    key: str


class _Reached(NamedTuple):
    """How the row in hand was reached for one person."""

    path: int  # the first
    other: bool  # only as another person's
    raised: bool  # upwards at least once


class _Readers:
    """What is read from every row of one collection."""

    def __init__(self, collection: Collection, plan: SearchPlan) -> None:
        self._reviewer = Reviewer(collection)
        self.key = key_text(collection)
        self.onward: list[tuple[ReferenceRule, KeysOf]] = [
            (rule, key_reader(collection, rule.source_fields, as_stored)) for rule in plan.out_of(collection.id)
        ]
        self.pointing = [
            (link.number, key_reader(collection, link.child_fields))
            for link in plan.pointers
            if link.child == collection.id
        ]
        self.pointed_at = [
            (link.number, key_reader(collection, link.parent_fields, as_stored))
            for link in plan.pointers
            if link.parent == collection.id
        ]

    def sight(self, row: Row, known: Known) -> str:
        """What an officer should look at in the row, as JSON; empty for nothing."""
        sight = self._reviewer.sight(row, known)
        return _written(sight) if sight else ""


@lru_cache(maxsize=1024)
def _written(sight: Sight) -> str:
    return json.dumps(asdict(sight))  # names of fields and reasons, never values, so that few are different
