"""Links lead somewhere, and the documents can be built and read without the web."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, anchors, links, name


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        if re.match(r"https?:|mailto:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_of_the_documents_can_be_reached_from_the_first() -> None:
    first = ROOT / "docs" / "index.md"
    reached, waiting = {first}, [first]
    while waiting:
        page = waiting.pop()
        nexts = {(page.parent / link.partition("#")[0]).resolve() for link in links(page) if ".md" in link}
        new = {one for one in nexts if one.exists()} - reached
        reached |= new
        waiting += new
    assert {name(page) for page in PAGES if page.is_relative_to(ROOT / "docs")} - {
        name(one) for one in reached
    } == set()


def test_the_built_documents_fetch_nothing_from_the_web(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "zensical.toml", tmp_path)
    run = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build", "--strict"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    built = sorted((tmp_path / "build" / "site").rglob("*.html"))
    assert len(built) > 10
    fetching = re.compile(r"<(?:script|img|iframe|link rel=\"?(?:stylesheet|preconnect))[^>]*(?:src|href)=\"?https?:")
    assert [page.name for page in built if fetching.search(page.read_text(encoding="utf-8"))] == []
