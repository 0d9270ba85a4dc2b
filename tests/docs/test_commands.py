"""What the documents say of commands is so, and every command and option is documented."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from muniment.cli.main import OURS
from tests.docs.pages import PAGES, ROOT, examples, name, prose, text

COMMANDS: dict[str, click.Command] = {
    word: getattr(import_module(ours.target.partition(":")[0]), ours.target.partition(":")[2])
    for word, ours in OURS.items()
}
REFERENCE = {"map": "data-map.md"}
"""The reference page of a command where it is not called after it."""


def every_command(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and those below it, each with the words it is called by."""
    yield path, command
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from every_command(inner, (*path, word))


ALL = dict(one for word, command in COMMANDS.items() for one in every_command(command, (word,)))
NAMES = [" ".join(path) for path in ALL]


def options(command: click.Command) -> set[str]:
    """The long options a command knows."""
    spelled = [one for parameter in command.params if isinstance(parameter, click.Option) for one in parameter.opts]
    return {one for one in spelled if one.startswith("--")} | {"--help"}


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_a_command_and_each_of_its_options_say_what_they_are_for(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    silent = [one.opts for one in command.params if isinstance(one, click.Option) and not one.help]
    assert silent == []


def test_the_summaries_that_help_prints_are_the_commands_own() -> None:
    said = {word: command.get_short_help_str(limit=200) for word, command in COMMANDS.items()}
    assert said == {word: ours.summary for word, ours in OURS.items()}


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_a_reference_page_names_the_command_and_every_option(path: tuple[str, ...]) -> None:
    page = text(ROOT / "docs" / "reference" / REFERENCE.get(path[0], f"{path[0]}.md"))
    assert f"muniment {' '.join(path)}" in page
    assert {one for one in options(ALL[path]) - {"--help"} if f"`{one}" not in page} == set()


def spoken(page: Path) -> Iterator[list[str]]:
    """The words of each `muniment ...` line that a page shows or names."""
    shown = "\n".join(examples(page, "console", "sh", "bash")).replace("\\\n", " ")
    lines = re.findall(r"^(?:\$ )?(?:\S*/)?(muniment .*)$", shown, re.MULTILINE)
    for line in lines + re.findall(r"`(muniment [^`]+)`", prose(page)):
        yield shlex.split(line, comments=True)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_only_commands_and_options_there_are(page: Path) -> None:
    wrong = []
    for _, *words in spoken(page):
        plain = [word for word in words if re.fullmatch(r"[a-z]+", word)]
        path = max((tuple(plain[:length]) for length in range(3) if tuple(plain[:length]) in ALL), default=None)
        used = {word.partition("=")[0].rstrip("]") for word in words if word.startswith("--")}
        known = options(ALL[path]) if path else {"--help", "--version"}
        if (plain and path is None) or used - known:
            wrong.append(" ".join(words))
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_names_only_make_targets_there_are(page: Path) -> None:
    targets = set(re.findall(r"^([a-z ]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    there = {word for line in targets for word in line.split()}
    shown = "\n".join(examples(page, "console", "sh", "bash"))
    named = re.findall(r"`make ([a-z]+)", prose(page)) + re.findall(r"^(?:\$ )?make ([a-z]+)", shown, re.MULTILINE)
    assert set(named) - there == set()
