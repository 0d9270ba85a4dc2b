"""What `muniment deadline` is given and gives: its options by name, the duties it knows, and the answer of a clock."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypedDict

from muniment.cli.dates import Pairs
from muniment.core.errors import UsageError
from muniment.core.values import Receipt


class Duty(StrEnum):
    """A duty with a clock of its own."""

    COMPLAINT = "complaint"
    BREACH_REPORT = "breach-report"
    INDIRECT_NOTICE = "indirect-notice"
    PRIOR_CONSULTATION = "prior-consultation"


class Options(TypedDict):
    """What the command line gives, by the names of its options; days of a duty may be moments."""

    right: str | None
    duty: str | None
    received: date | None
    began: date | None
    id_asked: tuple[date, ...]
    id_received: tuple[date, ...]
    authority_asked: tuple[date, ...]
    authority_received: tuple[date, ...]
    fee_asked: tuple[date, ...]
    fee_paid: tuple[date, ...]
    clarification: Pairs
    extended_on: date | None
    extension_reason: str | None
    acknowledged: date | None
    first_communication: date | None
    disclosure: date | None
    information: Pairs
    regime: str | None
    nation: str
    holiday: tuple[date, ...]
    answered: date | None
    today: date | None
    as_json: bool


class Answer(NamedTuple):
    """What a clock answers: its dates by name, its receipts, and the dates ahead that an officer works by, in words."""

    dates: Mapping[str, object]
    receipts: tuple[Receipt, ...]
    working: tuple[str, ...] = ()


def start(given: date | None, option: str) -> date:
    """The date that a clock starts from; UsageError when it was not given."""
    if given is None:
        raise UsageError(f"{option} is missing: it is what the clock starts from. Give that date.")
    return given
