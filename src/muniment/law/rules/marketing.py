"""What provisions on direct marketing can rule."""

from dataclasses import dataclass
from enum import StrEnum

from muniment.law.rules.criteria import Condition, Criterion


class Channel(StrEnum):
    """How marketing reaches people."""

    LIVE_CALL = "live-call"
    AUTOMATED_CALL = "automated-call"
    ELECTRONIC_MAIL = "electronic-mail"  # e-mail, SMS and other stored messages
    POST = "post"


class Subscriber(StrEnum):
    """Who has the contract for the line or the address that marketing goes to."""

    INDIVIDUAL = "individual"
    CORPORATE = "corporate"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingMeaning:
    """A message is direct marketing when all `criteria` are met and none of the `exceptions`."""

    criteria: tuple[Criterion, ...]
    exceptions: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingRule:
    """For any of the `channels` to any of the `subscribers`: all `criteria` are met, and one of the `conditions`."""

    channels: tuple[Channel, ...]
    subscribers: tuple[Subscriber, ...]
    criteria: tuple[Criterion, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyCeiling:
    """The highest penalty: `pounds`, or that `percent_of_turnover` where it is more."""

    pounds: int
    percent_of_turnover: int
