"""The register of processing: what each line must hold, for a controller and for a processor."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from muniment.core.duties.councils import officer_to_name
from muniment.core.judgement.contents import ContentsCheck, check
from muniment.core.judgement.criteria import NO_ANSWERS
from muniment.core.values import Fact
from muniment.law.load import governing
from muniment.law.rules.contents import Contents, Item
from muniment.law.rules.processing import CouncilKind


class Role(StrEnum):
    """In which role the council processes."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"


def check_record(
    *,
    role: Role,
    council: CouncilKind,
    present: Collection[str],
    answers: Mapping[str, bool] = NO_ANSWERS,
    processed_on: date,
) -> ContentsCheck:
    """What is missing from a line of the register; a council that must have a data protection officer names one."""
    version = governing(f"uk_gdpr/record_of_{role.value}", Contents, processed_on=processed_on)
    known = {**answers, **officer_to_name(council=council, on=processed_on)}
    return check(
        version,
        of="the record of processing activities",
        present=present,
        on=processed_on,
        answers=known,
        told=(Fact(name="role", value=role.value), Fact(name="council", value=council.value)),
    )


def template_columns(*, processed_on: date) -> tuple[Item, ...]:
    """The columns of the regulator's template for controllers, the block at its head first."""
    return governing("ico/record_template", Contents, processed_on=processed_on).rule.items
