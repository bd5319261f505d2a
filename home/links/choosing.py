"""Replacement of addresses of the site's own pages by the pages themselves, in rich text and in blocks."""

import re
from html import unescape
from typing import Any

from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.models import Page

from home.links.own import page_of

LINK = re.compile(r'<a href="([^"]*)">')
LINKED = {"call_to_action", "doors"}
"""Types of blocks that hold a ``LinkBlock``."""


def page_id(address: str) -> int | None:
    page: Page | None = page_of(address)
    return page.pk if page else None


def link_to_page(props: dict) -> Any:
    """Return a link of the text editor as HTML. A pasted address of one of our pages becomes a link to that page."""
    if props.get("id") is None and props.get("url") and (found := page_id(props["url"])):
        props = {**props, "id": found}
    return link_entity(props)


def choose_in_text(text: str) -> str:
    def one(link: re.Match[str]) -> str:
        found = page_id(unescape(link[1]))
        return f'<a linktype="page" id="{found}">' if found else link[0]

    return LINK.sub(one, text)


def choose_in_blocks(raw: Any, *, is_link: bool = False) -> Any:
    """Return the raw value of a stream field with pages chosen where it held their addresses."""
    if isinstance(raw, str):
        return choose_in_text(raw)
    if isinstance(raw, list):
        return [choose_in_blocks(item, is_link=is_link) for item in raw]
    if not isinstance(raw, dict):
        return raw
    new = {name: choose_in_blocks(part, is_link=is_link or raw.get("type") in LINKED) for name, part in raw.items()}
    if is_link and new.get("address") and (found := page_id(new["address"])):
        return {**new, "page": found, "address": ""}
    return new
