"""The record of calendars whose page went out of sight, so that who subscribed to one is told, and not only shut out."""

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
"""The pages with a calendar to subscribe to, by the part of a selection that they are a value of."""


def path_of(page: Page) -> str:
    """As requests have it: without the root page and the leading slash."""
    return f"{page.url_path.strip('/').partition('/')[2]}/"


def slug_of(page: Page, part: str) -> str:
    """What selections call it. From its address: the gemeente of a wijk may be going with it."""
    names = path_of(page).strip("/").split("/")
    return "/".join(names[-2:]) if part == "wijken" else names[-1]


@transaction.atomic
def record_retired_feeds(pages: QuerySet[Page], *, but_for: PageViewRestriction | None = None) -> None:
    """Notes that nobody sees the calendars of ``pages`` any more, as far as everybody saw them until now.

    ``but_for`` is the restriction that has just been made. In a fixed number of queries: that may be one on the whole site.
    """
    ended = {page.pk: page for page in pages.type(*PARTS).filter(not_restricted(but_for=but_for))}
    if not ended:
        return
    now = timezone.now()
    known = RetiredFeed.objects.filter(page_number__in=ended)
    known.update(ended_at=now, times=F("times") + 1, slug="")
    times = dict(known.values_list("page_number", "times"))
    before = Redirect.objects.filter(redirect_page__in=ended).values_list("redirect_page", "old_path")
    addresses = {(f"{old_path.strip('/')}/", number): "" for number, old_path in before}
    for number, page in ended.items():
        addresses[path_of(page), number] = slug_of(page, PARTS[page.specific_class])
    rows = [
        RetiredFeed(
            path=path, page_number=number, part=PARTS[ended[number].specific_class], slug=slug, ended_at=now,
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
