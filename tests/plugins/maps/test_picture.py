"""The picture of a data map: every system, collection and reference is in it, and no line lies upon another."""

import itertools
from xml.etree import ElementTree

import pytest

from muniment.core.datamap.model import Collection, CollectionNotes, DataMap, Dataset, Direction, Field, Reference
from muniment.core.finding.plan import SearchPlan
from muniment.core.finding.rules import reference_rules
from muniment.core.values import CollectionId, Place
from muniment.plugins.maps.picture import drawn
from muniment.plugins.maps.picture.layout import Layout, arranged
from muniment.runs.mapcheck import plan_for_everyone

PLACE = Place("map.yml", 1)
SVG = "{http://www.w3.org/2000/svg}"


def table(dataset: str, name: str, *to: tuple[str, str, Direction], identity: str | None = None) -> Collection:
    """A collection with a key, perhaps an identity, and a field for each reference."""
    fields = [Field(path=("id",), place=PLACE, primary_key=True)]
    if identity:
        fields.append(Field(path=("who",), place=PLACE, identity=identity, categories=("user.name",)))
    for number, (other, collection, direction) in enumerate(to):
        reference = Reference(target=CollectionId(other, collection), field=("id",), direction=direction, place=PLACE)
        fields.append(Field(path=(f"r{number}",), place=PLACE, references=(reference,)))
    return Collection(id=CollectionId(dataset, name), place=PLACE, fields=tuple(fields))


def system(number: int, size: int) -> Dataset:
    """A system of people and what hangs on them; its people refer to those of the system before."""
    key = f"system{number}"
    ways = itertools.cycle(Direction)
    before = [(f"system{number - 1}", "people", Direction.UNSTATED)] if number else []
    rest = [
        table(key, f"table{n}", (key, "people" if n % 3 else f"table{n}", next(ways)), (key, "table1", next(ways)))
        for n in range(1, size)
    ]
    collections = (table(key, "people", *before, identity="email"), *rest)
    return Dataset(key=key, place=PLACE, collections=collections, name=f"System <{number}> & more")


COUNCIL = DataMap(datasets=tuple(system(number, size) for number, size in enumerate([9, 10, 10, 8, 7, 6, 6, 4])))
SMALL = DataMap(datasets=(system(0, 3),))


@pytest.fixture(scope="module")
def everything() -> SearchPlan:
    """The plan of the council's map."""
    return plan_for_everyone(COUNCIL)


@pytest.fixture(scope="module")
def layout(everything: SearchPlan) -> Layout:
    """The layout of the council's map."""
    return arranged(COUNCIL, everything)


def test_the_picture_is_xml_with_a_title_a_description_and_nothing_from_elsewhere(everything: SearchPlan) -> None:
    text = drawn(COUNCIL, everything)
    root = ElementTree.fromstring(text)
    titles = {root.findtext(f"{SVG}{name}", "") for name in ("title", "desc")}
    assert "Data map" in titles
    assert any(said.startswith("8 systems with 60 collections. A search starts from email.") for said in titles)
    assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")  # type: ignore[union-attr]
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in text


def test_every_collection_and_every_reference_is_in_the_picture_as_text(everything: SearchPlan) -> None:
    root = ElementTree.fromstring(drawn(COUNCIL, everything))
    groups = [one for one in root.iter(f"{SVG}g") if one.get("role") == "group"]
    assert [one.get("aria-label") for one in groups] == [f"System <{number}> & more" for number in range(8)]
    lines = [(one.text or "").split(" ")[0] for group in groups for one in group.iter(f"{SVG}text")]
    for dataset, group in zip(COUNCIL.datasets, groups, strict=True):
        inside = [(one.text or "").split(" ")[0] for one in group.iter(f"{SVG}text")]
        assert {one.id.collection for one in dataset.collections} <= set(inside)
    assert lines.count("email") == 8
    told = "; ".join(one.text or "" for one in root.iter(f"{SVG}title"))
    for rule in reference_rules(COUNCIL):
        assert f"{rule.link.child}.{rule.link.child_fields[0][0]} refers to {rule.link.parent}.id" in told


def test_no_two_lines_lie_upon_each_other(layout: Layout) -> None:
    runs = [
        (run.x, way.track if way.track is not None else run.top, run.bottom) for way in layout.ways for run in way.runs
    ]
    tracks = [
        (way.track, min(run.x for run in way.runs), max(run.x for run in way.runs))
        for way in layout.ways
        if way.track is not None
    ]
    for lines in (runs, tracks):
        for (one_at, one_from, one_to), (other_at, other_from, other_to) in itertools.combinations(lines, 2):
            assert one_at != other_at or one_to < other_from or other_to < one_from


def test_lines_keep_to_the_space_between_the_boxes(layout: Layout) -> None:
    for way in layout.ways:
        assert way.track is None or layout.top < way.track < 0
        for run in way.runs:
            assert all(not column.left <= run.x <= column.right for column in layout.columns)
            assert run.x < layout.width
            assert all(0 < end.y < layout.bottom for end in run.ends)


def test_boxes_of_a_column_stand_apart_and_every_system_has_one(layout: Layout) -> None:
    shown = [box.system for column in layout.columns for _, box in column.boxes]
    assert shown == [dataset.key for dataset in COUNCIL.datasets]
    for column in layout.columns:
        for (top, box), (below, _) in itertools.pairwise(column.boxes):
            assert top + box.height < below


def test_arrows_say_which_way_a_reference_is_followed() -> None:
    key = "a"
    for direction, arrives in {
        Direction.TO: {("people", True), ("rent", False)},
        Direction.FROM: {("people", False), ("rent", True)},
        Direction.UNSTATED: {("people", True), ("rent", True)},
    }.items():
        collections = (table(key, "people", identity="email"), table(key, "rent", (key, "people", direction)))
        datamap = DataMap(datasets=(Dataset(key=key, place=PLACE, collections=collections),))
        layout = arranged(datamap, plan_for_everyone(datamap))
        ((_, box),) = layout.columns[0].boxes
        (way,) = layout.ways
        by_height = sorted(way.runs[0].ends, key=lambda end: end.y)
        names = [line.collection.id.collection for line in box.lines]
        assert {(name, end.arrives) for name, end in zip(names, by_height, strict=True)} == arrives


def test_names_that_are_long_or_hard_on_software_are_shown_safely() -> None:
    name = "<script>\x1b[31m" + "x" * 80
    collection = Collection(
        id=CollectionId("a", name),
        place=PLACE,
        fields=(Field(path=("id",), place=PLACE),),
        notes=CollectionNotes(paper=True),
    )
    datamap = DataMap(datasets=(Dataset(key="a", place=PLACE, collections=(collection,)),))
    text = drawn(datamap, plan_for_everyone(datamap))
    root = ElementTree.fromstring(text)
    shown = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert f"<script>�[31m{'x' * 30}… (on paper)" in shown
    assert f"a.<script>�[31m{'x' * 80}: " in text.replace("&lt;", "<").replace("&gt;", ">")
    assert "\x1b" not in text


def test_a_map_without_collections_can_still_be_drawn() -> None:
    datamap = DataMap(datasets=(Dataset(key="empty", place=PLACE, collections=()),))
    root = ElementTree.fromstring(drawn(datamap, plan_for_everyone(datamap)))
    assert "Empty" in [one.text for one in root.iter(f"{SVG}text")]


def test_the_same_map_gives_the_same_picture() -> None:
    assert drawn(SMALL, plan_for_everyone(SMALL)) == drawn(SMALL, plan_for_everyone(SMALL))
