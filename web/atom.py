"""A selection as Atom (RFC 4287), from plain data to bytes. Knows nothing of HTTP or the database."""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from web.plain_text import plain

NOT_IN_XML = re.compile("[\ufffe\uffff]")
"""What XML 1.0 does not allow, beyond what calendars leave out too."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a feed reader shows of one date."""

    uid: str
    """The date's own, as in every calendar."""
    title: str
    url: str
    calendar_url: str
    author: str
    summary: str
    html: str
    """Escaped already."""
    changed_at: datetime
    categories: tuple[str, ...] = ()


def urn(name: str) -> str:
    """A name that stays the same wherever the site moves: the UUID in a date's uid, or one made of whatever ``name`` is."""
    first = name.partition("@")[0]
    try:
        known = UUID(first)
    except ValueError:
        known = uuid5(NAMESPACE_URL, name)
    return known.urn


class _Atom(Atom1Feed):
    """Django's, with what it leaves out: the whole text, the same date as a calendar file, and a moment that is not that of asking."""

    def latest_post_date(self) -> datetime:
        changed: datetime = self.feed["changed_at"]
        return changed

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        as_file = {"rel": "alternate", "type": "text/calendar", "href": item["calendar_url"]}
        handler.addQuickElement("link", "", as_file)
        handler.addQuickElement("content", item["html"], {"type": "html"})


def atom(title: str, entries: list[Entry], *, url: str, page_url: str, author: str, changed_at: datetime) -> bytes:
    """The feed at ``url`` of what ``page_url`` shows, with ``entries`` in the order given.

    ``changed_at`` is when it last changed; of several entries that of the newest.
    """
    feed = _Atom(
        title=text(title), link=page_url, description=None, language="nl", author_name=text(author), feed_url=url,
        feed_guid=urn(url.partition("://")[2]), changed_at=whole_second(changed_at),
    )  # fmt: skip
    for entry in entries:
        feed.add_item(
            title=text(entry.title),
            link=entry.url,
            description=escape(text(entry.summary)),
            unique_id=urn(entry.uid),
            author_name=text(entry.author),
            updateddate=whole_second(entry.changed_at),
            categories=[text(name) for name in entry.categories],
            html=text(entry.html),
            calendar_url=entry.calendar_url,
        )
    written = BytesIO()
    feed.write(written, "utf-8")
    return written.getvalue()


def text(value: str) -> str:
    return NOT_IN_XML.sub("", plain(value))


def whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
