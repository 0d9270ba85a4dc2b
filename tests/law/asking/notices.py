"""When the Commissioner's notices count as given, and by when an announced penalty is decided."""

from collections.abc import Mapping

from muniment.core.clocks.notices import penalty_clock, served
from muniment.law.provisions import NOTHING
from tests.law.asking.duty_clocks import at, dates_of, kept
from tests.law.asking.facts import Facts


def notice_service(facts: Facts) -> Mapping[str, object]:
    given = served(sent_at=at(facts["sent"]), commenced=facts.get("commenced", NOTHING))
    return {"given_at": given.given_at.isoformat(timespec="minutes")}


def penalty_decision(facts: Facts) -> Mapping[str, object]:
    announced = facts["announced"]
    return dates_of(
        penalty_clock(
            announced_on=announced,
            decided_on=facts.get("decided"),
            calendar=kept(facts),
            today=facts.get("today", announced),
        )
    )


ASKS = {"notice-service": notice_service, "penalty-decision": penalty_decision}
