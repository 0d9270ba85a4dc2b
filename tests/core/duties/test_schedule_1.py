"""Schedule 1 is whole: every paragraph, the point of article 9(2) that it serves, and whether it needs a document."""

from datetime import date

import pytest

from muniment.core.duties.schedule_1 import PolicyNeed, policy_document_needed, schedule_1

DAY = date(2026, 11, 21)
WITHOUT = {"2", "3", "4", "13", *(str(number) for number in range(29, 35))}
ASKED = {"10", "27", "36", "37"}
PARAGRAPHS = [str(number) for number in (*range(1, 5), *range(6, 38))]


def test_every_condition_of_the_schedule_is_held() -> None:
    assert [one.code for one in schedule_1(DAY).rule.paragraphs] == PARAGRAPHS


def test_the_first_four_serve_a_point_each_part_2_substantial_public_interest_and_the_rest_none() -> None:
    points = [one.point for one in schedule_1(DAY).rule.paragraphs]
    assert points == ["b", "h", "i", "j", *["g"] * 23, *[None] * 9]


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_a_paragraph_needs_a_policy_document_or_not(paragraph: str) -> None:
    need = (
        PolicyNeed.NOT_NEEDED if paragraph in WITHOUT else PolicyNeed.ASK if paragraph in ASKED else PolicyNeed.NEEDED
    )
    assert policy_document_needed(paragraph=paragraph, answers={}, processed_on=DAY).outcome is need
