"""Whether sending data abroad is a restricted transfer, what it can rest on, and what is recorded of it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import answered, called, codes_of, questions, refuse_unknown, said, settle
from muniment.core.values import Decision, Fact, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Criteria, Criterion
from muniment.law.rules.transfers import (
    ApprovedDestinations,
    Destination,
    Mechanism,
    Saving,
    TransferRule,
    TransferSafeguards,
)

APPROVED = "uk_gdpr/approved_transfers"
COUNTRY = re.compile("[A-Z]{2}")

SPECIAL_CATEGORY = "special-category"
"""The circumstance that special category data are transferred, as the law files call it."""


class Restricted(StrEnum):
    """Whether sending data abroad is a restricted transfer."""

    RESTRICTED = "restricted"
    NOT_RESTRICTED = "not-restricted"
    ASK = "ask"


class Transfer(StrEnum):
    """Whether a restricted transfer may be made."""

    MAY = "may"
    MUST_NOT = "must-not"
    ASK = "ask"


IN_WORDS = {
    Transfer.MAY: "Yes.",
    Transfer.MUST_NOT: "No, not on this footing.",
    Transfer.ASK: "Not known yet: questions are unanswered.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """What a transfer is said to rest on.

    `destination` is a country by its two letters, or the code of an approved kind of recipient. `instrument` is the
    code of the safeguard. `made_on` is the day of an arrangement that the old law may save.
    """

    mechanism: Mechanism
    destination: str
    instrument: str | None = None
    made_on: date | None = None
    special_category: bool = False


def restricted(*, answers: Mapping[str, bool], processed_on: date) -> Decision[Restricted]:
    """Whether sending data abroad is a restricted transfer, by the regulator's test in three steps."""
    test = governing("ico/restricted_transfer", Criteria, processed_on=processed_on)
    refuse_unknown(f"question of {test.cite}", answers, codes_of(test.rule.criteria))
    settled = settle(test.rule.criteria, answers)
    outcome = {True: Restricted.RESTRICTED, False: Restricted.NOT_RESTRICTED, None: Restricted.ASK}[settled.holds]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is it a restricted transfer?",
            answer={True: "Yes.", False: "No.", None: "Not known yet."}[settled.holds],
            reasons=reasons_of(test),
            facts=answered(answers),
            law_as_at=processed_on,
        ),
        questions=questions(test, settled.open),
    )


def may_transfer(footing: Footing, *, answers: Mapping[str, bool], processed_on: date) -> Decision[Transfer]:
    """Whether a restricted transfer may be made on the footing given, by the answers to what that turns on.

    UsageError for an answer that nothing asks for, an unknown instrument or destination, or an arrangement made later
    than it is used.
    """
    if footing.made_on is not None and footing.made_on > processed_on:
        raise UsageError(
            f"The arrangement was made on {footing.made_on}, after the transfer on {processed_on}. Check both dates."
        )
    _refuse_free_text(footing.destination, processed_on)
    rule = governing("uk_gdpr/transfers", TransferRule, processed_on=processed_on)
    ground = _ground(footing, processed_on)
    criteria = (*ground.criteria, *rule.rule.criteria)
    if footing.mechanism in rule.rule.restrictable:
        criteria = (*criteria, rule.rule.restriction)
    refuse_unknown(f"question of {ground.version.cite} and {rule.cite}", answers, codes_of(criteria))
    settled = settle(criteria, answers, (SPECIAL_CATEGORY,) if footing.special_category else ())
    met = False if ground.refused else settled.holds
    outcome = {True: Transfer.MAY, False: Transfer.MUST_NOT, None: Transfer.ASK}[met]
    asked = (*questions(ground.version, settled.open), *questions_of(ground.version, "transfer"))
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May the transfer be made?",
            answer=IN_WORDS[outcome],
            reasons=(*reasons_of(rule), *reasons_of(ground.version, ground.of_this_case)),
            facts=_facts(footing, answers),
            law_as_at=processed_on,
        ),
        questions=() if met is False else asked,
    )


