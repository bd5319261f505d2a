from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.forms.models import model_to_dict
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Page, Site

from freshness.versioned_cache import cached
from home.models import SiteSettings
from network.visibility import open_to_all


class Link(NamedTuple):
    title: str
    url: str
    in_menu: bool
    at_foot: bool


def site(request: HttpRequest) -> dict:
    """Return the context of the header and footer. Its values are lazy: unused ones run no query."""
    links = SimpleLazyObject(lambda: site_links(request))
    return {
        "is_demo": settings.DEMO,
        "navigation": SimpleLazyObject(lambda: links["navigation"]),
        "footer_links": SimpleLazyObject(lambda: links["footer"]),
        "site_settings": SimpleLazyObject(
            lambda: cached(request, "settings", lambda: model_to_dict(SiteSettings.for_request(request)))
        ),
    }


def site_links(request: HttpRequest) -> dict[str, list[dict]]:
    links = cached(request, "links", lambda: shown_links(request))
    # In the page tree a meetup is below its organisation, but in the menu it belongs to the agenda.
    shown_under = getattr(request, "shown_under", request.path)
    return {
        "navigation": [
            {"title": link.title, "url": link.url, "current": shown_under.startswith(link.url)}
            for link in links
            if link.in_menu
        ],
        "footer": [{"title": link.title, "url": link.url} for link in links if link.at_foot],
    }


def shown_links(request: HttpRequest) -> list[Link]:
    """Return the menu links (pages directly below the home page) and the footer links, in one query."""
    found = Site.find_for_request(request)
    if found is None:
        return []
    top = found.root_page.depth + 1
    at_foot = Q(contentpage__show_in_footer=True) | Q(termindexpage__show_in_footer=True)
    shown = Q(show_in_menus=True, depth=top) | at_foot
    pages = open_to_all(Page.objects.descendant_of(found.root_page).filter(shown)).order_by("path")
    return [
        Link(page.title, page.get_url(request), page.show_in_menus and page.depth == top, bool(page.at_foot))
        for page in pages.annotate(
            at_foot=Coalesce(F("contentpage__show_in_footer"), F("termindexpage__show_in_footer"))
        )
    ]
