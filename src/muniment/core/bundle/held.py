"""The part of the first page that says what is held: system by system, with its first rows and how it is used."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from muniment.core.bundle.manifest import KINDS
from muniment.core.bundle.withheld import Withheld
from muniment.core.bundle.words import counted, legal_reason, listed, readable
from muniment.core.datamap.model import Collection, Dataset
from muniment.core.finding.findings import FoundCollection
from muniment.core.values import CollectionId
from muniment.core.writing.cells import text_of
from muniment.core.writing.document import Block, BulletList, Heading, Paragraph, Run, SummaryList, Table

ROWS_SHOWN = 20
"""More rows than this are read in the files; fewer when the search kept fewer."""
LONGEST_TEXT = 1000


def held(
    dataset: Dataset,
    found: Sequence[FoundCollection],
    paths: Mapping[CollectionId, str],
    *,
    anchor: str,
    reviewed: bool,
    left_out: Sequence[Withheld] = (),
) -> Iterator[Block]:
    """The section on one system of which something was found; `found` are its collections with rows."""
    yield Heading(level=3, text=dataset.label, anchor=anchor)
    collections = {collection.id: collection for collection in dataset.collections}
    for one in found:
        collection = collections[one.id]
        yield Heading(level=4, text=f"{collection.label}: {counted(one.rows, 'record')}")
        if one.unread is not None:
            yield Paragraph(text=(Run(text="Not complete: not everything here could be read.", strong=True),))
        if not reviewed and (doubts := to_review(one)):
            yield Paragraph(text=(Run(text="To review: ", strong=True), Run(text=doubts + ".")))
        yield from _rows(one, collection, dataset)
        yield from _left_out(one.id, left_out)
        yield _files(collection.label, paths[one.id], is_long=one.rows > ROWS_SHOWN, reviewed=reviewed)
    yield Heading(level=4, text=f"How {dataset.label} uses this data")
    yield from _use(dataset)


def to_review(found: FoundCollection) -> str:
    """What an officer must look at before it goes out, in words; empty when there is nothing."""
    counts = (
        (found.shared_rows, "record shared with other people", "records shared with other people"),
        (found.other_rows, "record of another person", "records of other people"),
        (found.marks, "value that may be about somebody else", "values that may be about somebody else"),
    )
    return listed([counted(number, one, many) for number, one, many in counts if number])


def _rows(found: FoundCollection, collection: Collection, dataset: Dataset) -> Iterator[Block]:
    shown = found.preview[:ROWS_SHOWN]
    names = [readable(column) for column in collection.columns]
    if len(shown) == 1 and found.rows == 1:
        values = (_cell(value) or (Run(text="Nothing recorded"),) for value in shown[0])
        yield SummaryList(entries=tuple(zip(names, values, strict=True)))
    elif shown:
        which = f"all {len(shown)}" if len(shown) == found.rows else f"the first {len(shown)} of {found.rows:,}"
        yield Table(
            caption=f"{collection.label} in {dataset.label}: {which} records",
            header=tuple(names),
            rows=tuple(tuple(map(_cell, row)) for row in shown),
        )


def _cell(value: object) -> str:
    text = text_of(value)
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[:LONGEST_TEXT].rstrip()}… (the text goes on in the files)"


def _left_out(id: CollectionId, left_out: Sequence[Withheld]) -> Iterator[Block]:
    reasons = tuple(f"{_what(one)}: {one.because}" for one in left_out if one.id == id)
    if reasons:
        yield Paragraph(text="Left out here:")
        yield BulletList(items=reasons)


def _what(one: Withheld) -> str:
    records = counted(one.count, "record")
    return records if one.field is None else f"{readable(one.field)} in {records}"


@lru_cache(maxsize=4096)
def _files(label: str, path: str, *, is_long: bool, reviewed: bool) -> Paragraph:
    whole = "The whole is in the files: " if is_long else "Files: "
    links = [f"{label} (CSV)", f"{label} (JSON)"]
    targets = ["csv", "json"]
    if not reviewed:
        links.append(f"why {label} are here (JSON)")
        targets.append("found")
    runs = [Run(text=text, link=KINDS[kind].format(path)) for text, kind in zip(links, targets, strict=True)]
    return Paragraph(text=(Run(text=whole), *(part for run in runs for part in (run, Run(text=", "))))[:-1])


@lru_cache(maxsize=256)
def _use(dataset: Dataset) -> tuple[Block, ...]:
    notes = dataset.notes
    facts = (
        ("What it is used for", "; ".join(notes.purposes)),
        ("The legal reason", legal_reason(notes.lawful_basis or "")),
        ("Who it is shared with", "; ".join(notes.recipients)),
        ("Where it came from", notes.source),
        ("How long it is kept", notes.retention),
    )
    blocks: list[Block] = []
    if stated := tuple((name, said) for name, said in facts if said):
        blocks.append(SummaryList(entries=stated))
    if unstated := [name[0].lower() + name[1:] for name, said in facts if not said]:
        said = f"The council’s data map does not state {listed(unstated)}. You can ask the council."
        blocks.append(Paragraph(text=said))
    return tuple(blocks)
