"""Record of feeds whose page is no longer public, so that subscribers get a notice instead of just an error."""

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from events.models import RetiredFeed
from network.models import MunicipalityPage, OrganisationPage, ThemePage, WijkPage
from network.visibility import not_restricted

PARTS: dict[type[Page], str] = {
    MunicipalityPage: "municipalities",
    WijkPage: "wijken",
    ThemePage: "themes",
    OrganisationPage: "organisations",
}
"""Page types with a feed, and the part of a selection that their pages are values of."""


def path_of(page: Page) -> str:
    """Return the path as in requests: without the root page and the leading slash."""
    return f"{page.url_path.strip('/').partition('/')[2]}/"


def slug_of(page: Page, part: str) -> str:
    """Return the page's value in selections. Taken from its path: a wijk may be deleted together with its gemeente."""
    names = path_of(page).strip("/").split("/")
    return "/".join(names[-2:]) if part == "wijken" else names[-1]


@transaction.atomic
def record_retired_feeds(pages: QuerySet[Page], *, but_for: PageViewRestriction | None = None) -> None:
    """Record that the feeds of ``pages`` are no longer public, as far as they were until now.

    ``but_for`` is the restriction that was just made. Takes a fixed number of queries: it may be on the whole site.
    """
    retired = {page.pk: page for page in pages.type(*PARTS).filter(not_restricted(but_for=but_for))}
    if not retired:
        return
    now = timezone.now()
    known = RetiredFeed.objects.filter(page_number__in=retired)
    known.update(ended_at=now, times=F("times") + 1, slug="")
    times = dict(known.values_list("page_number", "times"))
    before = Redirect.objects.filter(redirect_page__in=retired).values_list("redirect_page", "old_path")
    addresses = {(f"{old_path.strip('/')}/", number): "" for number, old_path in before}
    for number, page in retired.items():
        addresses[path_of(page), number] = slug_of(page, PARTS[page.specific_class])
    rows = [
        RetiredFeed(
            path=path, page_number=number, part=PARTS[retired[number].specific_class], slug=slug, ended_at=now,
            times=times.get(number, 1),
        )
        for (path, number), slug in addresses.items()
    ]  # fmt: skip
    RetiredFeed.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["path", "page_number"],
        update_fields=["part", "slug", "ended_at", "times"],
    )
