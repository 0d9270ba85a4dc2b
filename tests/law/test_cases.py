"""The cases that a lawyer can sign, run as they stand.

A file of cases names the question it asks (`ask`), which a module of tests/law/asking puts to the core. Each case says
the facts, and what follows: `gives` (these values), `open` (what is not settled), `has` and `lacks` (what a list holds
and does not), or `refused` (the provision that holds no law for that day).
"""

import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from muniment.core.errors import NoLawInForce
from muniment.law import load
from muniment.law.provisions import Provision, Version
from tests.law.asking.facts import Ask, Facts, plain

HERE = Path(__file__).parent
OUTCOMES = {"gives", "has", "lacks", "open", "refused"}
ASKS: dict[str, Ask] = {
    name: ask
    for file in sorted((HERE / "asking").glob("*.py"))
    for name, ask in getattr(importlib.import_module(f"tests.law.asking.{file.stem}"), "ASKS", {}).items()
}


def read_cases() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in sorted((HERE / "cases").rglob("*.toml")):
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in values["case"]:
            where = file.relative_to(HERE / "cases").with_suffix("").as_posix()
            yield f"{where}: {case['name']}", case.get("ask", values.get("ask")), case


CASES = list(read_cases())
IDS = [name for name, _, _ in CASES]


def follow(ask: str, case: dict[str, Any]) -> dict[str, object]:
    """What follows from a case, every fact of which must have been read."""
    facts = Facts({key: value for key, value in case.items() if key not in {"name", "ask", *OUTCOMES}})
    answer = {key: plain(value) for key, value in ASKS[ask](facts).items()}
    assert facts.unread == set()
    return answer


@pytest.mark.parametrize(("ask", "case"), [(ask, case) for _, ask, case in CASES], ids=IDS)
def test_a_case_gives_what_it_was_signed_for(ask: str, case: dict[str, Any]) -> None:
    assert OUTCOMES & case.keys(), "a case says what follows"
    if "refused" in case:
        with pytest.raises(NoLawInForce) as refused:
            follow(ask, case)
        assert refused.value.provision == case["refused"]
        assert len(refused.value.gap) > 50
        return
    answer = follow(ask, case)
    expected = case.get("gives", {}) | dict.fromkeys(case.get("open", ()))
    assert {key: answer[key] for key in expected} == expected
    for key, listed in case.get("has", {}).items():
        assert [one for one in listed if one not in listing(answer[key])] == []
    for key, listed in case.get("lacks", {}).items():
        assert [one for one in listed if one in listing(answer[key])] == []


def listing(answer: object) -> list[object]:
    assert isinstance(answer, list)
    return answer


def versions_asked_for(ask: str, case: dict[str, Any]) -> set[tuple[str, str]]:
    """The versions of provisions that a case is decided by: the provision's name, and from when the version is."""
    asked = set()
    as_at = Provision.as_at

    def noted(provision: Provision[Any], *words: Any, **named: Any) -> Version[Any]:
        version = as_at(provision, *words, **named)
        asked.add((provision.name, begins(version)))
        return version

    with mock.patch.object(Provision, "as_at", noted):
        follow(ask, case)
    return asked


def begins(version: Version[Any]) -> str:
    return version.commencement or str(version.in_force_from)


def test_every_version_of_every_provision_has_a_case() -> None:
    held = {(name, begins(one)) for name, provision in load.every_provision().items() for one in provision.versions}
    tried = {one for _, ask, case in CASES if "refused" not in case for one in versions_asked_for(ask, case)}
    assert held - tried == set()


def test_every_question_is_asked_by_a_case() -> None:
    assert {ask for _, ask, _ in CASES} == set(ASKS)
