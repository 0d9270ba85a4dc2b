"""When the answer is due, as a bundle states it."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The day by which the council must answer, and the law that says so."""

    received_on: datetime.date
    due_on: datetime.date
    cite: str  # "UK GDPR Article 12(3)"
    url: str  # of the provision: https
