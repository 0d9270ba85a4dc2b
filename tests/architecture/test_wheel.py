"""What is installed from a wheel is whole, and brings nothing that is not ours to give."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    run = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    ours = {
        file.relative_to(SOURCE).as_posix()
        for file in SOURCE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert ours - set(wheel.namelist()) == set()


def test_the_wheel_holds_nothing_else_but_what_describes_it(wheel: zipfile.ZipFile) -> None:
    others = {Path(name).parts[0] for name in wheel.namelist()} - {"muniment"}
    assert [name for name in others if not re.fullmatch(r"muniment-[\d.]+\.dist-info", name)] == []
    assert any(name.endswith("licenses/LICENSE") for name in wheel.namelist())


def test_the_wheel_brings_no_crown_and_no_typeface_of_the_government(wheel: zipfile.ZipFile) -> None:
    """The GOV.UK look may be used by anyone; its logo and GDS Transport may not."""
    names = [name for name in wheel.namelist() if re.search(r"\.(woff2?|ttf|otf)$|crown|crest|favicon", name)]
    styles = [name for name in wheel.namelist() if name.endswith(".css")]
    using = [name for name in styles if re.search(rb"GDS Transport|@font-face|url\(\s*['\"]?https?:", wheel.read(name))]
    assert names == []
    assert using == []
