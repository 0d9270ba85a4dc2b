"""Whether a privacy notice tells people all that it must, and when they need not be told."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.duties.councils import officer_to_name
from muniment.core.errors import UsageError
from muniment.core.judgement.contents import ContentsCheck, check, facts_of
from muniment.core.judgement.criteria import (
    NO_ANSWERS,
    answered,
    called,
    codes_of,
    questions,
    reason,
    refuse_unknown,
    settle,
)
from muniment.core.values import Decision, Fact, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules.contents import Contents
from muniment.law.rules.criteria import Condition, Conditions
from muniment.law.rules.processing import Basis, CouncilKind


class Source(StrEnum):
    """From whom personal data are obtained."""

    DIRECT = "direct"  # from the person (article 13)
    INDIRECT = "indirect"  # from somebody else (article 14)


class Excuse(StrEnum):
    """Whether people need not be told."""

    EXCUSED = "excused"
    PUBLISH_INSTEAD = "publish-instead"  # not one by one, but the information must be made public
    NOT_EXCUSED = "not-excused"
    ASK = "ask"


def check_notice(
    *,
    source: Source,
    council: CouncilKind,
    bases: Collection[Basis],
    present: Collection[str],
    answers: Mapping[str, bool],
    sent_on: date,
) -> ContentsCheck:
    """What is missing from a privacy notice that holds the items `present`, given or published on that day.

    `bases` are all the lawful bases of the processing; `answers` say what else is so of it. A council that must have a
    data protection officer must always name one.
    """
    if not bases:
        raise UsageError("No lawful basis is given, so what the notice must say is not known. Settle the basis first.")
    version = governing(f"uk_gdpr/privacy_notice_{source.value}", Contents, sent_on=sent_on)
    hangs_on = facts_of(version.rule.items)
    known: dict[str, bool] = {basis.value: basis in bases for basis in Basis if basis.value in hangs_on}
    asked = (fact for fact in hangs_on if fact not in known)
    refuse_unknown("fact about a privacy notice that is answered apart", answers, asked)
    known |= officer_to_name(council=council, on=sent_on)
    return check(
        version,
        of="the privacy notice",
        present=present,
        on=sent_on,
        answers={**answers, **known},
        told=(Fact(name="source", value=source.value), Fact(name="council", value=council.value)),
    )


def check_exception(
    *, source: Source, exception: str, answers: Mapping[str, bool] = NO_ANSWERS, sent_on: date
) -> Decision[Excuse]:
    """Whether an exception lifts the duty to inform; `sent_on` is the day on which people would else be told."""
    version = governing(f"uk_gdpr/informing_exceptions_{source.value}", Conditions, sent_on=sent_on)
    claimed = called(f"exception of {version.cite}", exception, version.rule.conditions)
    refuse_unknown(f"question of the exception '{exception}'", answers, codes_of(claimed.needs))
    settled = settle(claimed.needs, answers)
    excused = Excuse.PUBLISH_INSTEAD if PUBLISH in claimed.duties else Excuse.EXCUSED
    outcome = {True: excused, False: Excuse.NOT_EXCUSED, None: Excuse.ASK}[settled.holds]
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Need people not be told?",
            answer=EXCUSE_ANSWERS[outcome],
            reasons=(*reasons_of(version), reason(version, claimed.text, claimed.cite)),
            facts=(
                Fact(name="source", value=source.value),
                Fact(name="exception", value=exception),
                *answered(answers),
            ),
            law_as_at=sent_on,
        ),
        questions=questions(version, settled.open),
    )


def check_first_layer(*, present: Collection[str], sent_on: date) -> ContentsCheck:
    """What the first layer of a layered notice should say and does not: all of it is good practice."""
    version = governing("ico/notice_first_layer", Contents, sent_on=sent_on)
    return check(version, of="the first layer of the notice", present=present, on=sent_on)


def check_law_enforcement_notice(
    *, council: CouncilKind, present: Collection[str], answers: Mapping[str, bool] = NO_ANSWERS, sent_on: date
) -> ContentsCheck:
    """What is missing from the information that Part 3 wants given where data serve law enforcement."""
    version = governing("dpa_2018/part_3/information", Contents, sent_on=sent_on)
    known = {**answers, **officer_to_name(council=council, on=sent_on)}
    told = (Fact(name="council", value=council.value),)
    return check(version, of="the law enforcement notice", present=present, on=sent_on, answers=known, told=told)


def formats(*, sent_on: date) -> tuple[Condition, ...]:
    """The formats that a person may need letters and notices in; each is given at no charge."""
    return governing("equality_act_2010/formats", Conditions, sent_on=sent_on).rule.conditions


def age_bands(*, sent_on: date) -> tuple[Condition, ...]:
    """The ages of children for which notices are written apart."""
    return governing("ico/age_bands", Conditions, sent_on=sent_on).rule.conditions


PUBLISH = "publish"
"""The duty, in the law files, to make the information public where people are not told one by one."""

EXCUSE_ANSWERS = {
    Excuse.EXCUSED: "Yes.",
    Excuse.PUBLISH_INSTEAD: "Yes, but the information must be published.",
    Excuse.NOT_EXCUSED: "No: a criterion of the exception was answered no, so people are told.",
    Excuse.ASK: "Not settled: people are told unless an officer answers the open questions.",
}
