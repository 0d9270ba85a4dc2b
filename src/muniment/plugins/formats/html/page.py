"""Renders a document to a complete page: landmarks, languages, headings and tables as assistive software reads them.

Written as functions on text rather than templates: a run over a thousand people writes a thousand pages,
and a page of forty rows takes about half a millisecond so.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from importlib.resources import files
from itertools import count
from types import MappingProxyType
from typing import Any

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
    Text,
    Warning,
)

STYLE = "style.css"

_NOT_FOR_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class HtmlFormat:
    """A page in the look of GOV.UK's public services, without its brand; meets core.writing.ports.Format."""

    suffix = ".html"
    assets: Mapping[str, bytes] = MappingProxyType({STYLE: (files(__package__) / STYLE).read_bytes()})

    def render(self, document: Document) -> bytes:
        ids = count(1)
        body = "\n".join(_block(block, ids) for block in document.blocks)
        language, title = escape(document.language), escape(document.title)
        service = escape(document.service or document.title)
        page = _PAGE.format(language=language, title=title, service=service, body=body, style=STYLE)
        return _NOT_FOR_HTML.sub("\ufffd", page).encode("utf-8", "replace")


_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="{style}">
</head>
<body>
<a class="skip" href="#content">Skip to main content</a>
<header><div class="width"><p class="service">{service}</p></div></header>
<main class="width" id="content" tabindex="-1">
<h1>{title}</h1>
{body}
</main>
<footer><div class="width"><p>{service}</p></div></footer>
</body>
</html>
"""


def _heading(block: Heading, ids: Iterator[int]) -> str:
    anchor = f' id="{block.anchor}"' if block.anchor else ""
    return f"<h{block.level}{anchor}>{escape(block.text)}</h{block.level}>"


def _paragraph(block: Paragraph, ids: Iterator[int]) -> str:
    quiet = ' class="quiet"' if block.quiet else ""
    return f"<p{quiet}>{_text(block.text)}</p>"


def _bullets(block: BulletList, ids: Iterator[int]) -> str:
    return f"<ul>{_items(block.items)}</ul>"


def _numbers(block: NumberedList, ids: Iterator[int]) -> str:
    return f"<ol>{_items(block.items)}</ol>"


def _items(items: tuple[Text, ...]) -> str:
    return "".join(f"<li>{_text(item)}</li>" for item in items)


def _table(block: Table, ids: Iterator[int]) -> str:
    kinds = [' class="number"' if at in block.numeric else "" for at in range(len(block.header))]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for kind, name in zip(kinds, block.header, strict=True))
    rows = "\n".join(
        f"<tr>{''.join([f'<td{kind}>{_text(cell)}</td>' for kind, cell in zip(kinds, row, strict=True)])}</tr>"
        for row in block.rows
    )
    caption = f"table-{next(ids)}"
    table = (
        f'<table><caption id="{caption}">{escape(block.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    )
    # A reader without a mouse scrolls the region once it has the focus, so it needs a place in the order and a name.
    return f'<div class="scroll" role="group" aria-labelledby="{caption}" tabindex="0">\n{table}\n</div>'


def _summary(block: SummaryList, ids: Iterator[int]) -> str:
    entries = "\n".join(f"<div><dt>{escape(name)}</dt><dd>{_text(value)}</dd></div>" for name, value in block.entries)
    return f"<dl>\n{entries}\n</dl>"


def _warning(block: Warning, ids: Iterator[int]) -> str:
    return (
        '<div class="warning"><span class="mark" aria-hidden="true">!</span>'
        f'<p><strong><span class="unseen">Warning: </span>{_text(block.text)}</strong></p></div>'
    )


def _notice(block: Notice, ids: Iterator[int]) -> str:
    name = f"notice-{next(ids)}"
    inner = "\n".join(_block(one, ids) for one in block.blocks)
    return (
        f'<section class="notice" aria-labelledby="{name}"><p class="title" id="{name}">{escape(block.title)}</p>\n'
        f"<div>{inner}</div></section>"
    )


def _details(block: Details, ids: Iterator[int]) -> str:
    inner = "\n".join(_block(one, ids) for one in block.blocks)
    return f"<details><summary>{escape(block.summary)}</summary>\n<div>{inner}</div></details>"


def _text(text: Text) -> str:
    return escape(text) if isinstance(text, str) else "".join(map(_run, text))


def _run(run: Run) -> str:
    html = escape(run.text)
    if run.strong:
        html = f"<strong>{html}</strong>"
    language = f' lang="{escape(run.language)}"' if run.language else ""
    if run.link is not None:
        return f'<a href="{escape(run.link)}"{language}>{html}</a>'
    return f"<span{language}>{html}</span>" if language else html


_RENDERERS: dict[type, Callable[[Any, Iterator[int]], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    BulletList: _bullets,
    NumberedList: _numbers,
    Table: _table,
    SummaryList: _summary,
    Warning: _warning,
    Notice: _notice,
    Details: _details,
}


def _block(block: Block, ids: Iterator[int]) -> str:
    return _RENDERERS[type(block)](block, ids)
