"""When somebody who works for a council is due to be trained: induction, refresher, a change of law or policy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muniment.core.clocks.counting import end_of
from muniment.core.clocks.duty import late_as_at
from muniment.core.clocks.order import refuse_after_today, refuse_before
from muniment.core.clocks.wording import Words, number, sentence
from muniment.core.values import Fact, Receipt, day_in_words, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.clocks import Periods


class TrainingKind(StrEnum):
    """Why training is due."""

    INDUCTION = "induction"
    REFRESHER = "refresher"
    CHANGE = "change"


WORDS = {
    TrainingKind.INDUCTION: "Give induction training",
    TrainingKind.REFRESHER: "Give refresher training",
    TrainingKind.CHANGE: "Train on what has changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of law or policy on which staff must be trained: when it was made, and by when the DPO asks for it."""

    on: date
    train_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDue:
    """When the next training is due, and why; with its receipt."""

    due_on: date
    kind: TrainingKind
    days_late: int
    receipt: Receipt


def training_due(
    *,
    started_on: date,
    access_on: date | None = None,
    trained_on: Iterable[date] = (),
    changes: Iterable[Change] = (),
    today: date,
) -> TrainingDue:
    """When somebody's next training is due; `access_on` is the day they get, or got, access to personal data.

    Training counts whenever it was given. A change asks only those whose last training was before it, and by the day
    that the council sets, since no law does.
    """
    version = governing("ico/training", Periods, decided_on=today)
    trainings, made = tuple(trained_on), tuple(changes)
    for change in made:
        refuse_before(("the training on a change is due", change.train_by), ("the change was made", change.on))
    for day in trainings:
        refuse_after_today("training was given", day, today)
    due_on, kind = _due(version.rule, started_on, access_on, max(trainings, default=None), made)
    days_late = max(0, (today - due_on).days)
    return TrainingDue(
        due_on=due_on,
        kind=kind,
        days_late=days_late,
        receipt=receipt(
            question="When is training due?",
            answer=sentence(
                Words(do=WORDS[kind], done=""),
                due=day_in_words(due_on),
                done=None,
                late=number(days_late, "day") if days_late else None,
            ),
            reasons=reasons_of(version),
            facts=(*_facts(started_on, access_on, trainings, made), *late_as_at(today, late=bool(days_late))),
            law_as_at=today,
        ),
    )


def _due(
    rule: Periods, started_on: date, access_on: date | None, last: date | None, changes: tuple[Change, ...]
) -> tuple[date, TrainingKind]:
    if last is None:
        by_start = end_of(rule.named("induction"), started_on)
        return min(by_start, access_on or by_start), TrainingKind.INDUCTION
    due = [(end_of(rule.named("refresher"), last), TrainingKind.REFRESHER)]
    due += [(change.train_by, TrainingKind.CHANGE) for change in changes if change.on > last]
    return min(due)


def _facts(
    started_on: date, access_on: date | None, trainings: tuple[date, ...], changes: tuple[Change, ...]
) -> Iterator[Fact]:
    days = [("started", started_on), *([("access", access_on)] if access_on else [])]
    days += [("trained", day) for day in trainings]
    days += [day for change in changes for day in (("changed", change.on), ("train by", change.train_by))]
    return (Fact(name=name, value=day.isoformat()) for name, day in days)
