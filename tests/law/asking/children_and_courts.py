"""What the sharing of information about children asks of the law, and what is kept for a court."""

from collections.abc import Mapping

from muniment.core.duties.children_sharing import check_identifier, must_share
from muniment.core.judgement.contents import ContentsCheck
from muniment.core.rights.inspection import check_kept
from muniment.law.provisions import NOTHING
from tests.law.asking.facts import Facts


def sharing(facts: Facts) -> Mapping[str, object]:
    decision = must_share(
        answers=facts.get("answers", {}), processed_on=facts["processed"], commenced=facts.get("commenced", NOTHING)
    )
    return {"outcome": decision.outcome.value, "asks": [one.code for one in decision.questions]}


def identifier(facts: Facts) -> Mapping[str, object]:
    return checked(
        check_identifier(
            present=facts["present"],
            processed_on=facts["processed"],
            commenced=facts.get("commenced", NOTHING),
        )
    )


def kept_for_court(facts: Facts) -> Mapping[str, object]:
    return checked(check_kept(present=facts["present"], decided_on=facts["decided"]))


def checked(found: ContentsCheck) -> Mapping[str, object]:
    """A check as a case writes it."""
    return {
        "outcome": found.outcome.value,
        "missing": [item.code for item in found.missing],
        "advised": [item.code for item in found.advised],
        "asks": [one.code for one in found.questions],
    }


ASKS = {"child-sharing": sharing, "child-identifier": identifier, "kept-for-court": kept_for_court}
