"""Which items of a letter or a record a case calls for, and which of them are missing from it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from muniment.core.errors import UsageError
from muniment.core.values import Fact, Question, Receipt, reasons_of, receipt
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredItems:
    """The items that one case calls for, in the order in which they are written, and why.

    `others` are items of the same provision that this case does not call for. `questions` are what is not settled
    yet: until it is, the items that hang on it are required.
    """

    items: tuple[Item, ...]
    others: tuple[Item, ...]
    receipt: Receipt
    questions: tuple[Question, ...] = ()

    def missing(self, present: Collection[str]) -> tuple[Item, ...]:
        """The items that the law asks for and that are not among the codes; UsageError for a code it does not know."""
        return missing_items(self.items, self.others, present)


def required_items(
    version: Version[Contents],
    *,
    question: str,
    facts: Mapping[str, bool],
    asked: Mapping[str, str],
    told: Iterable[Fact],
    law_as_at: date,
) -> RequiredItems:
    """The items of a version that the facts call for; `asked` words the question for each fact that is not given."""
    open_facts = {name for item in version.rule.items for name in item.when} - facts.keys()
    items = [item for item in version.rule.items if called_for(item, facts)]
    questions = tuple(Question(code=name, text=asked[name], cite=version.cite) for name in asked if name in open_facts)
    return RequiredItems(
        items=tuple(items),
        others=tuple(item for item in version.rule.items if item not in items),
        receipt=receipt(
            question=question,
            answer=f"{_codes(items)}.{' Not all of it is settled yet.' if questions else ''}",
            reasons=reasons_of(version),
            facts=(*told, *stated(facts)),
            law_as_at=law_as_at,
        ),
        questions=questions,
    )


def called_for(item: Item, facts: Mapping[str, bool]) -> bool:
    """Whether an item is required: always, or for a fact that is so; a fact that is not known counts as so."""
    return not item.when or any(facts.get(name, True) for name in item.when)


def missing_items(items: Iterable[Item], others: Iterable[Item], present: Collection[str]) -> tuple[Item, ...]:
    """Those of the items that the law itself asks for and that are not among the codes.

    Raises UsageError for a code that neither the items nor the others have.
    """
    wanted = tuple(items)
    known = {item.code for item in (*wanted, *others)}
    for code in sorted(set(present) - known):
        raise UsageError(f"'{code}' is no item here. Known: {', '.join(sorted(known))}. Give one of these codes.")
    return tuple(item for item in wanted if not item.practice and item.code not in present)


def stated(facts: Mapping[str, bool]) -> Iterator[Fact]:
    """The facts of a case as its receipt states them."""
    for name, value in facts.items():
        yield Fact(name=name, value="yes" if value else "no")


def _codes(items: Iterable[Item]) -> str:
    return ", ".join(item.code for item in items if not item.practice) or "Nothing that the law asks for"
