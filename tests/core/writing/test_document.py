"""A document that would come out wrong in some format cannot be made."""

from collections.abc import Callable

import pytest

from muniment.core.writing.document import (
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
    runs_of,
)


def document(*levels: int) -> Document:
    return Document(title="T", language="en-GB", blocks=tuple(Heading(level=level, text="H") for level in levels))


WRONG: list[tuple[str, Callable[[], object]]] = [
    ("needs a title", lambda: Document(title=" ", language="en-GB", blocks=())),
    ("needs a language", lambda: Document(title="T", language="", blocks=())),
    ("skips a level", lambda: document(3)),
    ("skips a level", lambda: document(2, 4)),
    ("level is between", lambda: Heading(level=1, text="A second title")),
    ("level is between", lambda: Heading(level=7, text="Too deep")),
    ("heading needs a text", lambda: Heading(level=2, text="")),
    ("anchor", lambda: Heading(level=2, text="H", anchor="Two words")),
    ("one anchor", lambda: Document(title="T", language="en", blocks=(Heading(level=2, text="H", anchor="a"),) * 2)),
    ("needs a caption", lambda: Table(caption="", header=("A",), rows=())),
    ("column needs a heading", lambda: Table(caption="C", header=(), rows=())),
    ("column needs a heading", lambda: Table(caption="C", header=("A", ""), rows=())),
    ("one cell for each column", lambda: Table(caption="C", header=("A", "B"), rows=(("1",),))),
    ("numeric column", lambda: Table(caption="C", header=("A",), rows=(), numeric=frozenset({1}))),
    ("paragraph needs a text", lambda: Paragraph(text="")),
    ("list needs an item", lambda: BulletList(items=())),
    ("list needs an item", lambda: NumberedList(items=())),
    ("needs an entry", lambda: SummaryList(entries=())),
    ("fact needs a name", lambda: SummaryList(entries=(("", "value"),))),
    ("warning needs a text", lambda: Warning(text="")),
    ("notice needs", lambda: Notice(title="", blocks=(Paragraph(text="p"),))),
    ("no headings", lambda: Notice(title="N", blocks=(Heading(level=2, text="H"),))),
    ("summary and something", lambda: Details(summary="S", blocks=())),
    ("no headings", lambda: Details(summary="S", blocks=(Heading(level=2, text="H"),))),
    ("link needs a text", lambda: Run(text=" ", link="a.csv")),
]


@pytest.mark.parametrize(("said", "make"), WRONG)
def test_what_would_come_out_wrong_cannot_be_made(said: str, make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=said):
        make()


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "http://a.example", "file:///etc/passwd", "/etc", "",
     "\\\\host\\share", "../other", "data/../../x", "//host/x"],
)  # fmt: skip
def test_a_link_leads_nowhere_but_to_files_beside_and_to_safe_addresses(link: str) -> None:
    with pytest.raises(ValueError, match="leads to a file beside"):
        Run(text="here", link=link)


@pytest.mark.parametrize(
    "link", ["data/a~1/b.csv", "#rights", "https://ico.org.uk/", "mailto:dpo@example.org", "tel:+441632960001"]
)
def test_a_link_to_a_file_a_place_or_a_safe_address_is_kept(link: str) -> None:
    assert Run(text="here", link=link).link == link


def test_headings_may_go_deeper_by_one_and_up_by_any() -> None:
    assert [heading.level for heading in document(2, 3, 4, 2, 3).headings()] == [2, 3, 4, 2, 3]


def test_a_plain_text_is_one_run_in_the_documents_language() -> None:
    assert runs_of("Hello") == (Run(text="Hello", language=None),)
    assert runs_of((Run(text="Bore da", language="cy"),)) == (Run(text="Bore da", language="cy"),)
