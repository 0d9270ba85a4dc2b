"""The reference pages of the law are what its files say: written by `make pages`, and none left over."""

from pathlib import Path

import pytest

from muniment.law import load
from muniment.law.provisions import switches
from scripts import law_pages
from scripts.law_pages import FOLDER, pages
from scripts.markdown import link, safe
from tests.docs.pages import links, text

WANTED = pages()
WRITTEN = {path.relative_to(FOLDER).as_posix(): text(path) for path in FOLDER.rglob("*.md")}


def test_every_page_of_the_law_says_what_the_law_files_say() -> None:
    outdated = [name for name, wanted in WANTED.items() if WRITTEN.get(name) != wanted]
    assert outdated == [], "run `make pages`"


def test_no_page_is_left_of_a_provision_that_is_gone() -> None:
    assert set(WRITTEN) - set(WANTED) == set(), "run `make pages`"


def test_the_list_leads_to_the_page_of_every_provision() -> None:
    assert {f"{name}.md" for name in load.names()} - set(links(FOLDER / "index.md")) == set()


def test_pages_are_written_anew_and_those_left_over_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law_pages, "FOLDER", tmp_path)
    (tmp_path / "gone_act").mkdir()
    (tmp_path / "gone_act" / "left.md").write_text("of old", encoding="utf-8")
    (tmp_path / "index.md").write_text("of old", encoding="utf-8")
    law_pages.main()
    written = {path.relative_to(tmp_path).as_posix(): text(path) for path in tmp_path.rglob("*.md")}
    assert written == WANTED


def test_what_is_not_verified_is_all_on_one_page() -> None:
    for name in load.names():
        marks = [version.confidence.value for version in load.read_named(name).versions]
        listed = WANTED["unverified.md"].count(f"]({name}.md)")
        assert listed == len(marks) - marks.count("read")


def test_every_gap_and_every_switch_is_on_one_page() -> None:
    gaps = WANTED["gaps.md"]
    for name in load.names():
        provision = load.read_named(name)
        assert safe(provision.before) in gaps
        assert safe(provision.after) in gaps
    assert [switch for switch in switches(load.every_provision().values()) if f"`{switch}`" not in gaps] == []
    assert "| Northern Ireland | 1 January 2018 | 31 December 2028 |" in gaps


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("a|b [c] *d* _e_ `f` <g>", r"a\|b \[c\] \*d\* \_e\_ \`f\` &lt;g>"),
        ("art 6(1)(c), 9(2)(R)", "art 6(1)&#40;c), 9(2)&#40;R)"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_a_text_of_the_law_is_not_read_as_markdown(given: str, written: str) -> None:
    assert safe(given) == written


def test_an_address_with_brackets_stays_one_link() -> None:
    assert link("s 1", "https://example.org/a(b)") == "[s 1](https://example.org/a%28b%29)"
