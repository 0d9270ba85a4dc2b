"""A folder of findings as a search writes it, made of hand-built values: a made-up council with three systems."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

from muniment.core.bundle.deadline import Deadline
from muniment.core.clocks.explain import answer_by
from muniment.core.datamap.model import Collection, CollectionNotes, DataMap, Dataset, DatasetNotes, Field
from muniment.core.finding.findings import DiaryEntry, Findings, FoundCollection, FoundRow, Mark, NotSearched
from muniment.core.values import CollectionId, Nation, Place, Right
from muniment.runs.deliver import write_front
from muniment.runs.findings import FindingsFolders

AT = datetime.datetime(2026, 11, 2, 9, 5, tzinfo=datetime.UTC)
DEADLINE = Deadline(
    received_on=datetime.date(2026, 11, 2),
    due_on=datetime.date(2026, 12, 2),
    receipt=answer_by(
        right=Right.ACCESS, received_on=datetime.date(2026, 11, 2), nation=Nation.ENGLAND_AND_WALES
    ).receipt,
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
    files = FindingsFolders([folder], DATAMAP)
    for id, of in rows.items():
        for at, row in enumerate(of, start=1):
            files.row(0, id, row)
            plain = FoundRow(row=at, key=str(row[0]), path="email", shared=False, other=False)
            files.found(0, id, found.get(id, {}).get(at, plain))
    hashes = files.finish(0)
    write_front(folder, findings(rows, found, unread), DATAMAP, deadline=DEADLINE, hashes=hashes)
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
