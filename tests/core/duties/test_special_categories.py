"""Special category and offence data are carried by no condition that is not whole."""

from datetime import date

import pytest

from muniment.core.duties.policy_documents import LineStanding, RegisterLine, check_line
from muniment.core.duties.schedule_1 import PolicyNeed, policy_document_needed, schedule_1
from muniment.core.duties.special_categories import Carried, Relied, check_offence_data, check_special_category
from muniment.core.errors import UsageError
from muniment.law.rules.special_categories import PolicyDocument

DAY = date(2026, 11, 21)
SCHEDULE = schedule_1(DAY).rule
DOCUMENT = frozenset(
    {
        *("lawfulness", "purposes", "minimisation", "accuracy", "storage", "security", "accountability"),
        *("retention", "review-on"),
    }
)


@pytest.mark.parametrize("point", ["b", "g", "h", "i", "j"])
def test_a_point_that_needs_schedule_1_is_not_carried_without_it(point: str) -> None:
    answers = {"secrecy": True} if point == "h" else {}
    found = check_special_category(point=point, relied=Relied(answers=answers), processed_on=DAY)
    assert found.outcome is Carried.INCOMPLETE
    assert found.receipt.answer == "Not yet: these are not there: a condition of Schedule 1."


@pytest.mark.parametrize("paragraph", [one.code for one in SCHEDULE.paragraphs if one.record])
def test_no_condition_with_key_elements_is_carried_with_none_recorded(paragraph: str) -> None:
    found = check_offence_data(official_authority=False, relied=Relied(paragraph=paragraph), processed_on=DAY)
    assert found.outcome is Carried.INCOMPLETE
    assert found.missing


@pytest.mark.parametrize(
    "relied",
    [
        Relied(paragraph="5"),
        Relied(paragraph="36", invoked="1"),
        Relied(paragraph="36", invoked="29"),
        Relied(paragraph="18", invoked="10"),
        Relied(paragraph="37", invoked="18"),
        Relied(paragraph="18", recorded=frozenset({"age"})),
        Relied(answers={"secrecy": True}),
    ],
)
def test_a_paragraph_element_or_answer_that_does_not_belong_is_refused(relied: Relied) -> None:
    with pytest.raises(UsageError, match=r"is no .*, as held for that day"):
        check_offence_data(official_authority=False, relied=relied, processed_on=DAY)


def test_a_point_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="k"):
        check_special_category(point="k", relied=Relied(), processed_on=DAY)


def test_a_point_that_needs_no_schedule_1_takes_none() -> None:
    with pytest.raises(UsageError, match="article 9"):
        check_special_category(point="c", relied=Relied(paragraph="18"), processed_on=DAY)


def test_which_paragraph_another_builds_on_is_asked_before_its_document_is_settled() -> None:
    found = policy_document_needed(paragraph="36", answers={}, processed_on=DAY)
    assert found.outcome is PolicyNeed.ASK
    assert [question.code for question in found.questions] == ["invoked"]


def test_the_exception_of_the_paragraph_that_is_built_on_holds_too() -> None:
    found = policy_document_needed(
        paragraph="36", invoked="10", answers={"disclosure-to-competent-authority": True}, processed_on=DAY
    )
    assert found.outcome is PolicyNeed.NOT_NEEDED


def test_an_answer_to_an_exception_that_a_paragraph_has_not_is_refused() -> None:
    with pytest.raises(UsageError, match="paragraph 18"):
        policy_document_needed(paragraph="18", answers={"listed-disclosure": True}, processed_on=DAY)


def test_a_whole_document_is_not_enough_while_the_register_says_nothing_of_retention() -> None:
    extras = frozenset({"condition", "article-6", "retention-followed"})
    line = RegisterLine(paragraph="18", document=DOCUMENT, extras=extras)
    found = check_line(line, processed_on=DAY)
    assert found.outcome is LineStanding.ASK
    assert [question.code for question in found.questions] == ["retention-not-followed"]


def test_a_line_whose_need_is_open_is_not_in_order() -> None:
    found = check_line(RegisterLine(paragraph="10", document=DOCUMENT), processed_on=DAY)
    assert found.outcome is LineStanding.ASK


def test_every_condition_of_schedule_1_speaks_of_elements_points_and_parts_that_are_held() -> None:
    elements, codes = {one.code for one in SCHEDULE.elements}, [one.code for one in SCHEDULE.paragraphs]
    assert {code for one in SCHEDULE.paragraphs for code in (*one.record, *one.drops)} == elements
    assert codes == [str(number) for number in range(1, 38) if number != 5]
    assert {one.part for one in SCHEDULE.paragraphs} == {"part-1", "part-2", "part-3"}
    for one in SCHEDULE.paragraphs:
        assert (one.point is None) == (one.part == "part-3")
        assert (one.unless is not None) == (one.policy_document is PolicyDocument.UNLESS)
        assert (one.invokes is not None) == (one.policy_document is PolicyDocument.AS_INVOKED)
