"""A picture of a data map as SVG: systems as boxes, where identities enter, and which way references are followed.

Words are text, so that a screen reader reads them and a search finds them; nothing is said by colour alone, and no
font or other file is fetched.
"""

from collections.abc import Iterator
from html import escape as escaped

from muniment.core.datamap.model import DataMap
from muniment.core.finding.plan import SearchPlan
from muniment.plugins.maps.picture.layout import (
    ENTRY_HEIGHT,
    FIRST_END,
    HEAD,
    MARGIN,
    PADDING,
    Box,
    Column,
    Layout,
    Line,
    Run,
    Way,
    arranged,
)

TITLE_HEIGHT = 80
STYLE = """
text { font: 12px Arial, Helvetica, "Liberation Sans", sans-serif; fill: #000 }
.title { font-size: 18px; font-weight: bold }
.system { font-size: 13px; font-weight: bold }
.people { font-weight: bold }
.entry { text-anchor: end }
.box { fill: #fff; stroke: #000; stroke-width: 1.5 }
.head { fill: #e8e8e8; stroke: #000; stroke-width: 1.5 }
.rule { stroke: #ccc }
.way { fill: none; stroke: #000; stroke-width: 1.2 }
.across .way { stroke-width: 2 }
.reference:hover .way { stroke-width: 4 }
"""
LEGEND = (
    "▶ a search arrives here; ● it leaves from here. Words left of a box are the identities that start a search there.",
    "Lines are references: thick ones join columns, and lines meet only at a dot or a corner.",
)


def drawn(datamap: DataMap, everything: SearchPlan) -> str:
    """The picture, as the text of an SVG file."""
    layout = arranged(datamap, everything)
    down = TITLE_HEIGHT - layout.top
    width = max(layout.width, 2 * MARGIN + 640)
    height = down + layout.bottom + MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" role="graphics-document" aria-labelledby="title" '
            'aria-describedby="desc">',
            '<title id="title">Data map</title>',
            f'<desc id="desc">{_text(_described(datamap, everything, layout))}</desc>',
            f"<style>{STYLE}</style>",
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
            'markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
            f'<rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>',
            f'<text class="title" x="{MARGIN}" y="30">Data map</text>',
            *(f'<text x="{MARGIN}" y="{50 + 16 * number}">{line}</text>' for number, line in enumerate(LEGEND)),
            f'<g transform="translate(0 {down:.0f})">',
            *(part for way in layout.ways for part in _way(way)),
            *(part for column in layout.columns for part in _column(column)),
            "</g>",
            "</svg>",
            "",
        ]
    )


def _text(text: str) -> str:
    """The text as XML can hold it; characters that no reader shows become a mark."""
    return escaped("".join(one if one.isprintable() else "�" for one in text))


def _described(datamap: DataMap, everything: SearchPlan, layout: Layout) -> str:
    boxes = [box for column in layout.columns for _, box in column.boxes]
    listed = "; ".join(f"{box.label}: {', '.join(line.text for line in box.lines)}" for box in boxes)
    ways = ". ".join(reference for way in layout.ways for reference in way.bus.references)
    identities = sorted({rule.identity for rule in everything.identity_rules})
    return (
        f"{len(boxes)} systems with {sum(1 for _ in datamap.collections())} collections. "
        f"A search starts from {', '.join(identities) or 'no identity'}. Systems: {listed}. "
        f"References: {ways or 'none'}."
    )


def _column(column: Column) -> Iterator[str]:
    for top, box in column.boxes:
        yield from _box(box, column, top)


def _box(box: Box, column: Column, top: float) -> Iterator[str]:
    width = column.right - column.left
    yield f'<g role="group" aria-label="{_text(box.label)}">'
    yield f'<rect class="box" x="{column.left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{box.height:.1f}"/>'
    yield f'<rect class="head" x="{column.left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{HEAD - 6}"/>'
    yield f'<text class="system" x="{column.left + PADDING:.1f}" y="{top + 16:.1f}">{_text(box.label)}</text>'
    y = top + HEAD
    for number, line in enumerate(box.lines):
        if number:
            yield f'<path class="rule" d="M{column.left + 1:.1f},{y - 2:.1f} H{column.right - 1:.1f}"/>'
        yield from _line(line, column.left, y)
        y += line.height
    yield "</g>"


def _line(line: Line, left: float, y: float) -> Iterator[str]:
    kind = ' class="people"' if line.is_person else ""
    hint = f"{line.collection.id}: {line.collection.label}. {line.collection.description}".strip()
    base = y + FIRST_END + 4
    yield f'<text{kind} x="{left + PADDING:.1f}" y="{base:.1f}">{_text(line.text)}<title>{_text(hint)}</title></text>'
    for index, entry in enumerate(line.entries):
        at = base + ENTRY_HEIGHT * index
        yield f'<text class="entry" x="{left - 17:.1f}" y="{at:.1f}">{_text(entry)}</text>'
        yield f'<path class="way" marker-end="url(#arrow)" d="M{left - 14:.1f},{at - 4:.1f} H{left - 1:.1f}"/>'


def _way(way: Way) -> Iterator[str]:
    across = " across" if way.track is not None else ""
    yield f'<g class="reference{across}"><title>{_text("; ".join(way.bus.references))}</title>'
    if way.track is not None:
        xs = [run.x for run in way.runs]
        yield f'<path class="way" d="M{min(xs):.1f},{way.track:.1f} H{max(xs):.1f}"/>'
        yield from (_dot(x, way.track, 2) for x in xs if min(xs) < x < max(xs))
    for run in way.runs:
        yield from _run(run, way.track)
    yield "</g>"


def _run(run: Run, track: float | None) -> Iterator[str]:
    top = run.top if track is None else track
    yield f'<path class="way" d="M{run.x:.1f},{top:.1f} V{run.bottom:.1f}"/>'
    for end in run.ends:
        arrow = ' marker-end="url(#arrow)"' if end.arrives else ""
        yield f'<path class="way"{arrow} d="M{run.x:.1f},{end.y:.1f} H{end.x + 1:.1f}"/>'
        if not end.arrives:
            yield _dot(end.x + 4, end.y, 3)
        if top < end.y < run.bottom:
            yield _dot(run.x, end.y, 2)


def _dot(x: float, y: float, radius: int) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'
