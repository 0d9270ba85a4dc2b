"""How rights differ where the council acts for law enforcement (Part 3 of the Data Protection Act 2018)."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from muniment.core.judgement.contents import ContentsCheck, check, missing_items, to_record
from muniment.core.judgement.criteria import called, said
from muniment.core.values import Decision, Fact, Question, Regime, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.rules import rights as rules
from muniment.law.rules.contents import Contents


class Governs(StrEnum):
    """Which part of the law governs the processing that a request is about, if that is settled."""

    UK_GDPR = Regime.UK_GDPR.value
    PART_3 = Regime.LAW_ENFORCEMENT.value
    ASK = "ask"


class Restricting(StrEnum):
    """Whether a right in law-enforcement processing may be restricted."""

    MAY_RESTRICT = "may-restrict"
    MAY_NOT_RESTRICT = "may-not-restrict"
    ASK = "ask"


LETTER_FACTS = {
    "telling-is-harmless": "Can the person be told of the restriction and its reasons without undermining its aim?",
    "restricted-for-an-aim": "Is the right restricted for one of the aims of the law (and not refused as an abuse)?",
}
"""What the contents of a Part 3 refusal letter hang on, with the question that settles it."""


def governs(*, function: str | None, for_law_enforcement: bool | None, received_on: date) -> Decision[Governs]:
    """Which part of the law governs; `function` is the council's function of law enforcement, None when it has none.

    A purpose of law enforcement without such a function is put to an officer.
    UsageError for a function that the law file does not list.
    """
    version = governing("dpa_2018/part_3/scope", rules.ClosedList, received_on=received_on)
    if function is not None:
        called("function of law enforcement", function, version.rule.entries)
    questions: tuple[Question, ...] = ()
    if for_law_enforcement is False or (function is None and for_law_enforcement is None):
        outcome, answer = Governs.UK_GDPR, "No: the UK GDPR governs."
    elif function and for_law_enforcement:
        outcome, answer = Governs.PART_3, "Yes: Part 3 governs."
    else:
        outcome, answer = Governs.ASK, "Not settled: an officer says what the data is processed for."
        questions = questions_of(version, "law-enforcement")
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the data processed for law enforcement?",
            answer=answer,
            reasons=reasons_of(version),
            facts=(Fact(name="function", value=function or "none"), *said("for law enforcement", for_law_enforcement)),
            law_as_at=received_on,
        ),
        questions=questions,
    )


def may_restrict(
    *,
    aim: str,
    necessary: bool | None,
    proportionate: bool | None,
    recorded: Collection[str],
    decided_on: date,
) -> Decision[Restricting]:
    """Whether a right may be restricted for an aim of the law, by an officer's answers and with the reasons recorded.

    UsageError for an aim that the law does not list.
    """
    version = governing("dpa_2018/part_3/restriction_grounds", rules.ClosedList, decided_on=decided_on)
    record = governing("dpa_2018/part_3/restriction_record", Contents, decided_on=decided_on)
    entry = called("aim of a restriction", aim, version.rule.entries)
    judgements = (necessary, proportionate)
    asked = zip(questions_of(version, "restriction"), judgements, strict=True)
    questions = tuple(question for question, given in asked if given is None)
    questions += to_record(record, missing_items("entry of the record", record.rule.items, recorded))
    outcome, answer = _restricting(judgements, questions, entry)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May the right be restricted?",
            answer=answer,
            reasons=(*reasons_of(version), *reasons_of(record)),
            facts=(
                Fact(name="aim", value=aim),
                *said("necessary", necessary),
                *said("proportionate", proportionate),
                Fact(name="recorded", value=", ".join(sorted(recorded)) or "nothing"),
            ),
            law_as_at=decided_on,
        ),
        questions=questions if outcome is Restricting.ASK else (),
    )


def restriction_letter(
    *,
    telling_is_harmless: bool | None,
    restricted_for_an_aim: bool | None,
    sent_on: date,
    present: Collection[str] = (),
) -> ContentsCheck:
    """What the person is told when a right under Part 3 is restricted or refused.

    While it is not settled whether telling is harmless, `questions` says so, and the letter must not go out; where
    it is not, a letter that tells says too much.
    """
    given = {"telling-is-harmless": telling_is_harmless, "restricted-for-an-aim": restricted_for_an_aim}
    return check(
        governing("dpa_2018/part_3/refusal_letter", Contents, sent_on=sent_on),
        of="the letter",
        on=sent_on,
        present=present,
        answers={name: value for name, value in given.items() if value is not None},
        worded=LETTER_FACTS,
        told=(Fact(name="sent", value=sent_on.isoformat()),),
        nothing_else=True,
    )


def _restricting(
    judgements: tuple[bool | None, ...], questions: tuple[Question, ...], entry: rules.Coded
) -> tuple[Restricting, str]:
    if False in judgements:
        return Restricting.MAY_NOT_RESTRICT, "No: it must be necessary and proportionate."
    if questions:
        return Restricting.ASK, "Not yet: an officer decides, and the reasons are recorded."
    return Restricting.MAY_RESTRICT, f"Yes, as far as necessary. {entry.text}"
