"""What an officer is asked before a rule is met, and the ways in which it can be met."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A question put to an officer, under a code; `needed` is the answer on which the rule rests.

    `when` names the facts that call for it: any one of them is enough. A criterion without it is always asked.
    """

    code: str
    text: str
    cite: str | None = None
    needed: bool = True
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """Criteria all of which must be met."""

    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One way in which a rule is met: all its `needs` are; `duties` are what must then be done besides."""

    code: str
    text: str
    cite: str | None = None
    needs: tuple[Criterion, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Conditions of which any one is enough."""

    conditions: tuple[Condition, ...]
