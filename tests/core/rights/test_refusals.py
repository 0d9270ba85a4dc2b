"""A right is refused only on a ground that the law lists for it and that an officer has assessed."""

from datetime import date

import pytest

from muniment.core.errors import UsageError
from muniment.core.rights.law_enforcement import governs, may_restrict
from muniment.core.rights.refusals import grounds, may_refuse
from muniment.law.rules.rights import Entitlement

DAY = date(2026, 7, 1)


@pytest.mark.parametrize("ground", ["compelling-grounds", "anything"])
def test_there_is_no_ground_against_an_objection_to_direct_marketing(ground: str) -> None:
    with pytest.raises(UsageError, match=rf"'{ground}' is no ground to refuse direct-marketing, .* Known: none\."):
        may_refuse(entitlement=Entitlement.DIRECT_MARKETING, ground=ground, assessed=True, decided_on=DAY)


def test_the_ground_of_another_right_is_none_of_this_one() -> None:
    with pytest.raises(UsageError, match="Known: not-inaccurate"):
        may_refuse(entitlement=Entitlement.RECTIFICATION, ground="legal-claims", assessed=True, decided_on=DAY)


@pytest.mark.parametrize("entitlement", [Entitlement.INFORMATION, Entitlement.WITHDRAWAL])
def test_what_is_not_asked_for_cannot_be_refused(entitlement: Entitlement) -> None:
    with pytest.raises(UsageError, match="nothing to refuse"):
        grounds(entitlement=entitlement, decided_on=DAY)


def test_an_aim_that_the_law_does_not_list_restricts_nothing() -> None:
    with pytest.raises(UsageError, match="'convenience' is no aim of a restriction"):
        may_restrict(aim="convenience", necessary=True, proportionate=True, recorded=["reasons"], decided_on=DAY)


def test_a_function_that_the_law_files_do_not_list_is_refused() -> None:
    with pytest.raises(UsageError, match="'libraries' is no function of law enforcement"):
        governs(function="libraries", for_law_enforcement=True, received_on=DAY)
