"""What is installed is pinned with hashes, fits what pyproject.toml allows, and names no registry."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.architecture.tree import PROJECT, ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pinned(lock: str) -> dict[str, set[Version]]:
    """The versions of each package a lock file holds; more than one where they differ by version of Python."""
    versions: dict[str, set[Version]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE):
        versions.setdefault(plain(name), set()).add(Version(version))
    return versions


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def group(name: str) -> list[str]:
    entries = PROJECT["dependency-groups"][name]
    included = [group(entry["include-group"]) for entry in entries if isinstance(entry, dict)]
    return [entry for entry in entries if isinstance(entry, str)] + [one for part in included for one in part]


ALLOWED = {
    "requirements.lock": PROJECT["project"]["dependencies"] + group("build"),
    "requirements-dev.lock": PROJECT["project"]["dependencies"] + group("dev"),
}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_to_a_version_it_allows(lock: str) -> None:
    versions = pinned(lock)
    unmet = [
        text
        for text in ALLOWED[lock]
        if not any(Requirement(text).specifier.contains(one) for one in versions.get(plain(Requirement(text).name), ()))
    ]
    assert unmet == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[\w])", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert len(entries) >= len(pinned(lock))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|--index|--find-links|@", text) == []


def test_what_runs_is_the_same_in_both_locks() -> None:
    dev = pinned("requirements-dev.lock")
    assert {name: versions for name, versions in pinned("requirements.lock").items() if dev.get(name) != versions} == {}
