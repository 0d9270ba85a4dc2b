"""What provisions on transfers abroad can rule."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.law.rules.criteria import Criterion


class Mechanism(StrEnum):
    """What a restricted transfer can rest on."""

    APPROVED = "approved-by-regulations"
    SAFEGUARDS = "appropriate-safeguards"
    DEROGATION = "derogation"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRule:
    """A transfer rests on one of the `mechanisms` and meets the `criteria`.

    Those that are `restrictable` meet the criterion `restriction` besides, which asks for regulations against it.
    """

    mechanisms: tuple[Mechanism, ...]
    restrictable: tuple[Mechanism, ...]
    restriction: Criterion
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place, or a kind of recipient, to which transfers are approved, within the scope that the `criteria` draw.

    `countries` are two-letter codes of ISO 3166-1. `approved_from` is set where the approval is younger than the list.
    """

    code: str
    text: str
    cite: str
    countries: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    approved_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedDestinations:
    """The `destinations` to which transfers are approved by regulations."""

    destinations: tuple[Destination, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A recognised instrument of safeguards, and which `test` is considered with it."""

    code: str
    text: str
    cite: str
    test: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSafeguards:
    """Safeguards are one of the `instruments`, with all `criteria` met and that one of the `tests` that it names."""

    instruments: tuple[Instrument, ...]
    tests: tuple[Criterion, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Arrangements `made_before` that day are saved where the `criteria` are met."""

    made_before: date
    criteria: tuple[Criterion, ...]
