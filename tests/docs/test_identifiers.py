"""The reference page of identifiers has every kind and outcome there is, and no other."""

import re

from muniment.core.identity.identifiers.checked import IdentifierKind, Outcome
from tests.docs.pages import ROOT, text

PAGE = text(ROOT / "docs" / "reference" / "identifiers.md")


def listed(section: str) -> list[str]:
    """The words in the first column of a section's table."""
    body = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
    return [
        word for cell in re.findall(r"^\| (`[^|]+) \|", body, re.MULTILINE) for word in re.findall(r"`(.+?)`", cell)
    ]


def test_the_page_has_every_kind_of_identifier_once() -> None:
    assert sorted(listed("Kinds")) == sorted(kind.value for kind in IdentifierKind)


def test_the_page_has_every_outcome() -> None:
    assert listed("Outcomes") == [outcome.value for outcome in Outcome]


def test_the_example_gives_what_the_page_says() -> None:
    lines = re.findall(r"^((?:check|normalise|mask)\(.+?)  # (.+)$", PAGE, re.MULTILINE)
    names: dict[str, object] = {}
    exec(PAGE.split("```python\n")[1].split("\n\n")[0], names)
    assert [str(eval(call, names)) for call, _ in lines] == [said for _, said in lines]
    assert len(lines) == 3
