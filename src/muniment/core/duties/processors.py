"""Contracts with processors, arrangements of joint controllers, and sharing agreements: what they lack."""

from collections.abc import Collection
from datetime import date

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.law.load import governing
from muniment.law.rules.contents import Contents


def check_contract(*, present: Collection[str], processed_on: date) -> ContentsCheck:
    """What is missing from the contract under which a processor processes on that day, term by term."""
    version = governing("uk_gdpr/processor_contract", Contents, processed_on=processed_on)
    return check(version, of="the contract with the processor", present=present, on=processed_on)


def check_joint_arrangement(*, present: Collection[str], processed_on: date) -> ContentsCheck:
    """What is missing from the arrangement between joint controllers."""
    version = governing("uk_gdpr/joint_arrangement", Contents, processed_on=processed_on)
    return check(version, of="the arrangement of the joint controllers", present=present, on=processed_on)


def check_sharing_agreement(*, present: Collection[str], processed_on: date) -> ContentsCheck:
    """What a data sharing agreement should say and does not: all of it is good practice."""
    version = governing("ico/sharing_agreement", Contents, processed_on=processed_on)
    return check(version, of="the data sharing agreement", present=present, on=processed_on)
