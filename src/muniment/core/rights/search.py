"""How far a council searches for an access request, and what it writes down of the search."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import missing_items, to_record
from muniment.core.judgement.criteria import said
from muniment.core.values import Decision, Fact, Question, Regime, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents

LIMITS = {
    Regime.UK_GDPR: "uk_gdpr/reasonable_search",
    Regime.LAW_ENFORCEMENT: "dpa_2018/part_3/reasonable_search",
}


class SearchOutcome(StrEnum):
    """Whether a search may end where it stands."""

    ENOUGH = "enough"
    SEARCH_ON = "search-on"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search as it is on record: the codes of what is written down of it and of the factors that were weighed.

    `further_is_unreasonable` is whether an officer finds that more would be unreasonable or disproportionate. With
    `known_on` it is asked as the law was known on that day, which matters where the limit was not yet enacted.
    """

    received_on: date
    decided_on: date
    regime: Regime = Regime.UK_GDPR
    recorded: frozenset[str] = frozenset()
    weighed: frozenset[str] = frozenset()
    further_is_unreasonable: bool | None = None
    known_on: date | None = None


def decide(search: Search) -> Decision[SearchOutcome]:
    """Whether the search was far enough; a search that is not on record in full never was."""
    limit = governing(LIMITS[search.regime], Contents, known_on=search.known_on, received_on=search.received_on)
    factors = governing("ico/search_factors", Contents, decided_on=search.decided_on)
    asked = (*_unwritten("record", limit, search.recorded), *_unwritten("weigh", factors, search.weighed))
    outcome, answer, still_open = _follow(search, questions_of(limit, "search"), asked)
    return Decision(
        outcome=outcome,
        questions=still_open,
        receipt=receipt(
            question="Was the search far enough?",
            answer=answer,
            reasons=(*reasons_of(limit), *reasons_of(factors)),
            facts=_facts(search),
            law_as_at=search.received_on,
        ),
    )


def _follow(
    search: Search, judgement: tuple[Question, ...], unwritten: tuple[Question, ...]
) -> tuple[SearchOutcome, str, tuple[Question, ...]]:
    if search.further_is_unreasonable is False:
        return SearchOutcome.SEARCH_ON, "No: more can reasonably be searched.", ()
    if search.further_is_unreasonable is None:
        return SearchOutcome.ASK, "Not settled: nobody has judged whether more must be searched.", judgement + unwritten
    if unwritten:
        return SearchOutcome.ASK, "Not settled: the record is not complete.", unwritten
    return SearchOutcome.ENOUGH, "Yes: more would be unreasonable or disproportionate.", ()


def _unwritten(what: str, version: Version[Contents], written: frozenset[str]) -> tuple[Question, ...]:
    """What is not written down, each as a question."""
    return to_record(
        version, missing_items(f"entry of the {what}", version.rule.items, written, practice=True), prefix=what
    )


def _facts(search: Search) -> Iterator[Fact]:
    yield Fact(name="received", value=search.received_on.isoformat())
    yield Fact(name="regime", value=search.regime.value)
    yield Fact(name="recorded", value=", ".join(sorted(search.recorded)) or "nothing")
    yield Fact(name="weighed", value=", ".join(sorted(search.weighed)) or "nothing")
    yield from said("further search unreasonable", search.further_is_unreasonable)
    if search.known_on is not None:
        yield Fact(name="law as known on", value=search.known_on.isoformat())
    yield Fact(name="decided", value=search.decided_on.isoformat())
