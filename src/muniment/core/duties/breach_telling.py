"""Whether the people concerned are told of a breach, and what the letter to them must contain."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.duties.answers import Met, codes_of, judge_any
from muniment.core.duties.completeness import ContentsCheck, check
from muniment.core.duties.criteria import answered, refuse_unknown
from muniment.core.values import Decision, Fact, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents
from muniment.law.rules.processing import Conditions


class Telling(StrEnum):
    """Whether the people concerned are told of a breach."""

    TELL = "tell"
    TELL_PUBLICLY = "tell-publicly"
    NEED_NOT = "need-not"
    ASK = "ask"


PUBLICLY = "disproportionate-effort"
"""The exception under which people are still told, all at once."""

IN_WORDS = {
    Telling.TELL: "Yes, without undue delay and in plain language.",
    Telling.TELL_PUBLICLY: "Yes, by a public communication or something as effective.",
    Telling.NEED_NOT: "No. The reason is recorded.",
    Telling.ASK: "Not known yet: questions are unanswered.",
}


def telling_people(
    answers: Mapping[str, bool],
    *,
    high_risk: bool | None,
    required_by_commissioner: bool = False,
    aware_on: date,
    decided_on: date,
) -> Decision[Telling]:
    """Whether the people concerned are told, by the risk and by the answers to what the exceptions turn on.

    When the Commissioner requires it, only the exemptions of the Act lift the duty, not the exceptions of the Article.
    The duty is that of the day the council became aware, the exemptions those of the day on which it relies on them.
    """
    duty = governing("uk_gdpr/breach_telling", Conditions, aware_on=aware_on)
    exemptions = governing("dpa_2018/breach_telling_exemptions", Conditions, decided_on=decided_on)
    exceptions = (*duty.rule.conditions, *exemptions.rule.conditions)
    refuse_unknown(answers, codes_of(*(one.needs for one in exceptions)), of=f"{duty.cite} and {exemptions.cite}")
    owed = True if required_by_commissioner else high_risk
    lifted = judge_any(exemptions, exemptions.rule.conditions, answers)
    outcome, met = _outcome(owed, duty, answers, lifted, exceptions_open=not required_by_commissioner)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Must the people concerned be told of the breach?",
            answer=IN_WORDS[outcome],
            reasons=(*reasons_of(duty, f"Here: {met.by.text}" if met.by else ""), *reasons_of(exemptions)),
            facts=(
                Fact(name="risk to people", value={True: "high", False: "not high", None: "not assessed"}[high_risk]),
                Fact(name="required by the Commissioner", value="yes" if required_by_commissioner else "no"),
                Fact(name="decided", value=decided_on.isoformat()),
                *answered(answers),
            ),
            law_as_at=aware_on,
        ),
        questions=questions_of(duty, "high-risk") if owed is None else met.questions,
    )


def check_telling(*, present: Collection[str], sent_on: date) -> ContentsCheck:
    """What a letter lacks that tells people of a breach."""
    version = governing("uk_gdpr/breach_telling_contents", Contents, sent_on=sent_on)
    return check(version, of="the letter to the people concerned", present=present, on=sent_on)


def _outcome(
    owed: bool | None,
    duty: Version[Conditions],
    answers: Mapping[str, bool],
    lifted: Met,
    *,
    exceptions_open: bool,
) -> tuple[Telling, Met]:
    """What follows, and by what; what keeps people from being told at all goes before telling them all at once."""
    nothing = Met(met=False, by=None, questions=())
    if owed is not True:
        return (Telling.ASK if owed is None else Telling.NEED_NOT), nothing
    exceptions = duty.rule.conditions if exceptions_open else ()
    silent = judge_any(duty, (one for one in exceptions if one.code != PUBLICLY), answers)
    public = judge_any(duty, (one for one in exceptions if one.code == PUBLICLY), answers)
    for met in (lifted, silent):
        if met.met:
            return Telling.NEED_NOT, met
    if open_questions := (*lifted.questions, *silent.questions, *public.questions):
        return Telling.ASK, Met(met=None, by=None, questions=open_questions)
    return (Telling.TELL_PUBLICLY if public.met else Telling.TELL), public
