"""The first page in a real browser, opened from its folder: readable by everyone, on a desk and on a telephone."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright

from muniment.runs.review import make_reviewed
from tests.findings_folder import RENT, ROWS, write_findings

CHROMIUM = shutil.which("chromium")
DESK, TELEPHONE = 1000, 320

if CHROMIUM is None and os.environ.get("CI") != "true":
    pytest.skip("no browser: install the Debian package 'chromium'", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "No browser: install the Debian package 'chromium'."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """First pages by what is special about them."""
    folder = tmp_path_factory.mktemp("bundles")
    found = write_findings(folder / "found", unread={RENT: "statement timeout"})
    nothing = write_findings(folder / "nothing", {id: [] for id in ROWS}, found={})
    decisions = folder / "decisions.json"
    withheld = [
        {"do": "release", "dataset": "*", "collection": "*", "because": "Yours."},
        {"do": "withhold", "dataset": "social_care", "collection": "case notes/2026", "row": 2, "because": "Others."},
        {"do": "withhold", "dataset": "housing", "collection": "Household", "because": "About other people."},
        {"do": "withhold", "dataset": "housing", "collection": "rent_payments", "field": "amount", "because": "Why."},
    ]
    hashed = hashlib.sha256((found / "manifest.json").read_bytes()).hexdigest()
    decisions.write_text(json.dumps({"manifest_sha256": hashed, "reviewed_by": "DPO", "decisions": withheld}))
    reviewed = make_reviewed(found, decisions, folder / "reviewed", partial=True).folder
    return {"unreviewed": found, "nothing found": nothing, "reviewed": reviewed}


@pytest.fixture(params=[DESK, TELEPHONE])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    yield opened
    opened.close()


@pytest.mark.parametrize("which", ["unreviewed", "nothing found", "reviewed"])
def test_the_page_is_accessible_and_never_scrolls_sideways(which: str, pages: dict[str, Path], page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((pages[which] / "index.html").as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == "Your personal data"
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert {Path(url).name for url in asked} == {"index.html", "style.css"}
    assert all(url.startswith("file://") for url in asked)


def test_a_reader_without_a_mouse_skips_to_the_content_and_scrolls_a_wide_table(
    pages: dict[str, Path], browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": TELEPHONE, "height": 800})
    page.goto((pages["unreviewed"] / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("getComputedStyle(document.activeElement).backgroundColor") == "rgb(255, 221, 0)"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    wide = page.get_by_role("group", name="Household members in Housing")
    wide.focus()
    assert page.evaluate("document.activeElement.scrollWidth > document.activeElement.clientWidth")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    page.close()


def test_the_links_of_a_bundle_lead_to_its_files(pages: dict[str, Path], browser: Browser) -> None:
    page = browser.new_page()
    for folder in pages.values():
        page.goto((folder / "index.html").as_uri())
        links = page.evaluate("[...document.querySelectorAll('main a')].map(a => a.getAttribute('href'))")
        for link in links:
            if link.startswith("#"):
                assert page.locator(link).count() == 1
            elif not link.startswith("https://"):
                assert (folder / link).is_file()
    page.close()
