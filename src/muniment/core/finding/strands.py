"""How a search came to a row: for whom, as whose row, and over which rules; each as a small number.

A *strand* says on whose behalf a row is reached. It remembers which collections of data subjects it has
passed through, because a row of such a collection reached a second time is another person: the partner in
a relationship, the other tenant, the manager, those who report to the one who asks. Such a row is shown;
what hangs below it is not followed unless the map states so.

A *path* is the rules by which a row was first reached, for the officer to read.
"""

from dataclasses import dataclass
from typing import NamedTuple

from muniment.core.finding.rules import ReferenceRule, Rule, Step
from muniment.core.values import CollectionId


class Given(NamedTuple):
    """One identifier given for a person: its kind, and the number of the value among those given."""

    identity: str
    number: int


@dataclass(frozen=True, slots=True)
class Strand:
    """One person's search as it stands in one place."""

    person: int
    passed: frozenset[CollectionId] = frozenset()
    other: bool = False
    given: Given | None = None  # what it began with, until it reaches a data subject

    def after(self, rule: Rule, subjects: frozenset[CollectionId]) -> "Strand":
        """The strand once it has followed the rule."""
        target = rule.target
        if target not in subjects or self.other:
            return self
        if target in self.passed:
            return Strand(self.person, self.passed, True)
        return Strand(self.person, self.passed | {target})

    def may_follow(self, rule: ReferenceRule, arrived_by: Rule) -> bool:
        """Whether a row of this strand, reached by `arrived_by`, gives keys to the rule.

        Not back up the link it was reached down by, unless a row of the child may name several parents (the one
        it was reached from is known), and not down from another person,
        except further down the reference of a collection to itself by which it was reached (sub-cases of a
        sub-case, who reports to those who report).
        """
        if isinstance(arrived_by, ReferenceRule) and arrived_by.link is rule.link and rule.step is Step.UP:
            return arrived_by.step is Step.UP or rule.link.holds_many
        return rule.is_stated or rule.step is Step.UP or not self.other or arrived_by is rule


class Strands:
    """Numbers strands and works out each step between them once."""

    def __init__(self, subjects: frozenset[CollectionId]) -> None:
        self._subjects = subjects
        self._all: list[Strand] = []
        self._numbers: dict[Strand, int] = {}
        self._steps: dict[tuple[int, int], int] = {}

    def __getitem__(self, number: int) -> Strand:
        return self._all[number]

    def start(self, person: int, given: Given) -> int:
        """The number of the strand that begins with an identifier."""
        return self._number(Strand(person, given=given))

    def after(self, number: int, rule: Rule) -> int:
        """The number of the strand that the rule leads to."""
        step = (number, rule.number)
        if step not in self._steps:
            self._steps[step] = self._number(self._all[number].after(rule, self._subjects))
        return self._steps[step]

    def _number(self, strand: Strand) -> int:
        if strand not in self._numbers:
            self._numbers[strand] = len(self._all)
            self._all.append(strand)
        return self._numbers[strand]


class Paths:
    """Numbers paths; 0 is the empty one. A rule followed again does not lengthen the path."""

    def __init__(self) -> None:
        self._all: list[tuple[Rule, ...]] = [()]
        self._texts = [""]
        self._steps: dict[tuple[int, int], int] = {}

    def after(self, number: int, rule: Rule) -> int:
        """The number of the path that the rule leads to."""
        step = (number, rule.number)
        if step not in self._steps:
            path = self._all[number]
            known = path.index(rule) + 1 if rule in path else None
            longer = path[:known] if known else (*path, rule)
            if longer in self._all:
                self._steps[step] = self._all.index(longer)
            else:
                self._steps[step] = len(self._all)
                self._all.append(longer)
                self._texts.append(" -> ".join(str(rule) for rule in longer))
        return self._steps[step]

    def text(self, number: int) -> str:
        """The path as an officer reads it: "email -> customer.email -> orders.customer_id"."""
        return self._texts[number]
