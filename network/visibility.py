"""Conditions for public pages, shared by pages, dates, lists, feeds and counts.

They are part of the caller's query. Wagtail's ``public()`` would fetch the restrictions in a separate query each time.
"""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

PageType = TypeVar("PageType", bound=Page)


def seen_by_all(prefix: str = "") -> Q:
    """Return the condition that a page is public: published, and not below a page with a view restriction.

    ``prefix`` is the lookup path to the page, such as ``page__``.
    """
    return Q(**{f"{prefix}live": True}) & not_restricted(prefix)


def not_restricted(prefix: str = "", *, but_for: PageViewRestriction | None = None) -> Q:
    """Return the condition that no page above has a view restriction. ``but_for`` is a restriction to ignore."""
    beginning = Substr(OuterRef(f"{prefix}path"), 1, Length("page__path"))
    restricted = PageViewRestriction.objects.filter(page__path=beginning)
    return Q(~Exists(restricted if but_for is None else restricted.exclude(pk=but_for.pk)))


RESTRICTED_SQL = (
    "restricted AS MATERIALIZED (SELECT wagtailcore_page.path AS path FROM wagtailcore_pageviewrestriction"
    " JOIN wagtailcore_page ON wagtailcore_page.id = wagtailcore_pageviewrestriction.page_id)"
)
SEEN_BY_ALL_SQL = (
    "(wagtailcore_page.live AND NOT EXISTS (SELECT 1 FROM restricted"
    " WHERE restricted.path = SUBSTR(wagtailcore_page.path, 1, LENGTH(restricted.path))))"
)
"""``seen_by_all`` for statements in SQL that look at thousands of pages; ``RESTRICTED_SQL`` goes in their WITH.

The restrictions are read once. Planned as a join for each page, SQLite may read all pages for every one of them.
"""


def open_to_all(pages: QuerySet[PageType]) -> QuerySet[PageType]:
    return pages.filter(seen_by_all())
