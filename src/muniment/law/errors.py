"""The errors of the law box, which may not look up to core; core/errors.py draws them in the one tree.

LawError             every error that the law files give
├── LawFileError     a file cannot be used as it stands: names file and line
└── NoLawInForce     the files hold no rule for that day: nothing is guessed
"""

from datetime import date


class LawError(Exception):
    """An error of the law files; its text is written for the person who reads it."""


class LawFileError(LawError):
    """A law file cannot be used as it stands; the text says where (`file:line`), why, and how to put it right."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


class NoLawInForce(LawError):
    """The law files hold no version of a provision for that day; `gap` says what is missing and why."""

    def __init__(self, provision: str, day: date, gap: str) -> None:
        super().__init__(f"No law in force for '{provision}' on {day.isoformat()}: {gap}")
        self.provision = provision
        self.day = day
        self.gap = gap
