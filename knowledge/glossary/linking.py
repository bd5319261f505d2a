"""Terms explained in the finished HTML of a page: the first occurrence of each becomes a link to its explanation.

Nothing but these links is added to the text. HTML that is not well-formed is left as it is from that point on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.glossary.matching import Match, Names, matches

MOST_PER_PAGE = 8
MOST_PER_PARAGRAPH = 2
SHORT = 12
"""Length of a word that is not broken over two lines."""

NOT_WITHIN = frozenset(
    {
        "a", "abbr", "audio", "blockquote", "button", "canvas", "caption", "cite", "code", "dfn", "figcaption",
        "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "math", "nav", "object", "pre", "q", "samp", "select", "summary", "svg",
        "template", "th", "video",
    }
)  # fmt: skip
"""Elements in which no word is explained: they are links, names, or somebody's own words. ``data-geen-begrippen`` on
any other element does the same."""
RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noscript", "noembed", "noframes", "xmp"})
"""Elements whose content a browser does not read as HTML."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
     "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)  # fmt: skip
"""Elements that do not end a paragraph, nor a word."""

TAG = re.compile(
    r"<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)"
    r"(?P<attributes>(?>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`/]+))?)*))\s*/?>"
)
COMMENT = re.compile(r"<!--(?!-?>)(?>(?:(?!--).)*)-->", re.DOTALL)
OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
LETTER = re.compile(r"[^\W_]|[-\u2010\u2011]")
INLINE_TAGS = re.compile(rf"(?:</?(?:{'|'.join(sorted(INLINE))})(?:\s[^<>]*)?>)*", re.IGNORECASE)
NEVER = re.compile(r"\sdata-geen-begrippen(?=[\s=/>]|$)", re.IGNORECASE)


@dataclass
class Explained:
    """Terms that a page has explained so far, in the order of the text. ``own``: the term that the page is about."""

    own: int | None = None
    found: list[int] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return len(self.found) >= MOST_PER_PAGE


def link_terms(html: str, names: Names, explained: Explained) -> str:
    """Return ``html`` with the first occurrence of each term as a link, and add those terms to ``explained``."""
    if not names:
        return html
    pieces, place = [], 0
    for found in occurrences(html, names, explained):
        pieces += [html[place : found.start], link(html[found.start : found.end], found.term)]
        place = found.end
    return "".join([*pieces, html[place:]])


def link(words: str, term: int) -> str:
    short = "" if len(words) > SHORT or " " in words else " wv-begrip--short"
    return f'<a class="wv-begrip{short}" href="#begrip-{term}" id="van-begrip-{term}">{words}</a>'


def occurrences(html: str, names: Names, explained: Explained) -> Iterator[Match]:
    """Yield each occurrence to explain, and add its term to ``explained``."""
    in_paragraph, paragraph = 0, -1
    for text in texts(html):
        if text.paragraph != paragraph:
            in_paragraph, paragraph = 0, text.paragraph
        for match in matches(names, html, text.start, text.end):
            if explained.is_full:
                return
            if in_paragraph >= MOST_PER_PARAGRAPH:
                break
            if match.term == explained.own or match.term in explained.found or _is_part_of_a_word(html, match, text):
                continue
            explained.found.append(match.term)
            in_paragraph += 1
            yield match


class Text(NamedTuple):
    """Text without tags. ``is_glued``: the letter before it, in another inline element, belongs to its first word."""

    start: int
    end: int
    paragraph: int
    is_glued: bool


def texts(html: str) -> Iterator[Text]:
    """Yield each text in which words may be explained, with the number of its paragraph."""
    place, paragraph, before, skipped, depth = 0, 0, "", "", 0
    while True:
        opening = OPENING.search(html, place)
        end = opening.start() if opening else len(html)
        if place < end:
            if not skipped:
                yield Text(place, end, paragraph, bool(LETTER.match(before)))
            before = html[end - 1]
        tag = opening and (TAG.match(html, end) or COMMENT.match(html, end))
        if not tag:
            return
        place = tag.end()
        if tag.re is COMMENT:
            continue
        name, closes = tag["name"].lower(), bool(tag["closes"])
        if name not in INLINE:
            paragraph, before = paragraph + 1, ""
        if skipped:
            depth += (-1 if closes else 1) if name == skipped else 0
            skipped = skipped if depth else ""
        elif not closes and name not in VOID and (name in NOT_WITHIN or NEVER.search(tag["attributes"])):
            skipped, depth = name, 1
        if name in RAW and not closes:
            close = re.compile(rf"</{name}[\s>]", re.IGNORECASE).search(html, place)
            if close is None:
                return
            place = close.start()


def _is_part_of_a_word(html: str, match: Match, text: Text) -> bool:
    """Return whether the word goes on in another inline element, as in ``<b>mantel</b>zorg``."""
    if match.start == text.start and text.is_glued:
        return True
    return match.end == text.end and bool(LETTER.match(html, INLINE_TAGS.match(html, match.end).end()))  # type: ignore[union-attr]
