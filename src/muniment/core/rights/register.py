"""The register of exemptions as it is open to a council: by right, nation and who asks."""

from dataclasses import dataclass
from datetime import date

from muniment.core.errors import NoLawInForce
from muniment.core.judgement.criteria import refuse_unknown
from muniment.core.values import Nation
from muniment.law import register
from muniment.law.provisions import Version
from muniment.law.rules.exemptions import AskedBy, Effect, Exemption
from muniment.law.rules.rights import Entitlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The exemptions that may be open, and the codes of those for which no law is held for the day."""

    exemptions: tuple[Version[Exemption], ...]
    not_held: tuple[str, ...]


def codes() -> tuple[str, ...]:
    """The codes of all exemptions in the register, sorted."""
    return tuple(register.exemptions())


def exemption(code: str, *, decided_on: date) -> Version[Exemption]:
    """The exemption of that code on that day; UsageError for a code that is not in the register."""
    refuse_unknown("exemption of the register", (code,), codes())
    return register.exemption(code, decided_on=decided_on)


def may_apply(*, right: Entitlement, nation: Nation, decided_on: date) -> Register:
    """The exemptions that may be open to a council of that nation for a right, on a day.

    `Entitlement.BREACH_NOTICE` gives those that excuse a council from telling people of a breach.
    """
    held, gaps = [], []
    for code in codes():
        try:
            version = exemption(code, decided_on=decided_on)
        except NoLawInForce:
            gaps.append(code)
            continue
        if why_closed(version.rule, right=right, nation=nation, asked_by=None, age_years=None) is None:
            held.append(version)
    return Register(exemptions=tuple(held), not_held=tuple(gaps))


def why_closed(
    rule: Exemption, *, right: Entitlement, nation: Nation, asked_by: AskedBy | None, age_years: int | None
) -> str | None:
    """Why an exemption is not open in these circumstances; None where it is, or where it is not yet known to be not."""
    under = age_limit(rule, nation, asked_by)
    closed = (
        (not rule.councils, rule.why_not or "councils cannot use it."),
        (not rule.may_lift(right), f"it does not lift the right '{right.value}'."),
        (rule.effect is Effect.DELAYS, "it moves the time to answer, and lets nothing be withheld."),
        (bool(rule.nations) and nation not in rule.nations, f"it is not law in {nation.in_words}."),
        (
            bool(rule.asked_by) and asked_by is not None and asked_by not in rule.asked_by,
            f"it is open only against {' or '.join(rule.asked_by)}.",
        ),
        (
            under is not None and age_years is not None and age_years >= under,
            f"it covers children under {under} only.",
        ),
    )
    return next((why for applies, why in closed if applies), None)


def age_limit(rule: Exemption, nation: Nation, asked_by: AskedBy | None) -> int | None:
    """The age under which a child must be, where a parent asks; None where there is no such limit."""
    limits = {limit.nation: limit.under for limit in rule.ages}
    return limits.get(nation) if asked_by is AskedBy.PARENT else None
