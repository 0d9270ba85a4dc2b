"""The connector, its systems and their sessions: which file answers a question, and who reads it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from muniment.core.datamap.live import LiveCollection
from muniment.core.datamap.model import Collection, Dataset, FieldPath, MatchRule
from muniment.core.errors import CollectionUnreadable, SystemUnavailable, UsageError
from muniment.core.finding.ports import Condition, Key, Lookup, Row, SystemSettings
from muniment.core.values import CollectionId
from muniment.plugins.connectors.files import delimited
from muniment.plugins.connectors.files.folder import Form, HeldFile, find_file, must_be_a_name
from muniment.plugins.connectors.files.scanned import Scanner


class FilesConnector:
    """Connects a folder of CSV, JSON lines and Parquet files, or one such file."""

    def connect(self, settings: SystemSettings, datasets: Sequence[Dataset]) -> "FilesSystem":
        if not settings.path:
            raise UsageError(f"The system '{settings.name}' has no 'path'; files need one: a file or a folder.")
        collections = [one.id for dataset in datasets for one in dataset.collections if not one.notes.paper]
        for collection in collections:
            must_be_a_name(collection)
        return FilesSystem(settings, Path(settings.path), tuple(collections))


class FilesSystem:
    """A folder or file; nothing is kept open between sessions."""

    def __init__(self, settings: SystemSettings, root: Path, collections: tuple[CollectionId, ...]) -> None:
        self.settings = settings
        self._root = root
        self._collections = collections

    @contextmanager
    def session(self) -> Iterator["FilesSession"]:
        """Every file is noted as it is now; one that changes before it is read to its end is unreadable."""
        session = FilesSession(self._files(), self.settings.statement_timeout_seconds)
        try:
            yield session
        finally:
            session.close()

    def live(self, collection: Collection) -> LiveCollection | None:
        with self.session() as session:
            return session.live(collection)

    def missing_index(self, collection: Collection, fields: tuple[FieldPath, ...], match: MatchRule) -> str | None:
        return None

    def close(self) -> None:
        pass

    def _files(self) -> dict[CollectionId, HeldFile | CollectionUnreadable]:
        try:
            if self._root.is_dir() is False and len(self._collections) > 1:
                raise UsageError(
                    f"The path of the system '{self.settings.name}' must be a folder: its dataset has "
                    f"{len(self._collections)} collections, and a file holds one."
                )
            return {collection: self._file(collection) for collection in self._collections}
        except OSError as error:
            raise SystemUnavailable(
                self.settings.name, f"its path could not be read ({error.strerror}). Check 'path' and its permissions."
            ) from None

    def _file(self, collection: CollectionId) -> HeldFile | CollectionUnreadable:
        """The file, or the error to raise when it is asked for: the other collections can still be read."""
        try:
            found = find_file(self._root, collection)
        except CollectionUnreadable as error:
            return error
        return found or CollectionUnreadable(
            str(collection), f"the folder holds no file '{collection.collection}' with an ending that can be read."
        )


class FilesSession:
    """The files as they were when the session started."""

    def __init__(self, files: dict[CollectionId, HeldFile | CollectionUnreadable], timeout_seconds: float) -> None:
        self._files = files
        self._timeout = timeout_seconds
        self._scanner: Scanner | None = None

    def rows(self, lookup: Lookup) -> Iterator[Sequence[Row]]:
        file = self._file(lookup.collection.id)
        with _reading(file):
            if file.form is Form.CSV:
                yield from delimited.rows(file, lookup)
            else:
                yield from self._duckdb().rows(file, lookup)

    def counts(self, collection: Collection, condition: Condition) -> Iterator[tuple[Key, int]]:
        file = self._file(collection.id)
        with _reading(file):
            if file.form is Form.CSV:
                yield from delimited.counts(file, condition)
            else:
                yield from self._duckdb().counts(file, collection, condition)

    def folds(self, collection: Collection, path: FieldPath) -> bool:
        return False

    def live(self, collection: Collection) -> LiveCollection | None:
        """The columns of the file; None when there is no file."""
        if not isinstance(file := self._files.get(collection.id), HeldFile):
            return None
        with _reading(file):
            return delimited.live(file) if file.form is Form.CSV else self._duckdb().live(file)

    def close(self) -> None:
        if self._scanner:
            self._scanner.close()

    def _file(self, id: CollectionId) -> HeldFile:
        held = self._files[id]
        if isinstance(held, CollectionUnreadable):
            raise held
        return held

    def _duckdb(self) -> Scanner:
        """Started when it is first needed: a folder of CSV files never needs it."""
        if self._scanner is None:
            scanned = [one.path for one in self._files.values() if isinstance(one, HeldFile) and one.form != Form.CSV]
            self._scanner = Scanner(scanned, self._timeout)
        return self._scanner


@contextmanager
def _reading(file: HeldFile) -> Iterator[None]:
    """Holds the file to what it was, also when reading stopped at something odd: that may be why."""
    try:
        file.must_be_unchanged()
        yield
        file.must_be_unchanged()
    except CollectionUnreadable:
        file.must_be_unchanged()
        raise
    except OSError as error:
        raise file.unreadable(f"the file could not be read ({error.strerror}).") from None
