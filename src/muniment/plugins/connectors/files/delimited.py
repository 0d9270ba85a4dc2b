"""CSV files: every value is text, the first line names the columns, and a row that does not fit stops the read."""

import codecs
import csv
import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TextIO

from muniment.core.datamap.live import Kind, LiveCollection, LiveColumn
from muniment.core.datamap.model import FieldPath, MatchRule
from muniment.core.finding.ports import Condition, Key, Lookup, Row
from muniment.core.identity.matching import PHONE_PROBE_DIGITS, normal_form
from muniment.plugins.connectors.files.folder import HeldFile
from muniment.plugins.connectors.files.probes import EXTENSION

log = logging.getLogger(__name__)

DELIMITERS = (",", ";", "\t", "|")
BATCH_ROWS = 1000
LONGEST_VALUE = 16 * 1024 * 1024
READ_BYTES = 1024 * 1024
UTF_8, WINDOWS = "utf-8-sig", "cp1252"
_NOT_DIGITS = re.compile("[^0-9]")
_EXTENSION = re.compile(EXTENSION, re.DOTALL)

# The reader's own limit is 128 KiB for the whole process; case notes are longer.
csv.field_size_limit(LONGEST_VALUE)


def rows(file: HeldFile, lookup: Lookup) -> Iterator[Sequence[Row]]:
    """The rows asked for, in batches; CollectionUnreadable, naming the line, at the first that does not fit."""
    with _records(file) as (header, records):
        places = [_place(file, header, column) for column in lookup.collection.columns]
        wanted = [_matcher(file, header, condition) for condition in lookup.conditions]
        batch: list[Row] = []
        for record in records:
            if any(matches(record) for matches in wanted):
                batch.append(tuple(record[at] or None for at in places))
            if len(batch) == BATCH_ROWS:
                yield batch
                batch = []
        if batch:
            yield batch


def counts(file: HeldFile, condition: Condition) -> Iterator[tuple[Key, int]]:
    """How many rows hold each key of the condition, keys without rows left out."""
    given = _by_form(condition)
    found: Counter[Key] = Counter()
    with _records(file) as (header, records):
        form_of = _form_of(file, header, condition)
        for record in records:
            found.update(given.get(form_of(record), ()))
    yield from found.items()


def live(file: HeldFile) -> LiveCollection:
    """The columns the first line names; the type says in which encoding the file is read."""
    encoding = _encoding(file)
    written = "text" if encoding == UTF_8 else "text in Windows-1252"
    with _records(file) as (header, _):
        return LiveCollection(columns=tuple(LiveColumn(name=name, kind=Kind.TEXT, type=written) for name in header))


@contextmanager
def _records(file: HeldFile) -> Iterator[tuple[list[str], Iterator[list[str]]]]:
    """The names of the columns and the records after them."""
    with file.path.open(encoding=_encoding(file), newline="") as text:
        delimiter = _delimiter(file, text.readline(LONGEST_VALUE))
        text.seek(0)
        records = _fitting(file, text, delimiter)
        header = next(records, None)
        if header is None:
            raise file.unreadable("it is empty; the first line must name the columns.")
        yield header, records


