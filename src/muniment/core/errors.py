"""The one tree of errors; each class is one thing that a caller can act on.

MunimentError            every error that Muniment raises on purpose
├── UsageError           what was given cannot be used: a map, a systems file, a person, an option   (exit 2)
├── Incomplete           something that had to answer did not, so there is no whole answer           (exit 3)
│   ├── SystemUnavailable      a whole system did not answer, or stopped answering
│   └── CollectionUnreadable   one collection could not be read; its system still answers
├── Refused              the answer exists but must not be given without a person                    (exit 4)
│   ├── AmbiguousSubject       one identifier belongs to several people: a person chooses
│   ├── HolidaysNotKnown       a date falls where no bank holidays are published: nothing is guessed
│   ├── SchoolDaysNotKnown     a period of school days runs past the terms that are known: nothing is guessed
│   └── TooManyRows            one value would drag in half the city
LawError                 the errors of the law files, which stand below and may not look up to here
├── LawFileError         a law file cannot be used as it stands: names file and line                 (exit 2)
└── NoLawInForce         the law files hold no rule for that day: nothing is guessed                 (exit 4)

A message says what happened, why, and what to do next, and never holds personal data:
a record is named by its collection and key, an identifier by its kind.
"""

from datetime import date

from muniment.law.errors import LawError as LawError  # noqa: PLC0414 (handed on)
from muniment.law.errors import LawFileError as LawFileError  # noqa: PLC0414 (handed on)
from muniment.law.errors import NoLawInForce as NoLawInForce  # noqa: PLC0414 (handed on)


class MunimentError(Exception):
    """An error Muniment raises on purpose; its text is written for the person who reads it."""


class UsageError(MunimentError):
    """What was given cannot be used; the text says where it stands and how to put it right."""


class Incomplete(MunimentError):
    """Something that had to answer did not, so what is held is not the whole."""


class SystemUnavailable(Incomplete):
    """A system did not answer, or stopped answering; `system` is its name in the systems file."""

    def __init__(self, system: str, why: str) -> None:
        super().__init__(f"The system '{system}' did not answer: {why}")
        self.system = system
        self.why = why


class CollectionUnreadable(Incomplete):
    """One collection could not be read while its system went on answering."""

    def __init__(self, collection: str, why: str) -> None:
        super().__init__(f"'{collection}' could not be read: {why}")
        self.collection = collection
        self.why = why


class Refused(MunimentError):
    """The answer must not be given as it stands; a person has to decide first."""


class AmbiguousSubject(Refused):
    """One identifier belongs to several rows of a collection of data subjects, or to one other than was chosen.

    `candidates` are the keys of those rows ("17", or "17,2" for a key of two fields), never their values.
    """

    def __init__(self, collection: str, identity: str, candidates: tuple[str, ...], more: int = 0) -> None:
        listed = ", ".join(f"{collection}:{key}" for key in candidates)
        others = f" and {more} more" if more else ""
        super().__init__(
            f"The {identity} given belongs to a data subject who was not chosen: {listed}. "
            "If that is the person who asked, say so with --subject as well; if not, leave that identifier out."
            if len(candidates) == 1
            else f"The {identity} given belongs to more than one data subject in '{collection}': {listed}{others}. "
            "Find out which of them is the person who asked, and say so with --subject COLLECTION:KEY "
            "(it may be given several times). If rows of this collection are not people, "
            "write 'subject: false' in its muniment block."
        )
        self.collection = collection
        self.identity = identity
        self.candidates = candidates
        self.more = more


class HolidaysNotKnown(Refused):
    """A date cannot be given, because it rests on a `day` whose bank holidays are not known for that nation."""

    def __init__(self, nation: str, day: date, first: date, last: date) -> None:
        super().__init__(
            f"The bank holidays of {nation} are known from {first.isoformat()} to {last.isoformat()} only. The date "
            f"asked for rests on {day.isoformat()}, so it is not given. Check the dates; if they are right, take a "
            "newer version of Muniment, whose law files hold the holidays published since."
        )
        self.nation = nation
        self.day = day
        self.first = first
        self.last = last


class SchoolDaysNotKnown(Refused):
    """A date cannot be given, because the period of school days runs past the last day that is known of."""

    def __init__(self, last: date) -> None:
        super().__init__(
            f"The school days are known to {last.isoformat()} only, and this period runs past it, so its end is not "
            "given. Add the school's next terms, and count again."
        )
        self.last = last


class TooManyRows(Refused):
    """One value matches so many rows that it cannot belong to one person; `path` says how it was reached."""

    def __init__(self, collection: str, path: str, limit: int) -> None:
        super().__init__(
            f"One value matches more than {limit:,} rows of '{collection}' (reached by {path}), so it is "
            "probably a placeholder such as 'unknown@example.com' and would drag in other people. "
            "Leave that identifier out, or correct the reference in the map; if the rows are really one "
            "person's, raise 'fan_out' in the systems file."
        )
        self.collection = collection
        self.path = path
        self.limit = limit
