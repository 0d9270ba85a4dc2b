"""Where a request for the records of somebody who has died goes: it is no request under data protection law."""

from datetime import date
from enum import StrEnum

from muniment.core.judgement.criteria import called, said
from muniment.core.values import Decision, Fact, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import rights as rules


class DeceasedRoute(StrEnum):
    """The routes to the records of the dead."""

    HEALTH_RECORDS = "health-records"
    CARE_OR_ADOPTION = "care-or-adoption"
    COURT_ORDER = "court-order"
    FREEDOM_OF_INFORMATION = "freedom-of-information"


class Record(StrEnum):
    """What kind of record of somebody who has died is asked for."""

    HEALTH = "health"
    CARE_OR_ADOPTION = "care-or-adoption"
    OTHER = "other"


def route(
    *, record: Record, representative_or_claimant: bool, court_order: bool, received_on: date
) -> Decision[DeceasedRoute]:
    """By which route the request goes; whether and when it is answered, the law of that route says.

    `representative_or_claimant`: whoever asks is the personal representative, or has a claim arising from the death.
    """
    version = governing("dpa_2018/requesters/deceased", rules.ClosedList, received_on=received_on)
    outcome = _route(record, representative_or_claimant, court_order)
    foi = outcome is DeceasedRoute.FREEDOM_OF_INFORMATION
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="By which route are the records of somebody who has died asked for?",
            answer=called("route", outcome, version.rule.entries).text,
            reasons=reasons_of(version),
            facts=(
                Fact(name="record", value=record.value),
                *said("representative or claimant", representative_or_claimant),
                *said("court order", court_order),
            ),
            law_as_at=received_on,
        ),
        questions=questions_of(version, "deceased") if foi else (),
    )


def _route(record: Record, representative_or_claimant: bool, court_order: bool) -> DeceasedRoute:
    if court_order:
        return DeceasedRoute.COURT_ORDER
    if record is Record.CARE_OR_ADOPTION:
        return DeceasedRoute.CARE_OR_ADOPTION
    if record is Record.HEALTH and representative_or_claimant:
        return DeceasedRoute.HEALTH_RECORDS
    return DeceasedRoute.FREEDOM_OF_INFORMATION