def _fitting(file: HeldFile, text: TextIO, delimiter: str) -> Iterator[list[str]]:
    """Records as wide as the first; a line with nothing on it is not a record."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    width = 0
    try:
        for record in reader:
            if len(record) != width and record:
                if width:
                    raise file.unreadable(
                        f"the record that ends on line {reader.line_num} has {len(record)} values where the first "
                        f"line names {width} columns. Nothing was left out silently: correct the line or the export."
                    )
                width = len(record)
            if record:
                yield record
    except csv.Error as error:
        raise file.unreadable(
            f"line {reader.line_num} is not CSV ({error}): probably a quotation mark that is not closed. "
            "Correct the line or the export."
        ) from None


def _delimiter(file: HeldFile, first_line: str) -> str:
    """The delimiter that names the most columns in the first line; a comma when there is one column only."""
    widths = {delimiter: len(next(csv.reader([first_line], delimiter=delimiter), [])) for delimiter in DELIMITERS}
    most = max(widths.values())
    best = [delimiter for delimiter, width in widths.items() if width == most]
    if most <= 1:
        return DELIMITERS[0]
    if len(best) > 1:
        raise file.unreadable("the first line may be divided in two ways; put the names of columns in quotation marks.")
    return best[0]


def _encoding(file: HeldFile) -> str:
    """UTF-8 when every byte is, else Windows-1252 when every byte is; CollectionUnreadable, naming the line, if mixed.

    A file with some good UTF-8 and some bad is not guessed at: reading it as Windows-1252 would spoil the good.
    """
    bad = _undecodable(file, UTF_8)
    if bad is None:
        return UTF_8
    if bad.is_ascii_before and _undecodable(file, WINDOWS) is None and not _is_utf_16(file):
        log.warning("%s is not UTF-8; it is read as Windows-1252, which old exports from Windows use", file.path.name)
        return WINDOWS
    raise file.unreadable(
        f"line {bad.line} holds bytes that are not UTF-8, and the file is not Windows-1252 throughout either. "
        "Export it again as UTF-8."
    )


class _BadBytes(NamedTuple):
    line: int
    is_ascii_before: bool


def _undecodable(file: HeldFile, encoding: str) -> _BadBytes | None:
    """Where the file stops being written in that encoding, or None."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, is_ascii, block = 1, True, b"\0"
    with file.path.open("rb") as raw:
        while block:
            block = raw.read(READ_BYTES)
            try:
                decoded = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                before = error.object[: error.start]
                return _BadBytes(line + before.count(b"\n"), is_ascii and before.isascii())
            line += decoded.count("\n")
            is_ascii = is_ascii and decoded.isascii()
    return None


def _is_utf_16(file: HeldFile) -> bool:
    with file.path.open("rb") as raw:
        return raw.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def _place(file: HeldFile, header: list[str], column: str) -> int:
    """Where a column stands. A file without a first line of names holds people there, so it is not shown."""
    if header.count(column) != 1:
        why = "does not name" if column not in header else "names twice"
        raise file.unreadable(
            f"the first line {why} the column '{column}' of the map. Correct the map, or export with column names."
        )
    return header.index(column)


def _matcher(file: HeldFile, header: list[str], condition: Condition) -> Callable[[list[str]], bool]:
    forms, form_of = frozenset(_by_form(condition)), _form_of(file, header, condition)
    return lambda record: form_of(record) in forms


def _by_form(condition: Condition) -> dict[Key, list[Key]]:
    given: dict[Key, list[Key]] = {}
    for key in set(condition.keys):
        form = tuple(_probe(condition.match)(text) for text in key)
        if all(form):  # what has no form is nobody's
            given.setdefault(form, []).append(key)
    return given


def _form_of(file: HeldFile, header: list[str], condition: Condition) -> Callable[[list[str]], Key]:
    """How the key of a condition is worked out from a record."""
    probe = _probe(condition.match)
    places = [_place(file, header, _column(file, path)) for path in condition.fields]
    if len(places) == 1:
        at = places[0]
        return lambda record: (probe(record[at]),)
    return lambda record: tuple(probe(record[at]) for at in places)


def _column(file: HeldFile, path: FieldPath) -> str:
    if len(path) > 1:
        raise file.unreadable(f"a CSV file has no nested fields, and the map names '{'.'.join(path)}'.")
    return path[0]


def _probe(match: MatchRule) -> Callable[[str], str]:
    """The form a stored value and a key are compared in; a number is compared by its last digits (see matching)."""
    if match is MatchRule.EXACT:
        return str.strip
    if match is MatchRule.PHONE:
        return lambda text: _NOT_DIGITS.sub("", _EXTENSION.sub(r"\1", text))[-PHONE_PROBE_DIGITS:]
    return lambda text: normal_form(match, text) or ""
