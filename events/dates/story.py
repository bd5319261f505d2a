"""Body of an event's page as plain text, for calendars, with the addresses of its links."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page

from events.models import EventPage
from network.visibility import open_to_all
from web.excerpts import as_text, links_in, shortened
from web.numbers import row_id

MOST = 1500
"""Maximum number of characters in a calendar entry."""


def read_stories(pages: Iterable[EventPage | None]) -> None:
    """Set ``story`` on each of ``pages`` that has none, in at most two queries: their links name pages by id."""
    unread = [page for page in pages if page is not None and not hasattr(page, "story")]
    links = [link for page in unread for link in _links_in(page.body)]
    addresses = _addresses(links) if links else {}
    for page in unread:
        page.story = _story(page.body, tuple(addresses.get(link, "") for link in _links_in(page.body)))


def story_of(page: EventPage) -> str:
    """Return the body of ``page`` as plain text, read by ``read_stories`` or now."""
    read_stories([page])
    return page.story


@lru_cache(maxsize=512)
def _links_in(body: str) -> tuple[tuple[str, str], ...]:
    """Return the links to pages and documents in ``body``, as type and id."""
    return tuple((link["linktype"], link.get("id", "")) for link in links_in(body) if "linktype" in link)


def _addresses(links: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the address of each of ``links`` that every visitor may see."""
    pages = {row_id(number) for kind, number in links if kind == "page"} - {None}
    documents = {row_id(number) for kind, number in links if kind == "document"} - {None}
    found = {}
    if pages:
        for page in open_to_all(Page.objects.filter(pk__in=pages)):
            found["page", str(page.pk)] = page.get_full_url() or ""
    if documents:
        for document in get_document_model().objects.filter(pk__in=documents):
            path = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
            found["document", str(document.pk)] = f"{settings.SITE_URL}{path}"
    return found


@lru_cache(maxsize=512)
def _story(body: str, addresses: tuple[str, ...]) -> str:
    """Return ``body`` as plain text. ``addresses`` are those of its ``_links_in``, in order."""
    left = iter(addresses)

    def address_of(link: dict[str, str]) -> str:
        if "linktype" in link:
            return next(left)
        address = link.get("href", "")
        if address.startswith("/"):
            return f"{settings.SITE_URL}{address}"
        for scheme in ("mailto:", "tel:"):
            address = address.removeprefix(scheme)
        return "" if address.startswith("#") else address

    return shortened(as_text(body, address_of), MOST)
