"""After the last round: which rows are shared, why each row was found, and the findings of each person."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from muniment.core.datamap.model import MatchRule
from muniment.core.errors import CollectionUnreadable, SystemUnavailable
from muniment.core.finding.findings import DiaryEntry, Findings, FoundCollection, FoundRow, Mark
from muniment.core.finding.keys import folded, spellings, trimmed
from muniment.core.finding.ports import Condition, Key
from muniment.core.finding.review import IN_SHARED_ROW, OF_SOMEONE_ELSE
from muniment.core.finding.rules import Link
from muniment.core.values import CollectionId
from muniment.runs.search.asking import Question
from muniment.runs.search.keystore import Remembered
from muniment.runs.search.request import Outcome
from muniment.runs.search.state import Search

MAY_LACK = "it may lack rows"
"""How the reason begins why a collection that was read is not known to be whole."""

ROWS_AT_ONCE = 50_000
"""How many rows reached upwards are counted in one look-up."""


def settle(search: Search, questions: Sequence[Question]) -> Iterator[Outcome]:
    """The outcome for every person in turn, once nothing more is to be found."""
    unread = _unread(search, questions)
    for id in () if search.all_refused else search.plan.order:
        why = _mark_shared(search, id)
        if why:
            unread.setdefault(id, why)
    searched_at = datetime.datetime.now(datetime.UTC)
    diary = tuple(_entry(question) for question in questions)
    for number in range(len(search.request.people)):
        yield _outcome(search, number, unread, searched_at, diary)


def _outcome(
    search: Search,
    number: int,
    unread: Mapping[CollectionId, str],
    searched_at: datetime.datetime,
    diary: tuple[DiaryEntry, ...],
) -> Outcome:
    person = search.request.people[number]
    if number in search.errors:
        return Outcome(person=person, error=search.errors[number])
    reached, not_searched = search.reach(frozenset(person.identities))
    findings = Findings(
        person=person.id,
        identities={key: len(values) for key, values in person.identities.items() if key in search.held},
        searched_at=searched_at,
        collections=tuple(_collection(search, number, id, unread.get(id)) for id in reached),
        diary=tuple(entry for entry in diary if entry.collection in reached),
        not_searched=not_searched,
    )
    return Outcome(person=person, findings=findings)


def _unread(search: Search, questions: Sequence[Question]) -> dict[CollectionId, str]:
    """Why each collection may lack rows: it could not be read, or one that leads to it could not."""
    failed = {one.collection.id: one.unread for one in reversed(questions) if one.unread is not None}
    unread = {
        target: f"{MAY_LACK}, because '{source}', which leads to it, could not be read to its end"
        for source in failed
        for target in search.plan.leads_to[source]
    }
    return unread | failed


def _entry(question: Question) -> DiaryEntry:
    return DiaryEntry(
        system=question.system,
        collection=question.collection.id,
        asked=question.asked,
        started_at=question.started_at,
        seconds=question.seconds,
        hits=question.hits,
        outcome="answered" if question.unread is None else question.unread,
    )


def _mark_shared(search: Search, id: CollectionId) -> str | None:
    """Marks the rows of a collection, reached upwards, at which rows outside the findings point too.

    Answers why that could not be counted, if it could not; the rows are then taken to be shared.
    """
    number = search.plan.order.index(id)
    says = search.request.datamap.collection(id).notes.shared
    links = [link for link in search.plan.pointers if link.parent == id]
    if not says and not links:
        return None
    rows = search.store.raised(number)
    why = None
    while some := list(islice(rows, ROWS_AT_ONCE)):
        if says:
            search.store.share(found for found, _, _ in some)
        for link in links:
            try:
                search.store.share(_pointed_at_from_outside(search, link, some))
            except (CollectionUnreadable, SystemUnavailable) as error:
                search.store.share(found for found, _, _ in some)
                why = f"whether its rows are shared could not be counted: {error.why}"
    return why


def _pointed_at_from_outside(search: Search, link: Link, rows: Sequence[tuple[int, int, str]]) -> Iterator[int]:
    """The rows (by id) to whose key more child rows point than were found for the person."""
    keys_of = [
        (found, person, [tuple(key) for key in json.loads(pointed or "{}").get(str(link.number), ())])
        for found, person, pointed in rows
    ]
    wanted = spellings(key for _, _, keys in keys_of for key in keys)
    if not wanted:
        return
    child = search.request.datamap.collection(link.child)
    desk = search.desk_of(link.child)
    folds = desk.folds(child, link.child_fields)
    totals: dict[Key, int] = {}
    for key, count in desk.counts(child, Condition(fields=link.child_fields, match=MatchRule.EXACT, keys=wanted)):
        same = folded(key) if folds else key
        totals[same] = totals.get(same, 0) + count
    for found, person, keys in keys_of:
        for key in map(trimmed, keys):
            if totals.get(folded(key) if folds else key, 0) > search.store.pointing(link.number, person, key):
                yield found


def _collection(search: Search, person: int, id: CollectionId, unread: str | None) -> FoundCollection:
    """Hands the reasons for each row to the sink, and counts."""
    if (person, id) not in search.rows:
        return FoundCollection(id=id, rows=0, unread=unread)
    rows = shared_rows = other_rows = marks = 0
    for remembered in search.store.sightings(search.plan.order.index(id), person):
        found = _found(remembered, search.paths.text(remembered.path))
        search.sink.found(person, id, found)
        rows += 1
        shared_rows += found.shared
        other_rows += found.other
        marks += len(found.marks)
    return FoundCollection(
        id=id,
        rows=rows,
        shared_rows=shared_rows,
        other_rows=other_rows,
        marks=marks,
        unread=unread,
        preview=search.sink.preview(person, id),
    )


def _found(remembered: Remembered, path: str) -> FoundRow:
    shared, other = bool(remembered.shared), bool(remembered.other)
    agrees, differs, marks = _told(remembered.sight, shared, other)
    return FoundRow(
        row=remembered.number,
        key=remembered.key,
        path=path,
        shared=shared,
        other=other,
        agrees=agrees,
        differs=differs,
        marks=marks,
    )


@lru_cache(maxsize=1024)  # few are different, as a sight holds names of fields and reasons, never values
def _told(sight: str, shared: bool, other: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Mark, ...]]:
    """What a row agrees with and differs in, and the marks it gets."""
    told = json.loads(sight) if sight else {}
    marks = [Mark(field=field, why=why) for field, why in told.get("suspects", ())]
    if shared or other:
        why = OF_SOMEONE_ELSE if other else IN_SHARED_ROW
        marked = {mark.field for mark in marks}
        marks += [Mark(field=field, why=why) for field in told.get("suspects_if_shared", ()) if field not in marked]
    return tuple(told.get("agrees", ())), tuple(told.get("differs", ())), tuple(marks)
