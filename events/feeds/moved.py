"""Redirects for calendars whose page has a new address; ``dates.renamed`` has those of selections.

Calendar programs follow a permanent redirect; a 404 leaves them with what they had.
"""

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from events.models import RetiredFeed
from network.moved import moved_page


def new_address(request: HttpRequest, path: str) -> str | None:
    """Return the address of the page that used to be at ``path``, if every visitor may see it."""
    page = moved_page(request, path)
    if page is None or not page.is_open_to_all or is_later_page_gone(request, path, page):
        return None
    return page.get_url(request)


def is_later_page_gone(request: HttpRequest, path: str, page: Page) -> bool:
    """Return whether another page than ``page`` took the address later and then went out of sight.

    Subscribers of this address had subscribed to that page.
    """
    others = RetiredFeed.objects.filter(path=path).exclude(slug="").exclude(page_number=page.pk)
    redirect = get_redirect(request, Redirect.normalise_path(f"/{path}", decode_unicode=False))
    if redirect is not None:  # else it moved with a page above it
        others = others.filter(ended_at__gt=redirect.created_at) if redirect.created_at else others.none()
    return others.exists()
