"""Where everything of the picture of a data map stands, in pixels.

Each system is a box with one line a collection; boxes stand in columns. References to one collection that are
followed the same way share a *bus*: a lane beside each column that has an end of it and, when it spans columns, a
track in the band above the boxes. Lengths are counted from the top of the boxes; the band is above 0.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from muniment.core.datamap.model import Collection, DataMap
from muniment.core.finding.plan import SearchPlan
from muniment.core.finding.rules import Step, is_searched, reference_rules
from muniment.core.values import CollectionId
from muniment.plugins.maps.picture.buses import Bus, EndKey, buses, ends_of

MARGIN, HEAD, PADDING = 24, 28, 12
BOX_GAP, LANE_GAP, END_GAP, TRACK_GAP = 26, 9, 9, 9
FIRST_END, LINE_HEIGHT, ENTRY_HEIGHT = 10, 20, 15
ENTRY_ARROW = 20
ASPECT = 1.5
LONGEST_NAME = 44

_WIDTHS = dict.fromkeys("mwMW@%", 11.0) | dict.fromkeys("ijlftr.,:;'|!()[] ", 4.2)


def text_width(text: str, size: float = 12) -> float:
    """About how wide a text is in Arial; too wide rather than too narrow."""
    total = sum(_WIDTHS.get(one, 12.0 if ord(one) > 0x2E80 else 8.6 if one.isupper() else 7.0) for one in text)
    return total * size / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One collection in its system's box."""

    collection: Collection
    text: str
    is_person: bool
    entries: tuple[str, ...]  # the identities that enter here
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One system, with the collections of all its datasets."""

    system: str
    label: str
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """Its height with its head."""
        return HEAD + sum(line.height for line in self.lines) + PADDING / 2

    @property
    def width(self) -> float:
        """The width its texts need."""
        texts = [text_width(line.text, 13 if line.is_person else 12) for line in self.lines]
        return max([text_width(self.label, 14), *texts]) + 2 * PADDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Boxes one above the other: their top edges, and the left and right edge of all."""

    boxes: tuple[tuple[float, Box], ...]
    left: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a bus meets the edge of a box; `arrives` when a search comes to the collection there."""

    x: float
    y: float
    arrives: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The part of a bus in the lane beside one column."""

    x: float
    top: float
    bottom: float
    ends: tuple[End, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A bus as it is drawn; `track` is the height of its crossing in the band, when it spans columns."""

    bus: Bus
    runs: tuple[Run, ...]
    track: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The whole picture; everything lies between `top` (negative) and `bottom`."""

    columns: tuple[Column, ...]
    ways: tuple[Way, ...]
    top: float
    bottom: float
    width: float


def arranged(datamap: DataMap, everything: SearchPlan) -> Layout:
    """The layout whose form comes nearest to that of a screen."""
    gathered = buses(reference_rules(datamap))
    ends = ends_of(gathered)
    boxes = tuple(_boxes(datamap, everything, ends))
    layouts = [_placed(columns, gathered, ends) for columns in _divisions(boxes)]
    return min(layouts, key=lambda one: abs(math.log(one.width / (one.bottom - one.top) / ASPECT)))


def _boxes(datamap: DataMap, everything: SearchPlan, ends: Mapping[CollectionId, list[EndKey]]) -> Iterator[Box]:
    systems = dict.fromkeys(dataset.system for dataset in datamap.datasets)
    for system in systems:
        datasets = [dataset for dataset in datamap.datasets if dataset.system == system]
        yield Box(
            system=system,
            label=" + ".join(dataset.label for dataset in datasets),
            lines=tuple(
                _line(one, everything, len(ends.get(one.id, ()))) for dataset in datasets for one in dataset.collections
            ),
        )


def _line(collection: Collection, everything: SearchPlan, ends: int) -> Line:
    entries = tuple(dict.fromkeys(rule.identity for rule in everything.identity_rules if rule.target == collection.id))
    is_person = collection.id in everything.subjects
    return Line(
        collection=collection,
        text=_shortened(collection.id.collection) + _note(collection, everything, is_person=is_person),
        is_person=is_person,
        entries=entries,
        height=max(LINE_HEIGHT, ENTRY_HEIGHT * len(entries) + 5, END_GAP * (ends - 1) + LINE_HEIGHT),
    )


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _note(collection: Collection, everything: SearchPlan, *, is_person: bool) -> str:
    if collection.notes.paper:
        return " (on paper)"
    if not is_searched(collection):
        return " (left out)"
    if collection.id not in everything.order:
        return " (not reached)"
    return " (people)" if is_person else ""


def _divisions(boxes: tuple[Box, ...]) -> Iterator[list[list[Box]]]:
    """The ways to stack the boxes in their order: for each number of columns, the one least high."""
    heights = [box.height for box in boxes]
    for capacity in sorted({sum(heights[i:j]) for i in range(len(boxes)) for j in range(i + 1, len(boxes) + 1)}):
        if capacity >= max(heights):
            columns: list[list[Box]] = [[]]
            for box in boxes:
                if sum(one.height for one in columns[-1]) + box.height > capacity:
                    columns.append([])
                columns[-1].append(box)
            yield columns


def _placed(
    stacks: Sequence[Sequence[Box]], gathered: Sequence[Bus], ends: Mapping[CollectionId, list[EndKey]]
) -> Layout:
    columns: list[Column] = []
    runs: dict[int, list[Run]] = {}
    spanning = _spanning(stacks, gathered)
    x: float = MARGIN
    for stack in stacks:
        column = _column(stack, x)
        lanes = _lanes(_touching(column, ends), spanning)
        for (number, found), lane in lanes:
            runs.setdefault(number, []).append(_run(gathered[number], found, column.right, lane, number in spanning))
        columns.append(column)
        x = column.right + 2 * PADDING + LANE_GAP * (1 + max((lane for _, lane in lanes), default=0))
    tracks = _tracks({number: runs[number] for number in spanning})
    highest = max(tracks.values(), default=0)
    return Layout(
        columns=tuple(columns),
        ways=tuple(
            Way(
                bus=gathered[number],
                runs=tuple(parts),
                track=-TRACK_GAP * (tracks[number] + 2) if number in tracks else None,
            )
            for number, parts in sorted(runs.items())
        ),
        top=-TRACK_GAP * (highest + 3),
        bottom=max(column.bottom for column in columns),
        width=x + MARGIN,
    )


def _spanning(stacks: Sequence[Sequence[Box]], gathered: Sequence[Bus]) -> set[int]:
    """The buses with ends in more than one column."""
    column_of = {
        line.collection.id: number for number, stack in enumerate(stacks) for box in stack for line in box.lines
    }
    return {
        number
        for number, bus in enumerate(gathered)
        if len({column_of[one] for one in (bus.parent, *bus.children)}) > 1
    }


def _column(stack: Sequence[Box], x: float) -> Column:
    entries = [text_width(one) for box in stack for line in box.lines for one in line.entries]
    left = x + (max(entries) + ENTRY_ARROW if entries else 0)
    boxes: list[tuple[float, Box]] = []
    y: float = 0
    for box in stack:
        boxes.append((y, box))
        y += box.height + BOX_GAP
    return Column(boxes=tuple(boxes), left=left, right=left + max(box.width for box in stack), bottom=y - BOX_GAP)


_Touch = tuple[int, list[tuple[float, bool]]]  # a bus, and its ends here: height, and whether it is the parent's


def _touching(column: Column, ends: Mapping[CollectionId, list[EndKey]]) -> list[_Touch]:
    found: dict[int, list[tuple[float, bool]]] = {}
    for top, box in column.boxes:
        y = top + HEAD
        for line in box.lines:
            for index, (number, is_parent) in enumerate(ends.get(line.collection.id, ())):
                found.setdefault(number, []).append((y + FIRST_END + END_GAP * index, is_parent))
            y += line.height
    return list(found.items())


def _lanes(touching: Sequence[_Touch], spanning: set[int]) -> list[tuple[_Touch, int]]:
    """A lane for each bus so that no two lie upon each other; the shortest are nearest to the box."""
    wanted = sorted(touching, key=lambda one: (one[0] in spanning, max(one[1])[0] - min(one[1])[0]))
    taken: list[list[tuple[float, float]]] = []
    found: list[tuple[_Touch, int]] = []
    for touch in wanted:
        heights = [y for y, _ in touch[1]]
        top = -math.inf if touch[0] in spanning else min(heights)
        found.append((touch, _free(taken, top - LANE_GAP / 2, max(heights) + LANE_GAP / 2)))
    return found


def _free(taken: list[list[tuple[float, float]]], low: float, high: float) -> int:
    """The first lane with room from low to high, which is taken from now on."""
    for lane, spans in enumerate(taken):
        if all(high < other_low or low > other_high for other_low, other_high in spans):
            spans.append((low, high))
            return lane
    taken.append([(low, high)])
    return len(taken) - 1


def _run(bus: Bus, found: Sequence[tuple[float, bool]], edge: float, lane: int, is_spanning: bool) -> Run:
    heights = [y for y, _ in found]
    return Run(
        x=edge + 2 * PADDING + LANE_GAP * lane,
        top=min(heights),
        bottom=max(heights),
        ends=tuple(
            End(x=edge, y=y, arrives=(Step.UP if is_parent else Step.DOWN) in bus.steps) for y, is_parent in found
        ),
    )


def _tracks(runs: Mapping[int, Sequence[Run]]) -> dict[int, int]:
    taken: list[list[tuple[float, float]]] = []
    spans = {number: (min(run.x for run in parts), max(run.x for run in parts)) for number, parts in runs.items()}
    return {
        number: _free(taken, left - LANE_GAP / 2, right + LANE_GAP / 2)
        for number, (left, right) in sorted(spans.items(), key=lambda one: one[1][1] - one[1][0])
    }
