"""What writing asks of a format; plug-ins in `plugins/formats` meet this protocol."""

from collections.abc import Mapping
from typing import Protocol

from muniment.core.writing.document import Document


class Format(Protocol):
    """Writes documents out in one form; an entry point of the group `muniment.formats` names the class."""

    suffix: str
    """The ending of a file in this format: ".html"."""

    assets: Mapping[str, bytes]
    """The files that a document in this format needs beside it, by name; they are the same for all documents."""

    def render(self, document: Document) -> bytes:
        """The document as the content of one file; the same document gives the same bytes."""
        ...
