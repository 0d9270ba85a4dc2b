"""When the answer is due, as a bundle states it."""

import datetime
from dataclasses import dataclass

from muniment.core.values import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The day by which the council must answer, with the receipt that says by which law."""

    received_on: datetime.date
    due_on: datetime.date
    receipt: Receipt

    @property
    def cite(self) -> str:
        """The provision that sets the period, which is the receipt's first reason."""
        return self.receipt.reasons[0].cite

    @property
    def url(self) -> str:
        """Where that provision is published."""
        return self.receipt.reasons[0].url
