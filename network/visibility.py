"""What everybody may see: one condition for pages, dates, lists, feeds and counts.

As part of a query, where Wagtail's ``public()`` would ask for the restrictions in a query of its own each time.
"""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

PageType = TypeVar("PageType", bound=Page)


def seen_by_all(prefix: str = "") -> Q:
    """The condition on a page, or on the page behind ``prefix``: published, and not below a page with restricted view."""
    return Q(**{f"{prefix}live": True}) & not_restricted(prefix)


def not_restricted(prefix: str = "", *, but_for: PageViewRestriction | None = None) -> Q:
    """The condition on a page that it does not stand below a page with restricted view; ``but_for`` is one that does not count."""
    beginning = Substr(OuterRef(f"{prefix}path"), 1, Length("page__path"))
    restricted = PageViewRestriction.objects.filter(page__path=beginning)
    return Q(~Exists(restricted if but_for is None else restricted.exclude(pk=but_for.pk)))


def open_to_all(pages: QuerySet[PageType]) -> QuerySet[PageType]:
    return pages.filter(seen_by_all())
