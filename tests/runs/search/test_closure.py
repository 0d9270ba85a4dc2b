"""On any schema, data and map, a search finds what a naive closure in memory finds under the same rules."""

import tempfile
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.core.datamap.model import DataMap
from muniment.core.errors import AmbiguousSubject
from muniment.core.finding.rules import Rule, identity_rules, reference_rules, subjects
from muniment.core.finding.strands import Strand
from muniment.core.values import CollectionId
from tests.core.finding.maps import collection, dataset, person
from tests.runs.search.gathering import Gathered, find, sqlite_table, systems

MOST_ROWS = 5
EMAILS = ("ann@example.com", " Ann@Example.com", "bob@example.com", "BOB@example.com", None)
ARROWS = (">", ">>", "<")
Data = dict[CollectionId, list[tuple[object, ...]]]


@dataclass(frozen=True)
class World:
    """A map over some systems, and the rows in them."""

    datamap: DataMap
    data: Data


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = [f"c{number}" for number in range(draw(st.integers(2, 5)))]
    homes = {name: f"s{draw(st.integers(0, 1))}" for name in names}
    made = {}
    for name in names:
        columns = ["id!"]
        if draw(st.booleans()):
            columns.append("email@email")
        for number in range(draw(st.integers(0, 3))):
            target = draw(st.sampled_from(names))
            columns.append(f"r{number}{draw(st.sampled_from(ARROWS))}{homes[target]}.{target}.id")
        made[name] = collection(
            homes[name], name, " ".join(columns), subject=draw(st.sampled_from((None, None, True, False)))
        )
    data: Data = {}
    for name, one in made.items():
        refs = st.one_of(st.none(), st.integers(1, MOST_ROWS))
        data[CollectionId(homes[name], name)] = [
            (id, *(draw(st.sampled_from(EMAILS) if column == "email" else refs) for column in one.columns[1:]))
            for id in range(1, draw(st.integers(0, MOST_ROWS)) + 1)
        ]
    datasets = [
        dataset(home, *(made[name] for name in names if homes[name] == home)) for home in sorted(set(homes.values()))
    ]
    return World(DataMap(datasets=tuple(draw(st.permutations(datasets)))), data)


def closure(world: World, email: str) -> set[tuple[CollectionId, object]] | None:
    """Every row reached from an e-mail address, by walking row to row; None when the address is ambiguous."""
    starts = identity_rules(world.datamap, ["email"])
    steps = reference_rules(world.datamap, first_number=len(starts))
    people = subjects(world.datamap)
    waiting: deque[tuple[CollectionId, tuple[object, ...], Strand, Rule]] = deque()
    for rule in starts:
        hits = [row for row in world.data[rule.target] if value(world, rule.target, row, "email") == email]
        waiting.extend((rule.target, row, Strand(0).after(rule, people), rule) for row in hits)
    seen = set()
    while waiting:
        here, row, strand, arrived_by = state = waiting.popleft()
        if state in seen:
            continue
        seen.add(state)
        for step in steps:
            if step.source == here and strand.may_follow(step, arrived_by):
                key = value(world, here, row, step.source_fields[0][0])
                waiting.extend(
                    (step.target, further, strand.after(step, people), step)
                    for further in world.data[step.target]
                    if key is not None and value(world, step.target, further, step.target_fields[0][0]) == key
                )
    firsts = {(id, row[0]) for id, row, strand, _ in seen if strand.passed == {id} and not strand.other}
    is_ambiguous = len(firsts) > len({id for id, _ in firsts})
    return None if is_ambiguous else {(id, row[0]) for id, row, _, _ in seen}


def value(world: World, id: CollectionId, row: tuple[object, ...], name: str) -> object:
    got = row[world.datamap.collection(id).columns.index(name)]
    return got.strip().lower() if isinstance(got, str) else got


def searched(world: World, *emails: str) -> tuple[list[object], Gathered]:
    with tempfile.TemporaryDirectory() as folder:
        for id, rows in world.data.items():
            sqlite_table(Path(folder) / id.dataset, id.collection, world.datamap.collection(id).columns, rows)
        urls = {one.key: f"sqlite:///{folder}/{one.key}" for one in world.datamap.datasets}
        with systems(world.datamap, urls) as connected:
            outcomes, gathered = find(
                world.datamap, connected, *(person(f"p{number}", email=email) for number, email in enumerate(emails))
            )
    return [outcome.error for outcome in outcomes], gathered


def found(gathered: Gathered, number: int = 0) -> list[tuple[CollectionId, object]]:
    return [(id, row[0]) for id, rows in gathered.rows[number].items() for row in rows]


SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SETTINGS
@given(worlds())
def test_findings_equal_a_naive_closure_and_give_each_row_once(world: World) -> None:
    if not identity_rules(world.datamap, ["email"]):
        return
    expected = closure(world, "ann@example.com")
    (error,), gathered = searched(world, "ann@example.com")
    if expected is None:
        assert isinstance(error, AmbiguousSubject)
        return
    assert error is None
    rows = found(gathered)
    assert len(rows) == len(set(rows))
    assert set(rows) == expected


@SETTINGS
@given(worlds())
def test_the_order_of_systems_does_not_matter(world: World) -> None:
    turned = World(DataMap(datasets=tuple(reversed(world.datamap.datasets))), world.data)
    (error, *_), first = searched(world, "ann@example.com")
    (other_error, *_), second = searched(turned, "ann@example.com")
    assert type(error) is type(other_error)
    if error is None:
        assert set(found(first)) == set(found(second))
        shared = [
            {(id, one.key, one.other) for id, rows in one_of.reasons[0].items() for one in rows}
            for one_of in (first, second)
        ]
        assert shared[0] == shared[1]


@SETTINGS
@given(worlds())
def test_a_persons_findings_do_not_change_when_another_is_added(world: World) -> None:
    (alone_error,), alone = searched(world, "ann@example.com")
    (error, _), together = searched(world, "ann@example.com", "bob@example.com")
    assert type(error) is type(alone_error)
    if error is None:
        assert sorted(found(alone)) == sorted(found(together))
        reasons = [
            {(id, one.key, one.shared, one.other) for id, rows in gathered.reasons[0].items() for one in rows}
            for gathered in (alone, together)
        ]
        assert reasons[0] == reasons[1]
