"""The tutorial works: its commands are run as they stand, and print what it says they print."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "tutorial" / "first-request.md"
INSTEAD = {"make demo": "muniment demo --no-open", ". .venv/bin/activate": "true"}
"""What the test has done already, or must not do."""


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, and the lines it is said to print."""
    for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, *printed = part.strip().splitlines()
        yield command.strip(), printed


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", INSTEAD.get(command, command)],
        cwd=folder, env={**os.environ, "PATH": path, "COLUMNS": "80"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_every_command_of_the_tutorial_prints_what_it_says(tmp_path: Path) -> None:
    folder = tmp_path
    for language, block in blocks(PAGE):
        if language == "json":
            (folder / "decisions.json").write_text(block, encoding="utf-8")
        for command, printed in commands(block) if language == "console" else ():
            if command.startswith("cd "):
                folder = folder / command.removeprefix("cd ")
                continue
            output = run(command, folder)
            missing = [line for line in printed if " ".join(line.split()) not in " ".join(output.split())]
            assert missing == [], f"{command}\n{output}"
    assert (folder / "bundle.zip").is_file()
    assert (folder / "another-answer" / "manifest.json").is_file()
    assert run("grep -ri emeka bundle", folder) == ""
