"""Children: from what age they use their rights and consent for themselves, and how they are written to and guarded."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import said
from muniment.core.values import Decision, Fact, Nation, Question, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import rights as rules
from muniment.law.rules.contents import Contents


class Competent(StrEnum):
    """Whether a young person uses their own rights."""

    ADULT = "adult"  # by age: they ask for themselves, as anybody
    COMPETENT = "competent"
    PRESUMED = "presumed-competent"  # by law, unless the contrary is shown
    NOT_COMPETENT = "not-competent"
    ASK = "ask"


class Consenting(StrEnum):
    """Whose consent an online service needs for a child."""

    OWN = "own-consent"
    PARENTAL = "parental-consent"
    NO_PARENT_NEEDED = "no-parental-consent-needed"  # preventive services and counselling


FILES = {
    Nation.ENGLAND_AND_WALES: "ico/child_competence",
    Nation.NORTHERN_IRELAND: "ico/child_competence",
    Nation.SCOTLAND: "dpa_2018/child_capacity_scotland",
}

BESIDE_LEAP_DAY = ((2, 28), (3, 1))
"""Month and day of the days between which 29 February falls."""


def age(*, born_on: date, on: date, leap_birthday: tuple[int, int] | None = None) -> int:
    """The age in whole years on a day, attained at the start of the birthday.

    `leap_birthday` is the month and day that stand for 29 February in other years, where the council settles
    another than the law file gives. UsageError for a day before the birth, or a birthday that is neither.

    >>> age(born_on=date(2012, 2, 29), on=date(2025, 2, 28)), age(born_on=date(2012, 2, 29), on=date(2025, 3, 1))
    (12, 13)
    """
    if on < born_on:
        raise UsageError("The day for which an age is asked lies before the birth. Check both dates.")
    rule = governing("family_law/age", rules.AgeAttained, decided_on=on).rule
    month, day = leap_birthday or (rule.leap_month, rule.leap_day)
    if (month, day) not in BESIDE_LEAP_DAY:
        raise UsageError("Who was born on 29 February has a birthday on 28 February or on 1 March. Settle one of them.")
    try:
        birthday = born_on.replace(year=on.year)
    except ValueError:  # born on 29 February, and this year has none
        birthday = date(on.year, month, day)
    return on.year - born_on.year - (on < birthday)


def competent(*, age_years: int, nation: Nation, understands: bool | None, decided_on: date) -> Decision[Competent]:
    """Whether a child uses their own rights; `understands` is what an officer found of it, None while open."""
    version = governing(FILES[nation], rules.Competence, decided_on=decided_on)
    rule, questions = version.rule, tuple[Question, ...]()
    if age_years >= rule.adult_at:
        outcome, answer = Competent.ADULT, "Yes, by age."
    elif understands is not None:
        outcome = Competent.COMPETENT if understands else Competent.NOT_COMPETENT
        answer = "Yes: the child understands it." if understands else "No: the child does not understand it."
    elif rule.presumed_at is not None and age_years >= rule.presumed_at:
        outcome, answer = Competent.PRESUMED, f"Yes, presumed from the age of {rule.presumed_at}."
    else:
        outcome, questions = Competent.ASK, questions_of(version, "competence")
        answer = "Not settled: an officer finds whether the child understands it."
        if rule.suggested_at is not None and age_years >= rule.suggested_at:
            answer += f" From the age of {rule.suggested_at} that is reasonable to expect in many cases."
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Does the child use their own rights?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(
                Fact(name="age", value=str(age_years)),
                Fact(name="nation", value=nation.value),
                *said("understands", understands),
            ),
            law_as_at=decided_on,
        ),
        questions=questions,
    )


def consent(*, age_years: int, preventive_or_counselling: bool, obtained_on: date) -> Decision[Consenting]:
    """Whose consent an online service offered directly to a child needs, where it rests on consent."""
    version = governing("uk_gdpr/child_consent", rules.ConsentAge, obtained_on=obtained_on)
    if age_years >= version.rule.age:
        outcome, answer = Consenting.OWN, "The child's own."
    elif preventive_or_counselling:
        outcome, answer = Consenting.NO_PARENT_NEEDED, "No parent's, for preventive services and counselling."
    else:
        outcome, answer = (
            Consenting.PARENTAL,
            "That of who holds parental responsibility, verified with reasonable effort.",
        )
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Whose consent does the service need?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(
                Fact(name="age", value=str(age_years)),
                *said("preventive or counselling", preventive_or_counselling),
            ),
            law_as_at=obtained_on,
        ),
    )


def language(*, for_a_child: bool, sent_on: date, present: Collection[str] = ()) -> ContentsCheck:
    """How what is sent to a person is worded."""
    version = governing("uk_gdpr/clear_language", Contents, sent_on=sent_on)
    return check(version, of="the wording", on=sent_on, present=present, answers={"for-a-child": for_a_child})


def protection(
    *, online_service_likely_used_by_children: bool | None, processed_on: date, present: Collection[str] = ()
) -> ContentsCheck:
    """What the design of a service records of the higher protection that children need."""
    name, used = "online-service-likely-used-by-children", online_service_likely_used_by_children
    return check(
        governing("uk_gdpr/childrens_protection", Contents, processed_on=processed_on),
        of="the design of the service",
        on=processed_on,
        present=present,
        answers={} if used is None else {name: used},
        worded={name: "Is this an online service that children are likely to use?"},
    )
