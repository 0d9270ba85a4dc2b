"""search-diary.json: what was asked of which system, when, and what it gave."""

from collections.abc import Iterable

from muniment.core.finding.findings import DiaryEntry
from muniment.core.writing.cells import Json


def diary(entries: Iterable[DiaryEntry]) -> list[Json]:
    """The entries as JSON, in the order the questions were put."""
    return [
        {
            "system": entry.system,
            "dataset": entry.collection.dataset,
            "collection": entry.collection.collection,
            "asked": entry.asked,
            "started_at": entry.started_at.isoformat(),
            "seconds": round(entry.seconds, 6),
            "hits": entry.hits,
            "outcome": entry.outcome,
        }
        for entry in entries
    ]
