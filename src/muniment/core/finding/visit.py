"""One visit to a collection: the keys it is asked with, and whom each row that comes back belongs to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from muniment.core.datamap.model import Collection, MatchRule
from muniment.core.errors import AmbiguousSubject, Refused, TooManyRows
from muniment.core.finding.keys import canonical, folded, spellings, trimmed
from muniment.core.finding.ports import Condition, Key, Lookup, Row
from muniment.core.finding.reading import KeysOf, key_reader, normal_reader, values_reader
from muniment.core.finding.rules import IdentityRule, Rule
from muniment.core.finding.strands import Given
from muniment.core.identity.matching import probes

MOST_CANDIDATES = 20
"""How many keys of rows an ambiguous identifier names; the rest are counted."""


class Sender(NamedTuple):
    """On whose behalf a key is sent: the numbers of a strand and of the path so far."""

    strand: int
    path: int


class Arrival(NamedTuple):
    """A row that came back for a key somebody sent."""

    rule: Rule
    key: Key
    sender: Sender


class Entry:
    """One rule into a collection, with the keys pending on it."""

    def __init__(self, rule: Rule, collection: Collection, *, folds: bool) -> None:
        self.rule = rule
        self._folds = folds
        self._read = _reader(rule, collection)
        self._sent: dict[Key, None] = {}
        self._senders: dict[Key, list[Sender]] = defaultdict(list)  # by trimmed key
        self._folded: dict[Key, list[Key]] = defaultdict(list)

    def add(self, key: Key, sender: Sender) -> None:
        """Sends the key (for an identity rule, a normal form) on somebody's behalf."""
        self._sent[key] = None
        same = trimmed(key)
        if self._folds and same not in self._senders:
            self._folded[folded(same)].append(same)
        self._senders[same].append(sender)

    def condition(self) -> Condition:
        """The condition that brings back every row some key matches, and perhaps more."""
        rule = self.rule
        if not isinstance(rule, IdentityRule):
            return Condition(fields=rule.target_fields, match=MatchRule.EXACT, keys=spellings(self._sent))
        asked = dict.fromkeys((probe,) for (form,) in self._sent for probe in probes(rule.match, form))
        return Condition(fields=rule.target_fields, match=rule.match, keys=list(asked))

    def arrivals(self, row: Row) -> Iterator[Arrival]:
        """For whom the row has come, by this rule."""
        for key in self._read(row):
            known = self._folded.get(folded(key), ()) if self._folds else (key,)
            for one in known:
                for sender in self._senders.get(one, ()):
                    yield Arrival(self.rule, one, sender)


def _reader(rule: Rule, collection: Collection) -> KeysOf:
    if isinstance(rule, IdentityRule):
        return normal_reader(collection, rule.field.path, rule.match)
    return key_reader(collection, rule.target_fields)


def lookup(collection: Collection, entries: Iterable[Entry]) -> Lookup:
    """The one question that asks for the rows of every entry."""
    return Lookup(collection=collection, conditions=tuple(entry.condition() for entry in entries))


def key_text(collection: Collection) -> Callable[[Row], str]:
    r"""Reads the key of a row as an officer types it: "17", or "17,2"; empty when the collection has none.

    A comma within a part is written `\,`, a backslash `\\`, and a part without a value `\N`.
    """
    readers = [values_reader(collection, field.path) for field in collection.primary_key]
    if len(readers) == 1:
        only = readers[0]
        return lambda row: next((canonical(value) or "" for value in only(row)), "")
    return lambda row: ",".join(_part(canonical(next(iter(read(row)), None))) for read in readers)


def _part(text: str | None) -> str:
    return "\\N" if text is None else text.replace("\\", "\\\\").replace(",", "\\,")


class RowNames:
    """Tells the rows of one collection apart by content and occurrence, whatever key the map says they have.

    Rows that are alike in every column are as many rows: the first, second, ... of a look-up.
    """

    def __init__(self) -> None:
        self._seen: dict[str, Iterator[int]] = defaultdict(count)

    def new_lookup(self) -> None:
        """Starts counting alike rows again: each look-up gives every row once."""
        self._seen.clear()

    def name(self, row: Row) -> str:
        """A name for the row that no other row of the collection has."""
        content = content_name(row)
        return f"{content}#{next(self._seen[content])}"


def content_name(row: Row) -> str:
    """A short text that rows have alike when they hold the same."""
    return blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Watch:
    """Counts the rows that one value brings, and says when they cannot all be one person's."""

    def __init__(self, collection: Collection, *, is_subject: bool, shared: frozenset[int], fan_out: int) -> None:
        self._collection = str(collection.id)
        self._is_subject = is_subject
        self._shared = shared  # numbers of the rules whose key several rows of the other side may have
        self._fan_out = fan_out
        self._counts: dict[tuple[int, int, Key], int] = defaultdict(int)

    def see(self, arrival: Arrival, person: int) -> bool:
        """Takes note of an arrival; False when its value has brought more than `fan_out` rows."""
        if not (self._is_subject or arrival.rule.number in self._shared):
            return True
        case = (person, arrival.rule.number, arrival.key)
        self._counts[case] += 1
        return self._counts[case] <= self._fan_out

    def too_many(self, path: str) -> TooManyRows:
        """The refusal of a value that brought too many rows by that path."""
        return TooManyRows(self._collection, path, self._fan_out)


class Candidates:
    """The rows of one collection of data subjects that identifiers lead to before they lead to any other person.

    Whether the row holds the identifier itself or is named by one that does (a telephone number in a table of
    its own), several of them for one identifier are several people, and somebody has to say which of them asked.
    """

    def __init__(self, collection: Collection, chosen: frozenset[str] | None = None) -> None:
        self._collection = str(collection.id)
        self._has_key = bool(collection.primary_key)
        self._chosen = chosen  # keys of the rows that an officer says are the person; None: nobody was asked
        self._settled: set[tuple[int, Given]] = set()
        self._keys: dict[tuple[int, Given], list[str]] = defaultdict(list)
        self._more: dict[tuple[int, Given], int] = defaultdict(int)

    def admits(self, person: int, given: Given, key: str, row: Row) -> bool:
        """Takes note of a row; False when an officer chose others than this one to be the person."""
        case = (person, given)
        if self._chosen is not None and key in self._chosen:
            self._settled.add(case)
            return True
        key = key if self._has_key else content_name(row)
        if key not in self._keys[case]:
            if len(self._keys[case]) < MOST_CANDIDATES:
                self._keys[case].append(key)
            else:
                self._more[case] += 1
        return self._chosen is None

    def ambiguous(self) -> dict[int, Refused]:
        """The people one of whose identifiers leads to several rows, with the rows to choose from.

        Once an officer has chosen, those one of whose identifiers leads to rows, but to none that was chosen.
        """
        enough = 2 if self._chosen is None else 1
        return {
            person: self._refusal(given.identity, tuple(keys), self._more[(person, given)])
            for (person, given), keys in self._keys.items()
            if len(keys) >= enough and (person, given) not in self._settled
        }

    def _refusal(self, identity: str, keys: tuple[str, ...], more: int) -> Refused:
        if self._has_key:
            return AmbiguousSubject(self._collection, identity, keys, more)
        return Refused(
            f"The {identity} given leads to {len(keys) + more} rows of '{self._collection}', a collection of data "
            "subjects whose primary key the map does not say, so nobody can choose among them. Mark the key with "
            "'primary_key: true', or write 'subject: false' in its muniment block if a row is no person."
        )
