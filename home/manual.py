"""The manuals for organisers and editors, from ``docs``, rendered for the admin.

Supports only the Markdown used there: headings, paragraphs, lists, bold, italic, code, links and pictures.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

DOCS = settings.BASE_DIR / "docs"
FOLDERS = {"organisatoren": DOCS / "organisatoren", "redactie": DOCS / "redactie"}
"""Folder of each manual; its name is also the slug of its first page."""
FOR_EDITORS = "redactie"
SLUG = re.compile(r"[a-z]{3,20}")


@cache
def chapters(book: str) -> dict[str, str]:
    """Return the titles of the chapters by slug, in the order of the first page."""
    folder = FOLDERS[book]
    order = re.findall(r"\d\. \[[^\]]+\]\(([a-z]+)\.md\)", (folder / "README.md").read_text())
    return {slug: title_of(folder / f"{slug}.md") for slug in order}


def title_of(path: Path) -> str:
    return path.read_text().split("\n", 1)[0].removeprefix("# ")


def path_of(slug: str) -> Path | None:
    """Return the file of a chapter, or of the first page of a manual."""
    if not SLUG.fullmatch(slug):
        return None
    if slug in FOLDERS:
        return FOLDERS[slug] / "README.md"
    return next((path for folder in FOLDERS.values() if (path := folder / f"{slug}.md").is_file()), None)


def picture(name: str) -> Path | None:
    return next((path for folder in FOLDERS.values() if (path := folder / "beelden" / name).is_file()), None)


@cache
def chapter(slug: str) -> SafeString | None:
    """Return the chapter as HTML, without its title; None if there is no such chapter."""
    path = path_of(slug)
    return as_html(path.read_text().split("\n", 1)[1]) if path else None


def as_html(source: str) -> SafeString:
    return mark_safe("\n".join(_block(block) for block in re.split(r"\n{2,}", source.strip())))  # noqa: S308  escaped below


def _block(block: str) -> str:
    if found := re.match(r"(#{2,3}) (.*)", block):
        level = len(found[1])
        return f"<h{level}>{_inline(found[2])}</h{level}>"
    for mark, element in ((r"- ", "ul"), (r"\d+\. ", "ol")):
        if re.match(mark, block):
            items = [
                " ".join(item.split()) for item in re.split(rf"^{mark}", block, flags=re.MULTILINE) if item.strip()
            ]
            return f"<{element}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{element}>"
    words = " ".join(block.split())
    if found := re.fullmatch(r"!\[([^\]]*)\]\(beelden/([\w-]+\.webp)\)", words):
        return f'<img src="{reverse("manual_picture", args=[found[2]])}" alt="{escape(found[1])}">'
    return f"<p>{_inline(words)}</p>"


def _inline(words: str) -> str:
    text = escape(words)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"(?<!\*)\*([^*]+)\*", r"<i>\1</i>", text)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    return re.sub(
        r"\[([^\]]+)\]\((?:\.\./[a-z]+/)?([a-z]+)\.md\)",
        lambda link: f'<a href="{reverse("manual", args=[link[2]])}">{link[1]}</a>',
        text,
    )
