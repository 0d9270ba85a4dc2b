"""Reads the systems file (TOML) and connects to the systems that a data map names.

    [systems.social_care]
    url = { env = "SOCIAL_CARE_URL" }        # or "postgresql://reader@db.example.org/care"
    password = { file = "care.password" }    # or { command = ["pass", "show", "care"] }
    statement_timeout_seconds = 60

    [systems.leisure]
    path = "exports/leisure"

Nothing that may be secret is ever part of a message.
"""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import quote

from muniment.core.datamap.model import DataMap, Dataset
from muniment.core.errors import UsageError
from muniment.core.finding.ports import Connector, System, SystemSettings
from muniment.core.values import Place
from muniment.plugins.registry import load

_COMMAND_SECONDS = 60
_TEXTS = {"connector", "schema"}
_WHOLE_NUMBERS = {"row_limit", "fan_out", "pool_size"}
_NUMBERS = {"statement_timeout_seconds", "time_limit_seconds"}
_SECRETS = {"url", "password"}
_KEYS = {"path"} | _TEXTS | _WHOLE_NUMBERS | _NUMBERS | _SECRETS
_SOURCES = '{ env = "NAME" }, { file = "path" } or { command = ["program", "argument"] }'
_AUTHORITY = re.compile(r"^([a-zA-Z0-9+]+://)(?:([^@/?#]*)@)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One table of the file, with where its lines stand."""

    name: str
    path: Path
    lines: Sequence[str]
    values: Mapping[str, object]

    def place(self, key: str | None = None) -> Place:
        """The line of a key, else that of the table."""
        header = re.compile(rf"\s*\[\s*systems\s*\.\s*[\"']?{re.escape(self.name)}[\"']?\s*\]")
        start = next((at for at, line in enumerate(self.lines) if header.match(line)), 0)
        wanted = re.compile(rf"\s*[\"']?{re.escape(key or '')}[\"']?\s*[.=]")
        for at, line in enumerate(self.lines[start + 1 :], start=start + 1):
            if key is None or line.lstrip().startswith("["):
                break
            if wanted.match(line):
                return Place(str(self.path), at + 1)
        return Place(str(self.path), start + 1)

    def wrong(self, key: str | None, what: str) -> UsageError:
        """The error for a key of this table, or for the table."""
        named = f"'{key}' of " if key else ""
        return UsageError(f"{self.place(key)}: {named}[systems.{self.name}] {what}")


def read_systems(path: Path) -> dict[str, SystemSettings]:
    """The settings of each system in the file; UsageError, naming file and line, for anything that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        whole = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{path}: the systems file cannot be read ({error.strerror}); give its path.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: the systems file is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {_without_values(error)}; correct the line, see https://toml.io.") from None
    tables = whole.pop("systems", None)
    if whole or not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        strange = f"'{next(iter(whole))}' is not known here" if whole else "there is no system in it"
        raise UsageError(f"{path}: {strange}; the file holds tables [systems.NAME], one for each system.")
    lines = text.splitlines()
    return {
        name: _settings(_Table(name=name, path=path, lines=lines, values=values)) for name, values in tables.items()
    }


@contextmanager
def connect(datamap: DataMap, settings: Mapping[str, SystemSettings]) -> Iterator[dict[str, System]]:
    """A system for each that the map names, closed at the end; a system whose datasets hold only paper needs none.

    Raises UsageError when the map names a system that the settings do not.
    """
    shared: dict[str, list[Dataset]] = {}
    for dataset in datamap.datasets:
        if any(not (one.notes.paper or one.skip) for one in dataset.collections):
            _check_known(dataset, settings)
        if dataset.system in settings:
            shared.setdefault(dataset.system, []).append(dataset)
    with ExitStack() as stack:
        systems = {}
        for name, datasets in shared.items():
            systems[name] = _connector(settings[name]).connect(settings[name], datasets)
            stack.callback(systems[name].close)
        yield systems


def _check_known(dataset: Dataset, settings: Mapping[str, SystemSettings]) -> None:
    if dataset.system not in settings:
        known = ", ".join(sorted(settings)) or "none"
        raise UsageError(
            f"{dataset.place}: the dataset '{dataset.key}' is read through the system '{dataset.system}', which the "
            f"systems file does not have (it has: {known}). Add [systems.{dataset.system}], or say with "
            "'same_as' in the dataset's muniment block which system it shares."
        )


def _connector(settings: SystemSettings) -> Connector:
    name = settings.connector or ("sql" if settings.url is not None else "files")
    return cast(type[Connector], load("muniment.connectors", name))()


def _settings(table: _Table) -> SystemSettings:
    for key in table.values:
        if key not in _KEYS:
            raise table.wrong(key, f"is not known; known: {', '.join(sorted(_KEYS))}.")
    if ("url" in table.values) == ("path" in table.values):
        both = "has both url and path" if "url" in table.values else "has neither url nor path"
        raise table.wrong(None, f"{both}; give a url for a database, or a path for files.")
    if "password" in table.values and "url" not in table.values:
        raise table.wrong("password", "goes with a url; files have none.")
    known = {key: value for key, value in table.values.items() if key not in _SECRETS | {"path"}}
    for key, value in known.items():
        _check_type(table, key, value)
    return SystemSettings(name=table.name, url=_url(table), path=_path(table), **known)  # type: ignore[arg-type]


def _check_type(table: _Table, key: str, value: object) -> None:
    if key in _TEXTS:
        if not isinstance(value, str) or not value:
            raise table.wrong(key, f'must be text, as in {key} = "name".')
    elif isinstance(value, bool) or not isinstance(value, int | float if key in _NUMBERS else int):
        raise table.wrong(key, f"must be a {'number' if key in _NUMBERS else 'whole number'}, as in {key} = 100.")
    elif not 0 < value < float("inf"):
        raise table.wrong(key, "must be more than nothing.")


def _path(table: _Table) -> str | None:
    """A relative path is relative to the systems file."""
    value = table.values.get("path")
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise table.wrong("path", 'must be text, as in path = "exports/leisure".')
    return str(table.path.parent / Path(value).expanduser())


def _url(table: _Table) -> str | None:
    if "url" not in table.values:
        return None
    url = _secret(table, "url")
    if url.startswith("sqlite:///") and not url.startswith("sqlite:////"):
        url = f"sqlite:///{(table.path.parent / url.removeprefix('sqlite:///')).absolute()}"
    if "password" not in table.values:
        return url
    password = quote(_secret(table, "password"), safe="")
    authority = _AUTHORITY.match(url)
    user, _, other = (authority[2] or "").partition(":") if authority else ("", "", "")
    if authority is None or not user or other:
        raise table.wrong(
            "password", "needs a url with a user name and no password, as in postgresql://reader@host/db."
        )
    return f"{authority[1]}{user}:{password}@{url[authority.end() :]}"


def _secret(table: _Table, key: str) -> str:
    value = table.values[key]
    if isinstance(value, Mapping) and len(value) == 1:
        (source, argument), *_ = value.items()
        value = _from_source(table, key, source, argument)
    if not isinstance(value, str):
        raise table.wrong(key, f"must be text, or {_SOURCES}.")
    if not value:
        raise table.wrong(key, "is empty; give it a value where it is kept.")
    return value


def _from_source(table: _Table, key: str, source: str, argument: object) -> str | None:
    """The secret from where the table says it is kept; None when that is not a form known."""
    if source == "env" and isinstance(argument, str):
        if argument not in os.environ:
            raise table.wrong(key, f"is to be read from the variable {argument}, which is not set; set it first.")
        return os.environ[argument]
    if source == "file" and isinstance(argument, str):
        try:
            return (table.path.parent / Path(argument).expanduser()).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise table.wrong(key, f"is to be read from '{argument}', which cannot be read; check the file.") from None
    if (
        source == "command"
        and isinstance(argument, list)
        and argument
        and all(isinstance(one, str) for one in argument)
    ):
        return _from_command(table, key, argument)
    return None


def _from_command(table: _Table, key: str, command: Sequence[str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603 (the systems file is the council's own)
            command, capture_output=True, text=True, check=True, timeout=_COMMAND_SECONDS, cwd=table.path.parent
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        raise table.wrong(key, f"is to come from the program '{command[0]}', which failed; run it by hand.") from None
    return done.stdout.strip()


def _without_values(error: tomllib.TOMLDecodeError) -> str:
    """The parser's message, without the text of the file it may quote."""
    where = re.search(r"\(at ([^)]*)\)", str(error))
    return f"it is not TOML{' ' + where[0] if where else ''}"
