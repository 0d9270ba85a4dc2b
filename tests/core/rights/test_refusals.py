"""A right is refused only on a ground that the law lists for it and that an officer has assessed."""

from datetime import date

import pytest

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import Completeness
from muniment.core.rights.law_enforcement import governs, may_restrict, restriction_letter
from muniment.core.rights.refusals import grounds, may_refuse
from muniment.law.rules.rights import Entitlement

DAY = date(2026, 7, 1)


@pytest.mark.parametrize("ground", ["compelling-grounds", "anything"])
def test_there_is_no_ground_against_an_objection_to_direct_marketing(ground: str) -> None:
    with pytest.raises(UsageError, match=rf"'{ground}' is no ground to refuse direct-marketing, .* Known: none\."):
        may_refuse(right=Entitlement.DIRECT_MARKETING, ground=ground, assessed=True, decided_on=DAY)


def test_the_ground_of_another_right_is_none_of_this_one() -> None:
    with pytest.raises(UsageError, match="Known: not-inaccurate"):
        may_refuse(right=Entitlement.RECTIFICATION, ground="legal-claims", assessed=True, decided_on=DAY)


@pytest.mark.parametrize("right", [Entitlement.INFORMATION, Entitlement.WITHDRAWAL])
def test_what_is_not_asked_for_cannot_be_refused(right: Entitlement) -> None:
    with pytest.raises(UsageError, match="nothing to refuse"):
        grounds(right=right, decided_on=DAY)


def test_an_aim_that_the_law_does_not_list_restricts_nothing() -> None:
    with pytest.raises(UsageError, match="'convenience' is no aim of a restriction"):
        may_restrict(aim="convenience", necessary=True, proportionate=True, recorded=["reasons"], decided_on=DAY)


def test_a_function_that_the_law_files_do_not_list_is_refused() -> None:
    with pytest.raises(UsageError, match="'libraries' is no function of law enforcement"):
        governs(function="libraries", for_law_enforcement=True, received_on=DAY)


def test_the_receipt_of_a_refusal_says_what_the_officer_found() -> None:
    found = {
        assessed: may_refuse(
            right=Entitlement.RECTIFICATION, ground="not-inaccurate", assessed=assessed, decided_on=DAY
        )
        for assessed in (True, False, None)
    }
    facts = {assessed: [(fact.name, fact.value) for fact in one.receipt.facts] for assessed, one in found.items()}
    assert facts[True][-1] == ("found to hold", "yes")
    assert facts[False][-1] == ("found to hold", "no")
    assert facts[None][-1] == ("ground", "not-inaccurate")


def test_the_receipts_of_law_enforcement_say_on_what_they_rest() -> None:
    scope = governs(function=None, for_law_enforcement=False, received_on=DAY)
    assert [(fact.name, fact.value) for fact in scope.receipt.facts] == [
        ("function", "none"),
        ("for law enforcement", "no"),
    ]
    restricted = may_restrict(aim="crime", necessary=True, proportionate=False, recorded=["reasons"], decided_on=DAY)
    assert [(fact.name, fact.value) for fact in restricted.receipt.facts] == [
        ("aim", "crime"),
        ("necessary", "yes"),
        ("proportionate", "no"),
        ("recorded", "reasons"),
    ]


@pytest.mark.parametrize(
    ("harmless", "outcome"),
    [(True, Completeness.COMPLETE), (None, Completeness.ASK), (False, Completeness.SAYS_TOO_MUCH)],
)
def test_a_letter_that_tells_of_a_restriction_waits_until_telling_is_known_to_be_harmless(
    harmless: bool | None, outcome: Completeness
) -> None:
    said = [
        *("restricted", "reasons", "ask-commissioner-to-check", "complain-to-council"),
        *("complain-to-commissioner", "court"),
    ]
    letter = restriction_letter(telling_is_harmless=harmless, restricted_for_an_aim=True, sent_on=DAY, present=said)
    assert letter.outcome is outcome
