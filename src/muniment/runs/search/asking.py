"""Putting questions to systems: one thread a system, one snapshot each, answers in batches as they arrive."""

import datetime
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field

from muniment.core.datamap.model import Collection
from muniment.core.errors import CollectionUnreadable, SystemUnavailable
from muniment.core.finding.ports import Condition, Key, Lookup, Row, Session, System, SystemSettings
from muniment.core.finding.visit import Candidates, Entry, RowNames, Watch

_BATCHES_AHEAD = 8
_PATIENCE_SECONDS = 0.2
_NOT_YET = datetime.datetime.min.replace(tzinfo=datetime.UTC)


@dataclass(kw_only=True)
class Question:
    """One visit to one collection, from the keys it was asked with to how it ended."""

    collection: Collection
    number: int  # of the collection in the plan
    system: str
    entries: Sequence[Entry]
    lookup: Lookup
    names: RowNames | None  # None when no row can come twice
    watch: Watch
    candidates: Candidates | None  # None when the collection is not one of data subjects
    asked: str
    started_at: datetime.datetime = _NOT_YET
    seconds: float = 0.0
    hits: int = 0
    unread: str | None = None
    _clock: float = field(default=0.0, repr=False)

    def starts(self) -> None:
        """Notes the time."""
        self.started_at = datetime.datetime.now(datetime.UTC)
        self._clock = time.perf_counter()

    def ends(self, unread: str | None = None) -> None:
        """Notes how long it took and, if it was not answered to the end, why."""
        self.seconds = time.perf_counter() - self._clock
        self.unread = unread


class Desk:
    """One system during one search: its session, opened at the first question, and what it may still give."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._stack = ExitStack()
        self._session: Session | None = None
        self._rows = 0
        self._clock = time.monotonic()
        self.down: SystemUnavailable | None = None

    @property
    def settings(self) -> SystemSettings:
        """The system's settings."""
        return self._system.settings

    def session(self) -> Session:
        """The search's snapshot of the system; raises what the system failed with before."""
        if self.down is not None:
            raise self.down
        if self._session is None:
            try:
                self._session = self._stack.enter_context(self._system.session())
            except SystemUnavailable as error:
                self.down = error
                raise
        return self._session

    def folds(self, collection: Collection, entry_fields: tuple[tuple[str, ...], ...]) -> bool:
        """Whether the system holds spellings that differ in case to be equal; False when it cannot be asked."""
        try:
            return any(self.session().folds(collection, path) for path in entry_fields)
        except (SystemUnavailable, CollectionUnreadable):
            return False

    def answers(self, question: Question) -> Iterator[Sequence[Row]]:
        """The batches that answer a question; how it ended stands in the question, never in an exception."""
        question.starts()
        try:
            for batch in self.session().rows(question.lookup):
                self._allow(len(batch))
                yield batch
        except CollectionUnreadable as error:
            question.ends(error.why)
        except SystemUnavailable as error:
            self.down = error
            question.ends(error.why)
        else:
            question.ends()

    def counts(self, collection: Collection, condition: Condition) -> list[tuple[Key, int]]:
        """How many rows hold each key; raises CollectionUnreadable or SystemUnavailable."""
        return list(self.session().counts(collection, condition))

    def close(self) -> None:
        """Ends the session. Everything asked has been read by now, so a system that dies here loses nothing."""
        with suppress(SystemUnavailable):
            self._stack.close()

    def _allow(self, rows: int) -> None:
        self._rows += rows
        limits = self.settings
        if self._rows > limits.row_limit:
            raise SystemUnavailable(
                limits.name,
                f"it gave more than its row_limit of {limits.row_limit:,} rows; raise it in the systems file",
            )
        if time.monotonic() - self._clock > limits.time_limit_seconds:
            raise SystemUnavailable(
                limits.name,
                f"it took longer than its time_limit_seconds of {limits.time_limit_seconds:g}; "
                "raise it in the systems file or add the indexes that 'muniment map check' names",
            )


Answer = tuple[Question, Sequence[Row]]


def ask(desks: Mapping[str, Desk], questions: Sequence[Question]) -> Iterator[Answer]:
    """Puts the questions, those to one system in turn and different systems at once; yields batches as they come."""
    by_system: dict[str, list[Question]] = {}
    for question in questions:
        by_system.setdefault(question.system, []).append(question)
    if len(by_system) == 1:
        for question in questions:
            for batch in desks[question.system].answers(question):
                yield question, batch
    else:
        yield from _at_once(desks, by_system)


def _at_once(desks: Mapping[str, Desk], by_system: Mapping[str, Sequence[Question]]) -> Iterator[Answer]:
    answers: queue.Queue[Answer | BaseException | None] = queue.Queue(maxsize=_BATCHES_AHEAD)
    stopped = threading.Event()

    def hand_over(item: Answer | BaseException | None) -> None:
        while not stopped.is_set():
            try:
                answers.put(item, timeout=_PATIENCE_SECONDS)
                return
            except queue.Full:
                continue

    def work(desk: Desk, mine: Sequence[Question]) -> None:
        try:
            for question in mine:
                for batch in desk.answers(question):
                    hand_over((question, batch))
                    if stopped.is_set():
                        return
        except BaseException as error:
            hand_over(error)
        finally:
            hand_over(None)

    threads = [
        threading.Thread(target=work, args=(desks[system], mine), name=f"search-{system}", daemon=True)
        for system, mine in by_system.items()
    ]
    for thread in threads:
        thread.start()
    try:
        yield from _until_all_end(answers, len(threads))
    finally:
        stopped.set()
        for thread in threads:
            thread.join()


def _until_all_end(answers: "queue.Queue[Answer | BaseException | None]", working: int) -> Iterator[Answer]:
    while working:
        item = answers.get()
        if item is None:
            working -= 1
        elif isinstance(item, BaseException):
            raise item
        else:
            yield item
