"""When a duty of the council, or of somebody it deals with, must be done."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from muniment.core.clocks.breaches import breach_clock
from muniment.core.clocks.calendars import Calendar, calendar
from muniment.core.clocks.complaints import complaint_clock
from muniment.core.clocks.consultations import InformationRequest, consultation_clock
from muniment.core.clocks.indirect_notice import indirect_notice_clock
from muniment.core.clocks.keeping import YearEnd, kept_until
from muniment.core.clocks.opinions import opinion_counts, reporter_clock
from muniment.core.clocks.records import deceased_record_clock, exam_marks_clock, pupil_record_clock
from muniment.core.clocks.training import Change, training_due
from muniment.core.values import BreachRegime, Nation
from muniment.law.rules.clocks import Period, Unit
from tests.law.asking.facts import Facts

LONDON = ZoneInfo("Europe/London")
FRIDAY = 4


def kept(facts: Facts) -> Calendar:
    return calendar(Nation(facts.get("nation", "england-and-wales")))


def dates_of(clock: Any) -> Mapping[str, object]:
    """The dates, with moments as they are written."""
    return {
        name: value.isoformat(timespec="minutes") if isinstance(value, datetime) else value
        for name, value in asdict(clock.dates).items()
    }


def complaint(facts: Facts) -> Mapping[str, object]:
    received = facts["received"]
    return dates_of(
        complaint_clock(
            received_on=received,
            acknowledged_on=facts.get("acknowledged"),
            outcome_on=facts.get("outcome"),
            calendar=kept(facts),
            today=facts.get("today", received),
        )
    )


def breach(facts: Facts) -> Mapping[str, object]:
    aware_at, reported_at = at(facts["aware"]), at(facts["reported"]) if "reported" in facts else None
    return dates_of(
        breach_clock(
            aware_at=aware_at,
            reported_at=reported_at,
            regime=BreachRegime(facts.get("regime", "uk-gdpr")),
            now=reported_at or aware_at,
        )
    )


def at(written: datetime) -> datetime:
    """A time of the clock in London, as a case writes it."""
    return written.replace(tzinfo=LONDON)


def indirect_notice(facts: Facts) -> Mapping[str, object]:
    obtained = facts["obtained"]
    return dates_of(
        indirect_notice_clock(
            obtained_on=obtained,
            first_communication_on=facts.get("first_communication"),
            first_disclosure_on=facts.get("first_disclosure"),
            given_on=facts.get("given"),
            calendar=kept(facts),
            today=facts.get("today", obtained),
        )
    )


def consultation(facts: Facts) -> Mapping[str, object]:
    received = facts["received"]
    return dates_of(
        consultation_clock(
            received_on=received,
            extension_told_on=facts.get("extension_told"),
            information=[
                InformationRequest(asked_on=one["asked"], supplied_on=one.get("supplied"))
                for one in facts.get("information", ())
            ],
            advised_on=facts.get("advised"),
            calendar=kept(facts),
            today=facts.get("today", received),
        )
    )


def health_opinion(facts: Facts) -> Mapping[str, object]:
    age = opinion_counts(opinion_on=facts["opinion"], relied_on=facts["relied_on"])
    return {"counts": age.counts, "earliest_on": age.earliest_on}


def principal_reporter(facts: Facts) -> Mapping[str, object]:
    arose = facts["arose"]
    return dates_of(
        reporter_clock(arose_on=arose, told_on=facts.get("told"), calendar=kept(facts), today=facts.get("today", arose))
    )


def pupil_record(facts: Facts) -> Mapping[str, object]:
    received, closed = facts["received"], facts.get("closed", [])

    def is_school_day(day: date) -> bool:
        return day.weekday() <= FRIDAY and not any(one["from"] <= day <= one["to"] for one in closed)

    return dates_of(
        pupil_record_clock(
            received_on=received,
            given_on=facts.get("given"),
            is_school_day=is_school_day,
            terms_known_to=facts["terms_known_to"],
            calendar=kept(facts),
            today=facts.get("today", received),
        )
    )


def deceased_record(facts: Facts) -> Mapping[str, object]:
    received = facts["received"]
    return dates_of(
        deceased_record_clock(
            received_on=received,
            last_added_to_on=facts.get("last_added_to"),
            given_on=facts.get("given"),
            calendar=kept(facts),
            today=facts.get("today", received),
        )
    )


def exam_marks(facts: Facts) -> Mapping[str, object]:
    arose = facts["arose"]
    return dates_of(
        exam_marks_clock(
            arose_on=arose,
            announced_on=facts.get("announced"),
            answered_on=facts.get("answered"),
            calendar=kept(facts),
            today=facts.get("today", arose),
        )
    )


def keeping(facts: Facts) -> Mapping[str, object]:
    until = kept_until(
        trigger_on=facts["trigger"],
        period=Period(amount=facts["amount"], unit=Unit(facts["unit"])),
        year_end=YearEnd(facts.get("year_end", "none")),
        decided_on=facts["decided"],
    )
    return {"dispose_on": until.dispose_on}


def training(facts: Facts) -> Mapping[str, object]:
    due = training_due(
        started_on=facts["started"],
        access_on=facts.get("access"),
        trained_on=facts.get("trained", ()),
        changes=[Change(on=one["on"], train_by=one["train_by"]) for one in facts.get("changes", ())],
        today=facts["today"],
    )
    return {"due_on": due.due_on, "kind": due.kind, "days_late": due.days_late}


ASKS = {
    "complaint": complaint,
    "breach": breach,
    "indirect-notice": indirect_notice,
    "consultation": consultation,
    "health-opinion": health_opinion,
    "principal-reporter": principal_reporter,
    "pupil-record": pupil_record,
    "deceased-record": deceased_record,
    "exam-marks": exam_marks,
    "keeping": keeping,
    "training": training,
}
