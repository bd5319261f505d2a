"""Redirects for calendars whose page has a new address or name.

Calendar programs follow a permanent redirect; a 404 leaves them with what they had.
"""

from dataclasses import replace

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from events.dates.selection import Selection
from events.dates.selection_words import SelectionNames
from events.models import RetiredFeed
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.moved import moved_page
from network.visibility import open_to_all

FOLDERS = {"municipalities": "gemeenten", "wijken": "gemeenten", "themes": "themas", "organisations": "organisaties"}
"""Folder of the pages that each part of a selection names by slug."""


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


def renamed(selection: Selection, named: SelectionNames) -> Selection | None:
    """Return ``selection`` with the current names of its pages; None if it has no former names.

    Costs no query unless a name is unknown.
    """
    unknown = {
        Redirect.normalise_path(f"/{folder}/{value}"): (part, value)
        for part, folder in FOLDERS.items()
        for value in getattr(selection, part)
        if value not in named.titles[part] and "?" not in value
    }
    if not unknown:
        return None
    found = Redirect.objects.filter(old_path__in=unknown, redirect_page__isnull=False)
    pages = dict(found.values_list("old_path", "redirect_page"))
    specific = {page.pk: page for page in open_to_all(Page.objects.filter(pk__in=pages.values())).specific()}
    made = selection
    for old_path, pk in pages.items():
        part, value = unknown[old_path]
        if slug := _slug_of(part, specific.get(pk)):
            values = [slug if other == value else other for other in getattr(made, part)]
            made = replace(made, **{part: tuple(dict.fromkeys(values))})
    return made if made != selection else None


def _slug_of(part: str, page: Page | None) -> str | None:
    match part, page:
        case "wijken", WijkPage():
            return page.selection_slug
        case ("municipalities", MunicipalityPage()) | ("themes", ThemePage()) | ("organisations", OrganisationPage()):
            return page.slug
    return None
