"""How long the opinion of a health professional counts, and when the Principal Reporter must be told."""

from dataclasses import dataclass
from datetime import date

from muniment.core.clocks.calendars import DAY, Calendar
from muniment.core.clocks.counting import add_months
from muniment.core.clocks.duty import DayDuty, DutyClock, Happened, clock_of, end
from muniment.core.clocks.wording import Words, length_in_words
from muniment.core.values import Fact, Question, Receipt, day_in_words, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.clocks import Period

WORDS = Words(do="Tell the Principal Reporter", done="The Principal Reporter was told")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAge:
    """Whether an opinion is recent enough to be relied on; `earliest_on` is the first day that would be.

    `questions` are for an officer even where it is: a recent opinion does not count if it is reasonable to ask again.
    """

    counts: bool
    earliest_on: date
    questions: tuple[Question, ...]
    receipt: Receipt


def opinion_counts(*, opinion_on: date, relied_on: date) -> OpinionAge:
    """Whether an opinion of that day may be relied on: one of a later day never may.

    >>> opinion_counts(opinion_on=date(2026, 5, 22), relied_on=date(2026, 11, 21)).counts
    True
    """
    version = governing("dpa_2018/health_opinion", Period, decided_on=relied_on)
    earliest_on = add_months(relied_on, -version.rule.amount) + DAY
    counts = earliest_on <= opinion_on <= relied_on
    return OpinionAge(
        counts=counts,
        earliest_on=earliest_on,
        questions=questions_of(version, "health-opinion"),
        receipt=receipt(
            question="Does the health professional's opinion count?",
            answer=_opinion_answer(counts, opinion_on, relied_on, earliest_on),
            reasons=reasons_of(
                version,
                f"The {length_in_words(version.rule)} that end on {day_in_words(relied_on)} begin on "
                f"{day_in_words(earliest_on)}.",
            ),
            facts=(
                Fact(name="opinion", value=opinion_on.isoformat()),
                Fact(name="relied on", value=relied_on.isoformat()),
            ),
            law_as_at=relied_on,
        ),
    )


def reporter_clock(*, arose_on: date, told_on: date | None = None, calendar: Calendar, today: date) -> DutyClock:
    """When the Principal Reporter must be told that a question about data from the Reporter arose."""
    version = governing("dpa_2018/principal_reporter", Period, arose_on=arose_on)
    duty = DayDuty(
        question="When must the Principal Reporter be told?",
        words=WORDS,
        began=Happened("the question arose", arose_on),
        done=Happened("the Reporter was told", told_on) if told_on else None,
        end=end(version.rule, arose_on, calendar),
    )
    return clock_of(duty, version, calendar=calendar, today=today)


def _opinion_answer(counts: bool, opinion_on: date, relied_on: date, earliest_on: date) -> str:
    if counts:
        return f"Yes, by its age: on {day_in_words(relied_on)} it may be relied on."
    if opinion_on > relied_on:
        return f"No: it is dated {day_in_words(opinion_on)}, after the day on which it is relied on."
    return f"No: only an opinion of {day_in_words(earliest_on)} or later counts. Ask the health professional again."
