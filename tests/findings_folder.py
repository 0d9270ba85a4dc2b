"""A folder of findings as a search writes it, made of hand-built values: a made-up council with three systems."""

import csv
import datetime
import json
from decimal import Decimal
from pathlib import Path

from muniment.core.bundle.deadline import Deadline
from muniment.core.bundle.paths import collection_paths
from muniment.core.datamap.model import Collection, CollectionNotes, DataMap, Dataset, DatasetNotes, Field
from muniment.core.finding.findings import DiaryEntry, Findings, FoundCollection, FoundRow, Mark, NotSearched
from muniment.core.values import CollectionId, Place
from muniment.core.writing.cells import json_of
from muniment.runs.deliver import write_front

AT = datetime.datetime(2026, 11, 2, 9, 5, tzinfo=datetime.UTC)
DEADLINE = Deadline(
    received_on=datetime.date(2026, 11, 2),
    due_on=datetime.date(2026, 12, 2),
    cite="UK GDPR Article 12(3)",
    url="https://www.legislation.gov.uk/eur/2016/679/article/12",
)
PEOPLE = CollectionId("social_care", "people")
NOTES = CollectionId("social_care", "case notes/2026")
HOUSEHOLD = CollectionId("housing", "Household")
RENT = CollectionId("housing", "rent_payments")
LOANS = CollectionId("library", "loans")
PAPER = CollectionId("library", "cards")


def collection(id: CollectionId, *columns: str, label: str | None = None) -> Collection:
    place = Place("map.yml", 1)
    fields = tuple(Field(path=(column,), place=place) for column in columns)
    return Collection(id=id, place=place, fields=fields, notes=CollectionNotes(label=label))


DATAMAP = DataMap(
    datasets=(
        Dataset(
            key="social_care",
            place=Place("map.yml", 1),
            notes=DatasetNotes(
                label="Adult social care",
                purposes=("To assess needs and arrange care", "To safeguard adults at risk"),
                lawful_basis="Public task (Care Act 2014)",
                recipients=("NHS Exampleshire", "Care providers"),
                source="You, your GP and the hospital",
                retention="10 years after care ends",
            ),
            collections=(
                collection(PEOPLE, "id", "full_name", "date_of_birth", "NHSNumber", "middle_name", label="People"),
                collection(NOTES, "id", "written_at", "note", "contact", label="Case notes"),
            ),
        ),
        Dataset(
            key="housing",
            place=Place("map.yml", 40),
            notes=DatasetNotes(label="Housing"),
            collections=(
                collection(HOUSEHOLD, "member_id", "name", "relationship", "phone", label="Household members"),
                collection(RENT, "payment_id", "paid_on", "amount", label="Rent payments"),
            ),
        ),
        Dataset(
            key="library",
            place=Place("map.yml", 80),
            collections=(collection(LOANS, "loan_id", "title"), collection(PAPER, "card", label="Joining cards")),
        ),
    )
)

ROWS: dict[CollectionId, list[tuple[object, ...]]] = {
    PEOPLE: [(17, "Ann Lee", datetime.date(1980, 2, 1), "999 000 0018", None)],
    NOTES: [
        (1, AT, "Rang about the <ramp>.\nAnn will ring back.", {"gp": "Dr Bell", "carer": {"name": "Tom Other"}}),
        (2, AT, "Visited. Tom Other was there & helped.", {"gp": "Dr Bell", "carer": None}),
        (3, AT, None, None),
    ],
    HOUSEHOLD: [(5, "Ann Lee", "self", "07700 900123"), (6, "Tom Other", "brother", "07700 900456")],
    RENT: [(n, datetime.date(2026, 1, 1), Decimal("101.50")) for n in range(1, 61)],
    LOANS: [],
}

FOUND: dict[CollectionId, dict[int, FoundRow]] = {
    NOTES: {
        2: FoundRow(
            row=2, key="2", path="id", shared=True, other=False, marks=(Mark(field="note", why="names a person"),)
        )
    },
    HOUSEHOLD: {2: FoundRow(row=2, key="6", path="household", shared=False, other=True)},
}


def findings(
    rows: dict[CollectionId, list[tuple[object, ...]]] = ROWS,
    found: dict[CollectionId, dict[int, FoundRow]] = FOUND,
    unread: dict[CollectionId, str] | None = None,
) -> Findings:
    return Findings(
        person="SAR-2026-0042",
        identities={"email": 2, "nhs_number": 1},
        searched_at=AT,
        collections=tuple(_found(id, of, found.get(id, {}), (unread or {}).get(id)) for id, of in rows.items()),
        diary=(
            DiaryEntry(
                system="housing", collection=HOUSEHOLD, asked="email", started_at=AT, seconds=0.01, hits=2,
                outcome="answered",
            ),
        ),
        not_searched=(NotSearched(id=PAPER, why="Held on paper: look for it by hand."),),
    )  # fmt: skip


def write_findings(
    folder: Path,
    rows: dict[CollectionId, list[tuple[object, ...]]] = ROWS,
    found: dict[CollectionId, dict[int, FoundRow]] = FOUND,
    unread: dict[CollectionId, str] | None = None,
) -> Path:
    """Writes the folder whole and returns it."""
    folder.mkdir(mode=0o700)
    paths = collection_paths(one.id for one in DATAMAP.collections())
    for id, of in rows.items():
        if of:
            _write_rows(folder, paths[id], DATAMAP.collection(id).columns, of, found.get(id, {}))
    write_front(folder, findings(rows, found, unread), DATAMAP, deadline=DEADLINE, hashes={})
    return folder


def lines(path: Path) -> list[dict[str, object]]:
    """The rows of a JSON file of rows."""
    read = json.loads(path.read_text("utf-8"))
    assert isinstance(read, list)
    return read


def _found(
    id: CollectionId, rows: list[tuple[object, ...]], found: dict[int, FoundRow], unread: str | None
) -> FoundCollection:
    return FoundCollection(
        id=id,
        rows=len(rows),
        shared_rows=sum(row.shared for row in found.values()),
        other_rows=sum(row.other for row in found.values()),
        marks=sum(len(row.marks) for row in found.values()),
        unread=unread,
        preview=rows[:50],
    )


def _write_rows(
    folder: Path, path: str, columns: tuple[str, ...], rows: list[tuple[object, ...]], found: dict[int, FoundRow]
) -> None:
    data, beside = folder / "data" / f"{path}.json", folder / "found" / f"{path}.json"
    for file in (data, beside):
        file.parent.mkdir(parents=True, exist_ok=True)
    _write_list(data, [dict(zip(columns, map(json_of, row), strict=True)) for row in rows])
    plain = (
        FoundRow(row=at, key=str(row[0]), path="email", shared=False, other=False)
        for at, row in enumerate(rows, start=1)
    )
    _write_list(beside, [_found_json(found.get(one.row, one)) for one in plain])
    with data.with_suffix(".csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([json_of(value) for value in row] for row in rows)


def _write_list(path: Path, values: list[dict[str, object]]) -> None:
    path.write_text("[\n" + ",\n".join(json.dumps(value) for value in values) + "\n]\n", "utf-8")


def _found_json(row: FoundRow) -> dict[str, object]:
    return {
        "row": row.row, "key": row.key, "path": row.path, "shared": row.shared, "other": row.other,
        "agrees": list(row.agrees), "differs": list(row.differs),
        "marks": [{"field": mark.field, "why": mark.why} for mark in row.marks],
    }  # fmt: skip
