"""Who asks, by which route that is dealt with, and the evidence that is recorded of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from muniment.core.errors import UsageError
from muniment.core.judgement.contents import missing_items, to_record
from muniment.core.judgement.criteria import answered, said
from muniment.core.values import Decision, Fact, Receipt, day_in_words, questions_of, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules import clocks
from muniment.law.rules import rights as rules
from muniment.law.rules.rights import Route


class Requester(StrEnum):
    """Who asks for a person's data; a parent who uses a child's right goes by `parents.parental_request`."""

    DATA_SUBJECT = "data-subject"
    AGENT = "agent"  # a solicitor, a relative, anybody whom the person authorised
    ATTORNEY = "attorney"
    DEPUTY = "deputy"  # of the Court of Protection, or a guardian in Scotland
    REPRESENTATIVE_BODY = "representative-body"
    ELECTED_REPRESENTATIVE = "elected-representative"
    OTHER_CONTROLLER = "other-controller"  # police, courts, other public bodies
    PARENT_OF_PUPIL = "parent-of-pupil"  # who asks a school for the educational record, by a right of their own


class RequestFact(StrEnum):
    """The facts on which the evidence hangs."""

    SPECIAL_CATEGORY = "special-category"
    LASTING_POWER = "lasting-power"  # of attorney, and not an enduring one
    HEALTH_AND_WELFARE = "health-and-welfare"


class Standing(StrEnum):
    """What follows from who asks."""

    RIGHTS_REQUEST = Route.RIGHTS_REQUEST.value
    CASEWORK = Route.CASEWORK.value
    DISCLOSURE = Route.DISCLOSURE.value
    EDUCATIONAL_RECORD = Route.EDUCATIONAL_RECORD.value
    NOT_AUTHORISED = "not-authorised"
    ENDED = "authority-ended"
    ASK = "ask"  # not before the authority is settled; the time to answer a rights request does not begin either


class Treated(StrEnum):
    """Whether somebody who was an elected representative is still treated as one."""

    AS_REPRESENTATIVE = "as-representative"
    AS_ANYBODY_ELSE = "as-anybody-else"


FILES = {
    Requester.DATA_SUBJECT: "uk_gdpr/requesters/data_subject",
    Requester.AGENT: "uk_gdpr/requesters/agent",
    Requester.ATTORNEY: "uk_gdpr/requesters/attorney",
    Requester.DEPUTY: "uk_gdpr/requesters/deputy",
    Requester.REPRESENTATIVE_BODY: "uk_gdpr/requesters/representative_body",
    Requester.ELECTED_REPRESENTATIVE: "dpa_2018/requesters/elected_representative",
    Requester.OTHER_CONTROLLER: "dpa_2018/requesters/other_controller",
    Requester.PARENT_OF_PUPIL: "education/parent_of_pupil",
}

ANSWERS = {
    Standing.RIGHTS_REQUEST: "As a request under the person's rights.",
    Standing.CASEWORK: "As casework of an elected representative: a disclosure for it.",
    Standing.DISCLOSURE: "As a disclosure that the council decides on: nobody's right.",
    Standing.EDUCATIONAL_RECORD: "As a parent's own request for the educational record, with its own time limit.",
    Standing.NOT_AUTHORISED: "Not at all: the council is not satisfied that the person gave this authority.",
    Standing.ENDED: "Not at all: the authority to act had ended when the request came.",
    Standing.ASK: "Not settled: the authority is not yet accepted, or evidence of it not recorded.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What is on record of whoever asks: codes of the evidence, the facts it hangs on, and when the authority ends.

    `accepted` is whether the council is satisfied that the person gave it, None while nobody has said.
    """

    evidence: Collection[str] = ()
    facts: Mapping[RequestFact, bool] = field(default_factory=dict)
    accepted: bool | None = None
    ends_on: date | None = None


NO_EVIDENCE = Authority()


def standing(*, requester: Requester, authority: Authority = NO_EVIDENCE, received_on: date) -> Decision[Standing]:
    """How a message is dealt with, by who sent it and what is recorded of their authority.

    A fact that evidence hangs on and that is not given counts as so. UsageError for evidence that is not known.
    """
    version = governing(FILES[requester], rules.Requester, received_on=received_on)
    facts = {fact.value: so for fact, so in authority.facts.items()}
    missing = missing_items("evidence", version.rule.evidence, authority.evidence, facts)
    questions = to_record(version, missing)
    if authority.accepted is None:
        questions += questions_of(version, "authority")
    if authority.ends_on is not None and authority.ends_on < received_on:
        outcome, questions = Standing.ENDED, ()
    elif authority.accepted is False:
        outcome, questions = Standing.NOT_AUTHORISED, ()
    elif questions and version.rule.route is not Route.DISCLOSURE:  # whose record is of the disclosure, made with it
        outcome = Standing.ASK
    else:
        outcome = Standing(version.rule.route.value)
    told = (Fact(name="requester", value=requester.value), *answered(facts), *_facts(authority))
    return Decision(outcome=outcome, receipt=_receipt(version, outcome, told, received_on), questions=questions)


def treated(*, election_on: date, on: date) -> Decision[Treated]:
    """Whether a representative who did not stay one after an election is still treated as one on a day after it."""
    if on < election_on:
        raise UsageError(f"The day {on} lies before the election on {election_on}. Check both dates.")
    version = governing("dpa_2018/former_representative", clocks.Period, began_on=election_on)
    last = election_on + timedelta(days=version.rule.amount)
    outcome, word = (Treated.AS_REPRESENTATIVE, "Yes") if on <= last else (Treated.AS_ANYBODY_ELSE, "No")
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the former representative still treated as one?",
            answer=f"{word}: until {day_in_words(last)}.",
            reasons=reasons_of(version),
            facts=(Fact(name="election", value=election_on.isoformat()), Fact(name="day", value=on.isoformat())),
            law_as_at=election_on,
        ),
    )


def _facts(authority: Authority) -> Iterator[Fact]:
    yield Fact(name="evidence", value=", ".join(sorted(authority.evidence)) or "none")
    yield from said("authority accepted", authority.accepted)
    if authority.ends_on:
        yield Fact(name="authority ends", value=authority.ends_on.isoformat())


def _receipt(version: Version[rules.Requester], outcome: Standing, facts: tuple[Fact, ...], on: date) -> Receipt:
    return receipt(
        question="How is the message dealt with?",
        answer=ANSWERS[outcome],
        reasons=reasons_of(version),
        facts=facts,
        law_as_at=on,
    )
