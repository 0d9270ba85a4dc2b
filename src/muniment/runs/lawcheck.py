"""Checks a folder of law files: reads every one of them strictly, and goes on after one that is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muniment.core.errors import LawFileError, UsageError
from muniment.law import load
from muniment.law.provisions import Confidence, Provision, Version, switches


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLaw:
    """What a folder of law holds; `refused` are the files that cannot be used, each with its first slip.

    `missing` are files that Muniment's own law has and the folder does not: what decides by them would stop.
    """

    provisions: Mapping[str, Provision[Any]]
    holidays: tuple[load.Holidays, ...]
    refused: tuple[LawFileError, ...]
    missing: tuple[str, ...]

    @property
    def in_order(self) -> bool:
        """Whether every file can be used and none is missing."""
        return not self.refused and not self.missing

    @property
    def versions(self) -> tuple[Version[Any], ...]:
        """The versions of all provisions."""
        return tuple(version for provision in self.provisions.values() for version in provision.versions)

    @property
    def switches(self) -> tuple[str, ...]:
        """The names of the uncertain commencements, sorted."""
        return switches(self.provisions.values())

    def count(self, confidence: Confidence) -> int:
        """How many versions bear that mark."""
        return sum(version.confidence is confidence for version in self.versions)


def check_law(folder: Path = load.UK) -> CheckedLaw:
    """Every file of the folder, read or refused; UsageError when the folder holds no law files at all."""
    files = held(folder)
    if not any(file.endswith(".toml") for file in files):
        raise UsageError(
            f"'{folder}' holds no law files. Give a folder laid out like src/muniment/law/uk: "
            "in it a folder for each instrument, and in those a .toml file for each provision."
        )
    read: dict[str, Provision[Any] | load.Holidays] = {}
    refused: list[LawFileError] = []
    for file in files:
        try:
            read[file.removesuffix(".toml")] = read_file(folder, file)
        except LawFileError as error:
            refused.append(error)
    return CheckedLaw(
        provisions={name: one for name, one in read.items() if isinstance(one, Provision)},
        holidays=tuple(one for one in read.values() if isinstance(one, load.Holidays)),
        refused=tuple(refused),
        missing=tuple(sorted(set(held(load.UK)) - set(files))),
    )


def held(folder: Path) -> tuple[str, ...]:
    """The files of a folder and of those in it, by their paths from it, sorted; nothing that is hidden, as .git is."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return tuple(sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)))


def read_file(folder: Path, file: str) -> Provision[Any] | load.Holidays:
    """What one file holds; LawFileError, with its path from the folder, when it cannot be used."""
    if not file.endswith(".toml"):
        raise LawFileError(file, 1, "this file is not read, because its name does not end in .toml.")
    reader = load.read_holidays if file.startswith(f"{load.HOLIDAYS}/") else load.read_provision
    try:
        return reader(folder / file)
    except LawFileError as error:
        raise LawFileError(file, error.line, error.why) from error
    except OSError as error:
        raise LawFileError(file, 1, f"the file cannot be read: {error.strerror}.") from error
