"""Plain text made of rich text, and short text made of long text."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "tr", "hr"}
INDENT = "  "
BARE_MARK = re.compile(r" *(–|\d+\.) $")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append({name: value or "" for name, value in attrs})


def links_in(html: str) -> list[dict[str, str]]:
    """Return the attributes of each link in ``html``, in order."""
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.found


class _Text(HTMLParser):
    """Parser that collects the lines of a text."""

    def __init__(self, address_of: Callable[[dict[str, str]], str]) -> None:
        super().__init__()
        self.address_of = address_of
        self.lines = [""]
        self.lists: list[int | None] = []
        """Number of the last item of each open list; None if it is not numbered."""
        self.links: list[tuple[str, int, int]] = []
        """Address of each open link, with the line and the column where its text starts."""

    def start_line(self, mark: str = "") -> None:
        is_marked = bool(BARE_MARK.match(self.lines[-1]))
        if is_marked and not mark:
            return  # a paragraph inside an item
        if self.lines[-1].strip() and not is_marked:
            self.lines.append("")
        self.lines[-1] = mark

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
        if tag == "li":
            number = self.lists[-1] if self.lists else None
            mark = "–"
            if number is not None:
                self.lists[-1] = number + 1
                mark = f"{number + 1}."
            self.start_line(f"{INDENT * max(0, len(self.lists) - 1)}{mark} ")
        elif tag in BLOCKS or tag == "br":
            self.start_line()
        elif tag == "a":
            address = self.address_of({name: value or "" for name, value in attrs})
            self.links.append((address, len(self.lines), len(self.lines[-1])))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        if tag == "a" and self.links:
            address, line, column = self.links.pop()
            words = "\n".join([self.lines[line - 1][column:], *self.lines[line:]]).strip()
            if address and words != address:
                self.lines[-1] = f"{self.lines[-1].rstrip()} ({address})" if words else f"{self.lines[-1]}{address}"
        elif tag in BLOCKS or tag == "li":
            self.start_line()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if data[:1].isspace() and self.lines[-1][-1:].strip():
            self.lines[-1] += " "
        self.lines[-1] += words
        if words and data[-1:].isspace():
            self.lines[-1] += " "


def as_text(html: str, address_of: Callable[[dict[str, str]], str] = lambda link: link.get("href", "")) -> str:
    """Return rich text as plain text: a line for each paragraph and item, and “words (address)” for each link.

    ``address_of`` gets the attributes of a link and returns its address; empty if the words have to do.
    """
    parser = _Text(address_of)
    parser.feed(html)
    parser.close()
    return "\n".join(line.rstrip() for line in parser.lines if line.strip() and not BARE_MARK.match(line))


def shortened(text: str, most: int) -> str:
    """Return ``text`` cut between words to at most ``most`` characters, with an ellipsis if anything is cut off.

    A word that is too long by itself is cut.
    """
    if len(text) <= most:
        return text
    head = text[: most - 1]
    if not text[most - 1].isspace():
        head = head[: max((place + 1 for place, sign in enumerate(head) if sign.isspace()), default=len(head))]
    return f"{head.rstrip(' ,;:–-(' + chr(10))}…"
