"""Text that people type in a plain field: paragraphs, lists, bold and links, in a small part of Markdown."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from web.excerpts import as_text

RULES = ("list", "newline", "emphasis", "link", "autolink", "balance_pairs", "fragments_join")
"""Rules that are on, besides paragraphs and text. HTML stays off, so what people type is always escaped."""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(RULES))
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    return parser


def _is_safe(url: str) -> bool:
    """Return whether a typed link may lead there: the web, or this site."""
    return url.lower().startswith(("https://", "http://", "/")) and not url.startswith("//")


@lru_cache(maxsize=2000)
def to_html(text: str) -> SafeString:
    """Return ``text`` as HTML, in the time of one pass. Headings, tables, pictures and HTML are shown as typed."""
    return mark_safe(_parser().render(text))  # noqa: S308  markdown-it escapes, because ``html`` is off


def to_text(text: str) -> str:
    """Return ``text`` without its markup, on lines of its own for each paragraph and item."""
    return as_text(to_html(text))
