"""A page of HTML says what the document says, to every reader, and lets nothing in that the data brings along."""

import re
import time
from html.parser import HTMLParser

import pytest

from muniment.core.writing.document import (
    Block,
    BulletList,
    Details,
    Document,
    Heading,
    Notice,
    NumberedList,
    Paragraph,
    Run,
    SummaryList,
    Table,
    Warning,
)
from muniment.plugins.formats.html import HtmlFormat
from muniment.plugins.registry import load

VOID = {"meta", "link", "br"}


class Elements(HTMLParser):
    """The elements of a page with their attributes; fails where they do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def render(*blocks: Block, title: str = "Title", language: str = "en-GB") -> str:
    return HtmlFormat().render(Document(title=title, language=language, blocks=blocks)).decode("utf-8")


EVERY_BLOCK: tuple[Block, ...] = (
    Notice(title="Draft", blocks=(Paragraph(text="Not final."),)),
    Heading(level=2, text="Two", anchor="two"),
    Paragraph(text="Small.", quiet=True),
    BulletList(items=("a", "b")),
    NumberedList(items=("first",)),
    Table(caption="Sums", header=("What", "How much"), rows=(("rent", "5"), ("", "7")), numeric=frozenset({1})),
    SummaryList(entries=(("Name", "Ann"),)),
    Warning(text="Do not lose it."),
    Details(summary="More", blocks=(Table(caption="Inner", header=("A",), rows=()),)),
)


def test_every_block_nests_and_every_id_is_one() -> None:
    found = Elements(render(*EVERY_BLOCK)).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(ids) == len(set(ids))
    labelled = [attributes["aria-labelledby"] for _, attributes in found if "aria-labelledby" in attributes]
    assert len(labelled) == 3
    assert set(labelled) <= set(ids)


def test_the_page_opens_offline_and_runs_nothing() -> None:
    page = render(*EVERY_BLOCK)
    found = Elements(page).found
    assert "script" not in {tag for tag, _ in found}
    assert not [attributes for _, attributes in found if "style" in attributes or "src" in attributes]
    assert [attributes["href"] for tag, attributes in found if tag == "link"] == ["style.css"]
    assert "@import" not in HtmlFormat.assets["style.css"].decode()
    assert "url(" not in HtmlFormat.assets["style.css"].decode()


def test_the_style_is_a_few_kilobytes() -> None:
    assert len(HtmlFormat.assets["style.css"]) < 8_000


SMUGGLED = "<script>alert(\"1\")</script> & 'x'"


@pytest.mark.parametrize(
    "block",
    [
        Heading(level=2, text=SMUGGLED),
        Paragraph(text=SMUGGLED),
        Paragraph(text=(Run(text=SMUGGLED, strong=True, language="cy"),)),
        BulletList(items=(SMUGGLED,)),
        NumberedList(items=(SMUGGLED,)),
        Table(caption=SMUGGLED, header=(SMUGGLED,), rows=((SMUGGLED,),)),
        SummaryList(entries=((SMUGGLED, SMUGGLED),)),
        Warning(text=SMUGGLED),
        Notice(title=SMUGGLED, blocks=(Paragraph(text=SMUGGLED),)),
        Details(summary=SMUGGLED, blocks=(Paragraph(text=SMUGGLED),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_markup_in_the_data_is_shown_and_not_obeyed(block: Block) -> None:
    page = render(block, title=SMUGGLED)
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;x&#x27;" in page


def test_a_link_cannot_break_out_of_its_attribute() -> None:
    page = render(Paragraph(text=(Run(text="here", link='data/"onclick="x'),)))
    assert 'href="data/&quot;onclick=&quot;x"' in page


def test_each_language_is_marked() -> None:
    page = render(
        Paragraph(text=(Run(text="Bore da", language="cy"), Run(text=" and more", strong=True))), language="en"
    )
    assert '<html lang="en">' in page
    assert '<p><span lang="cy">Bore da</span><strong> and more</strong></p>' in page


def test_a_table_has_its_caption_column_headings_and_a_region_to_scroll() -> None:
    page = render(*EVERY_BLOCK)
    assert re.search(r'<div class="scroll" role="group" aria-labelledby="(table-\d)" tabindex="0">', page)
    assert '<th scope="col">What</th><th scope="col" class="number">How much</th>' in page
    assert '<td>rent</td><td class="number">5</td>' in page


def test_a_document_has_one_title_a_way_past_the_header_and_landmarks() -> None:
    found = Elements(render(*EVERY_BLOCK)).found
    tags = [tag for tag, _ in found]
    assert [tags.count(tag) for tag in ("h1", "main", "header", "footer", "title")] == [1] * 5
    assert next(attributes["href"] for tag, attributes in found if tag == "a") == "#content"
    assert ("main", {"class": "width", "id": "content", "tabindex": "-1"}) in found


def test_characters_that_html_cannot_hold_are_replaced_visibly() -> None:
    assert "<p>nul \ufffd esc \ufffd tab \t new \n</p>" in render(Paragraph(text="nul \0 esc \x1b tab \t new \n"))


def test_the_entry_point_names_the_format() -> None:
    assert load("muniment.formats", "html") is HtmlFormat


def test_a_page_of_forty_rows_takes_about_a_millisecond() -> None:
    table = Table(caption="C", header=("A",) * 8, rows=((("a value <1>",) * 8),) * 40)
    document = Document(title="T", language="en", blocks=(table,))
    taken = []
    for _ in range(20):
        started = time.perf_counter()
        HtmlFormat().render(document)
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.003  # it takes 0.3 ms on an idle machine
