"""The documents as the tests read them: their links, headings and examples."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FOLDERS = [ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"), (ROOT / "changelog.d").glob("*.md")]
PAGES = [page for folder in _FOLDERS for page in sorted(folder)]

_FENCED = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)


def name(page: Path) -> str:
    """The page by its path from the root of the project."""
    return page.relative_to(ROOT).as_posix()


def text(page: Path) -> str:
    """All that the page says."""
    return page.read_text(encoding="utf-8")


def prose(page: Path) -> str:
    """What the page says outside its examples."""
    return _FENCED.sub("", text(page))


def blocks(page: Path) -> list[tuple[str, str]]:
    """The fenced blocks of a page, each with its language."""
    return [(language, body) for _, language, body in _FENCED.findall(text(page))]


def examples(page: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page in one of the languages."""
    return [body for language, body in blocks(page) if language in languages]


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead."""
    return re.findall(r"\]\(([^)\s]+)\)", prose(page))


def anchors(page: Path) -> set[str]:
    """The names by which a link can lead to a heading of the page."""
    titles = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}
