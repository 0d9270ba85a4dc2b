"""Documents as pages of HTML that open from a folder, offline: one file a page and one style sheet."""

from muniment.plugins.formats.html.page import HtmlFormat

__all__ = ["HtmlFormat"]
