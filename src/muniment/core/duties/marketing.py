"""Whether a message is direct marketing, whether it may be sent, and the record of those who objected."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import (
    answered,
    codes_of,
    questions,
    refuse_unknown,
    settle,
    standing,
    unanswered,
)
from muniment.core.values import Decision, Fact, Question, Reason, Receipt, reasons_of, receipt
from muniment.law.load import governing
from muniment.law.provisions import Version
from muniment.law.rules.contents import Contents
from muniment.law.rules.marketing import Channel, MarketingMeaning, MarketingRule, PenaltyCeiling, Subscriber

MEANING = "pecr/direct_marketing"
RULES = (
    "uk_gdpr/marketing_objection",
    "pecr/live_calls",
    "pecr/automated_calls",
    "pecr/electronic_mail",
    "pecr/sender_identity",
)
"""The provisions on marketing, each of which says for which channels and subscribers it is."""

CHARITY = "sender-is-charity"
"""The criterion that the sender, and no officer, answers."""


class Sender(StrEnum):
    """Who sends the message."""

    COUNCIL = "council"
    CHARITY = "charity"
    COMPANY = "company"


class Marketing(StrEnum):
    """Whether a message is direct marketing."""

    MARKETING = "marketing"
    NOT_MARKETING = "not-marketing"
    ASK = "ask"


class Sending(StrEnum):
    """Whether a message may be sent."""

    MAY = "may"
    MUST_NOT = "must-not"
    ASK = "ask"


MARKETING_IN_WORDS = {
    Marketing.MARKETING: "Yes.",
    Marketing.NOT_MARKETING: "No: the rules on direct marketing do not touch it.",
    Marketing.ASK: "Not known yet: questions are unanswered.",
}
SENDING_IN_WORDS = {
    Sending.MAY: "Yes.",
    Sending.MUST_NOT: "No.",
    Sending.ASK: "Not known yet: questions are unanswered.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to one subscriber: how it goes, from whom, and to what kind of subscriber."""

    channel: Channel
    subscriber: Subscriber
    sender: Sender = Sender.COUNCIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One objection on the list of a channel: no more of the person than the hash of an identifier."""

    identifier_hash: str
    channel: Channel
    objected_on: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The highest penalty for a breach of the rules on marketing and cookies, and why."""

    pounds: int
    percent_of_turnover: int
    receipt: Receipt


def is_marketing(*, answers: Mapping[str, bool], sent_on: date) -> Decision[Marketing]:
    """Whether a message is direct marketing; a service message is not, unless it promotes something."""
    meaning = governing(MEANING, MarketingMeaning, sent_on=sent_on)
    refuse_unknown(f"question of {meaning.cite}", answers, codes_of(meaning.rule.criteria, meaning.rule.exceptions))
    outcome, wanting = _meaning(meaning, answers)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="Is the message direct marketing?",
            answer=MARKETING_IN_WORDS[outcome],
            reasons=reasons_of(meaning),
            facts=answered(answers),
            law_as_at=sent_on,
        ),
        questions=wanting,
    )


def may_send(message: Message, *, answers: Mapping[str, bool], sent_on: date) -> Decision[Sending]:
    """Whether a message may be sent, by the rules for its channel and subscriber; what is no marketing may.

    The answers cover what direct marketing is as well. A lawful basis under the UK GDPR is needed besides.
    """
    meaning = governing(MEANING, MarketingMeaning, sent_on=sent_on)
    rules = [governing(name, MarketingRule, sent_on=sent_on) for name in RULES]
    known = (*codes_of(meaning.rule.criteria, meaning.rule.exceptions), *_codes(rules))
    refuse_unknown("question of the rules on direct marketing", answers, (code for code in known if code != CHARITY))
    marketing, wanting = _meaning(meaning, answers)
    judged = tuple(_judged(rules, message, answers)) if marketing is Marketing.MARKETING else ()
    outcome = _outcome(marketing, judged)
    return Decision(
        outcome=outcome,
        receipt=receipt(
            question="May the message be sent?",
            answer=SENDING_IN_WORDS[outcome],
            reasons=(*reasons_of(meaning, MARKETING_IN_WORDS[marketing]), *_reasons(judged)),
            facts=(*_facts(message), *answered(answers)),
            law_as_at=sent_on,
        ),
        questions=(*wanting, *(question for one in judged for question in one.questions))
        if outcome is Sending.ASK
        else (),
    )


