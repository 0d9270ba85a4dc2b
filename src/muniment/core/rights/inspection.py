"""What a council keeps of what it withholds, so that a court can inspect it."""

from collections.abc import Collection
from datetime import date

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.law.load import governing
from muniment.law.rules.contents import Contents


def check_kept(*, present: Collection[str], decided_on: date) -> ContentsCheck:
    """What is missing of what is kept of withheld material; UsageError for a code that is not known."""
    version = governing("dpa_2018/court_inspection", Contents, decided_on=decided_on)
    return check(version, of="what is kept of the withheld material", present=present, on=decided_on)