def approved_destination(code: str, *, processed_on: date) -> Destination | None:
    """The destination of that code or country on the list of that day; None when transfers to it are not approved."""
    approved = governing(APPROVED, ApprovedDestinations, processed_on=processed_on)
    found = next((one for one in approved.rule.destinations if code == one.code or code in one.countries), None)
    return found if found is None or _has_begun(found, processed_on) else None


def check_transfer_record(*, present: Collection[str], mechanism: Mechanism, processed_on: date) -> ContentsCheck:
    """What the record of a restricted transfer lacks."""
    version = governing("uk_gdpr/transfer_record", Contents, processed_on=processed_on)
    answers = {Mechanism.SAFEGUARDS.value: mechanism is Mechanism.SAFEGUARDS}
    return check(version, of="the record of the transfer", present=present, on=processed_on, answers=answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """The provision that a footing stands on, what it asks, and whether it fails before anything is asked."""

    version: Version[Any]
    criteria: tuple[Criterion, ...]
    of_this_case: str
    refused: bool = False


def _ground(footing: Footing, processed_on: date) -> _Ground:
    if footing.mechanism is Mechanism.APPROVED:
        return _approved(footing.destination, processed_on)
    if footing.mechanism is Mechanism.DEROGATION:
        derogation = governing("uk_gdpr/transfer_derogation", Criteria, processed_on=processed_on)
        return _Ground(version=derogation, criteria=derogation.rule.criteria, of_this_case="")
    saving = governing("uk_gdpr/transfer_saving", Saving, processed_on=processed_on)
    if footing.made_on is not None and footing.made_on < saving.rule.made_before:
        return _Ground(version=saving, criteria=saving.rule.criteria, of_this_case="It was made before that day.")
    return _safeguards(footing.instrument, processed_on)


def _refuse_free_text(destination: str, processed_on: date) -> None:
    """Refuses what is neither a country nor a code: it would stand in the receipt, which holds categories only."""
    if COUNTRY.fullmatch(destination) is None:
        approved = governing(APPROVED, ApprovedDestinations, processed_on=processed_on).rule.destinations
        refuse_unknown("country by its two letters, or approved kind of recipient", (destination,), codes_of(approved))


def _approved(code: str, processed_on: date) -> _Ground:
    version = governing(APPROVED, ApprovedDestinations, processed_on=processed_on)
    found = approved_destination(code, processed_on=processed_on)
    if found is None:
        return _Ground(version=version, criteria=(), of_this_case="This destination is not on the list.", refused=True)
    return _Ground(version=version, criteria=found.criteria, of_this_case=f"Here: {found.text}")


def _has_begun(destination: Destination, day: date) -> bool:
    return destination.approved_from is None or destination.approved_from <= day


def _safeguards(code: str | None, processed_on: date) -> _Ground:
    safeguards = governing("uk_gdpr/transfer_safeguards", TransferSafeguards, processed_on=processed_on)
    instrument = called(f"instrument of {safeguards.cite}", code or "no instrument", safeguards.rule.instruments)
    tests = tuple(one for one in safeguards.rule.tests if one.code == instrument.test)
    criteria = (*safeguards.rule.criteria, *tests)
    return _Ground(version=safeguards, criteria=criteria, of_this_case=instrument.text)


def _facts(footing: Footing, answers: Mapping[str, bool]) -> Iterator[Fact]:
    yield Fact(name="mechanism", value=footing.mechanism.value)
    yield Fact(name="destination", value=footing.destination)
    if footing.instrument is not None:
        yield Fact(name="instrument", value=footing.instrument)
    if footing.made_on is not None:
        yield Fact(name="made", value=footing.made_on.isoformat())
    yield from said(SPECIAL_CATEGORY, footing.special_category)
    yield from answered(answers)