def is_suppressed(suppressions: Iterable[Suppression], *, identifier_hash: str, channel: Channel) -> bool:
    """Whether the list of that channel holds the identifier; every send is screened by it, and no entry runs out."""
    return any(one.channel is channel and one.identifier_hash == identifier_hash for one in suppressions)


def check_suppression(*, present: Collection[str], received_on: date) -> ContentsCheck:
    """What the record of an objection to marketing lacks of what is good to keep."""
    version = governing("uk_gdpr/suppression_record", Contents, received_on=received_on)
    return check(version, of="the record of the objection", present=present, on=received_on)


def penalty_ceiling(*, processed_on: date) -> Ceiling:
    """The highest penalty for a breach of the rules on marketing and cookies."""
    version = governing("pecr/penalties", PenaltyCeiling, processed_on=processed_on)
    pounds, percent = version.rule.pounds, version.rule.percent_of_turnover
    return Ceiling(
        pounds=pounds,
        percent_of_turnover=percent,
        receipt=receipt(
            question="How high can a penalty be?",
            answer=f"Up to £{pounds:,}, or {percent}% of turnover where that is more.",
            reasons=reasons_of(version),
            facts=(),
            law_as_at=processed_on,
        ),
    )


class _RuleJudged(NamedTuple):
    version: Version[MarketingRule]
    met: bool | None
    by: str
    questions: tuple[Question, ...]


def _meaning(meaning: Version[MarketingMeaning], answers: Mapping[str, bool]) -> tuple[Marketing, tuple[Question, ...]]:
    settled = settle(meaning.rule.criteria, answers)
    exceptions = meaning.rule.exceptions
    if settled.failed or any(answers.get(one.code) for one in exceptions):
        return Marketing.NOT_MARKETING, ()
    wanting = questions(meaning, (*settled.open, *unanswered(exceptions, answers)))
    return (Marketing.ASK if wanting else Marketing.MARKETING), wanting


def _codes(rules: Iterable[Version[MarketingRule]]) -> Iterator[str]:
    for version in rules:
        yield from codes_of(version.rule.criteria, *(one.needs for one in version.rule.conditions))


def _judged(
    rules: Iterable[Version[MarketingRule]], message: Message, answers: Mapping[str, bool]
) -> Iterator[_RuleJudged]:
    """The rules that are for this message, each with whether it is met."""
    answers = {**answers, CHARITY: message.sender is Sender.CHARITY}
    for version in rules:
        rule = version.rule
        if message.channel not in rule.channels or message.subscriber not in rule.subscribers:
            continue
        all_of, any_of = settle(rule.criteria, answers), standing(rule.conditions, answers)
        parts = (all_of.holds, any_of.holds if rule.conditions else True)
        yield _RuleJudged(
            version=version,
            met=False if False in parts else None if None in parts else True,
            by=any_of.met[0].text if any_of.met else "",
            questions=questions(version, (*all_of.open, *any_of.open)),
        )


def _outcome(marketing: Marketing, judged: tuple[_RuleJudged, ...]) -> Sending:
    if marketing is not Marketing.MARKETING:
        return Sending.ASK if marketing is Marketing.ASK else Sending.MAY
    if any(one.met is False for one in judged):
        return Sending.MUST_NOT
    return Sending.ASK if any(one.met is None for one in judged) else Sending.MAY


def _reasons(judged: Iterable[_RuleJudged]) -> Iterator[Reason]:
    in_words = {True: "This is met here.", False: "This is not met here.", None: "This is not settled here."}
    for one in judged:
        yield from reasons_of(one.version, f"{in_words[one.met]} {one.by}".strip())


def _facts(message: Message) -> Iterator[Fact]:
    yield Fact(name="channel", value=message.channel.value)
    yield Fact(name="subscriber", value=message.subscriber.value)
    yield Fact(name="sender", value=message.sender.value)
