from datetime import date

import pytest

from muniment.core.duties.children_sharing import check_identifier, must_share
from muniment.core.errors import UsageError

ON = date(2026, 11, 21)
SHARING = {"childrens-wellbeing-and-schools-act-2026-s4-sharing": ON}
IDENTIFIER = {"childrens-wellbeing-and-schools-act-2026-s4-identifier": ON}


def test_an_answer_to_what_is_not_asked_is_refused() -> None:
    with pytest.raises(UsageError, match="urgent"):
        must_share(answers={"urgent": True}, processed_on=ON, commenced=SHARING)


def test_the_receipt_says_that_the_duty_was_switched_on_and_overrides_nothing() -> None:
    answers = {"relevant": True, "listed-person": True, "not-more-detrimental": True}
    told = must_share(answers=answers, processed_on=ON, commenced=SHARING).receipt
    assert told.settings_sha256 is not None
    assert "does not override" in told.answer


def test_an_entry_that_the_record_does_not_know_is_refused() -> None:
    with pytest.raises(UsageError, match="nickname"):
        check_identifier(present=["nickname"], processed_on=ON, commenced=IDENTIFIER)
