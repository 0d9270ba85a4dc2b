"""What a provision can rule, as frozen values: one shape a kind, filled from `[version.rule]` of its file.

A new kind of provision is a class here, one line in KINDS, and what decides with it in core. The keys of the
table are the names of the fields; their types (whole number, text, list of texts) are checked when the file is read.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """Requests under `rights` are answered within `months`; answered within `target_days` they are always in time."""

    months: int
    target_days: int
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The time limit may be lengthened by `further_months`, for one of `reasons`."""

    further_months: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """The period begins anew on the day that what is `awaited` arrives."""

    awaited: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """While what is `awaited` is outstanding, days do not count, for requests under `rights`."""

    awaited: str
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the days of a period are counted: the name of a way that core/clocks/counting.py knows."""

    method: str


Rule = TimeLimit | Extension | Restart | Pause | Counting

KINDS: dict[str, type[Rule]] = {
    "time-limit": TimeLimit,
    "extension": Extension,
    "restart": Restart,
    "pause": Pause,
    "counting": Counting,
}
"""The `kind` a file may name, and the shape its rules then have."""
