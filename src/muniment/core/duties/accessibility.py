"""The accessibility statement of a council's website or app: what it must say and does not."""

from collections.abc import Collection
from datetime import date

from muniment.core.judgement.contents import ContentsCheck, check
from muniment.law.load import governing
from muniment.law.rules.contents import Contents


def check_accessibility_statement(*, present: Collection[str], sent_on: date) -> ContentsCheck:
    """What is missing from an accessibility statement as published on that day."""
    version = governing("accessibility/statement", Contents, sent_on=sent_on)
    return check(version, of="the accessibility statement", present=present, on=sent_on)
