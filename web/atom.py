"""Serialisation of entries as an Atom feed (RFC 4287). Uses neither HTTP nor the database."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from web.plain_text import plain


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Entry of a feed: a date or a practice."""

    uid: str
    """Name that never changes, such as the UID of a date in calendars."""
    title: str
    url: str
    calendar_url: str = ""
    """Address of the calendar file of a date."""
    author: str
    summary: str
    html: str
    """Content, already escaped."""
    changed_at: datetime
    categories: tuple[str, ...] = ()


def urn(name: str) -> str:
    """Return a stable URN: of the UUID at the start of ``name`` (the UID of a date), else of one made from ``name``."""
    first = name.partition("@")[0]
    try:
        known = UUID(first)
    except ValueError:
        known = uuid5(NAMESPACE_URL, name)
    return known.urn


class _Atom(Atom1Feed):
    """Django's Atom feed, plus full content, links to calendar files, and a time of change other than now."""

    def latest_post_date(self) -> datetime:
        changed: datetime = self.feed["changed_at"]
        return changed

    def add_item_elements(self, handler, item) -> None:
        super().add_item_elements(handler, item)
        if item["calendar_url"]:
            as_file = {"rel": "alternate", "type": "text/calendar", "href": item["calendar_url"]}
            handler.addQuickElement("link", "", as_file)
        handler.addQuickElement("content", item["html"], {"type": "html"})


def atom(title: str, entries: list[Entry], *, url: str, page_url: str, author: str, changed_at: datetime) -> bytes:
    """Return the feed at ``url``, for the page at ``page_url``. ``entries`` keep their order.

    ``changed_at`` is the time of the last change: that of the most recently changed entry.
    """
    feed = _Atom(
        title=plain(title), link=page_url, description=None, language="nl", author_name=plain(author), feed_url=url,
        feed_guid=urn(url.partition("://")[2]), changed_at=whole_second(changed_at),
    )  # fmt: skip
    for entry in entries:
        feed.add_item(
            title=plain(entry.title),
            link=entry.url,
            description=escape(plain(entry.summary)),
            unique_id=urn(entry.uid),
            author_name=plain(entry.author),
            updateddate=whole_second(entry.changed_at),
            categories=[plain(name) for name in entry.categories],
            html=plain(entry.html),
            calendar_url=entry.calendar_url,
        )
    written = BytesIO()
    feed.write(written, "utf-8")
    return written.getvalue()


def whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
