"""Retired calendars: when nobody can see the page any more, its calendar says so and cancels what it held.

A program that gets a bare 404 keeps its last entries, and nobody learns why nothing new comes.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from events import ics
from events.dates.listing import DAYS, any_of
from events.dates.selection import FEED_DAYS_BACK, midnight
from events.models import FeedTombstone, RetiredFeed
from events.models.dates import AMSTERDAM, days_later
from network.visibility import seen_by_all

AGENDA = f"{settings.SITE_URL}/agenda/"


class RetiredFeeds:
    """Retired calendars of one address. ``last`` is the one retired last, which subscribers had."""

    def __init__(self, rows: list[RetiredFeed]) -> None:
        self.numbers = [row.page_number for row in rows]
        self.last = rows[-1]

    @property
    def title(self) -> str:
        """Neutral title, because the name of a hidden page is hidden too."""
        return _("Wijkverband · gestopte agenda")

    @property
    def is_forgotten(self) -> bool:
        return not serves_notice(self.last.ended_at)

    @cached_property
    def page(self) -> Page | None:
        """Page, if it is live again: restricted, or elsewhere for everybody. ``is_open_to_all`` tells which."""
        pages = Page.objects.live().filter(pk__in=self.numbers)
        is_last = Q(pk=self.last.page_number)
        return (
            pages.annotate(is_open_to_all=seen_by_all(), is_last=is_last)
            .order_by("-is_last", "-is_open_to_all")
            .first()
        )

    def new_address(self, request: HttpRequest) -> str | None:
        """Return the page's new address, if the address changed while nobody could see the page.

        Only for the page retired last, which is the one that people subscribed to.
        """
        is_back = self.page is not None and self.page.is_open_to_all and self.page.pk == self.last.page_number
        return self.page.get_url(request) if is_back else None

    def tombstones(self) -> QuerySet[FeedTombstone]:
        """Return the tombstones of its dates, oldest first."""
        today = timezone.localdate()
        return FeedTombstone.objects.filter(
            any_of(self.last.part, self.numbers),
            left_at__gte=midnight(today - timedelta(days=DAYS)),
            date__end__gte=midnight(today - timedelta(days=FEED_DAYS_BACK)),
        ).order_by("pk")

    def notice(self) -> bytes:
        return notice(self.last.page_number, self.last.ended_at, self.last.times)


def retired_feeds_at(path: str) -> RetiredFeeds | None:
    """Return the retired calendars of ``path`` (without leading slash); None if there never were any."""
    # Of pages retired at the same moment, the one that was here comes last: for the others (no slug), it is a former
    # address.
    rows = list(RetiredFeed.objects.filter(path=path).order_by("ended_at", "slug", "pk"))
    return RetiredFeeds(rows) if rows else None


def serves_notice(moment: datetime) -> bool:
    """Return whether a calendar retired at ``moment`` still serves a notice.

    It does for as long as it cancels what it held, counted in whole days as in all feeds.
    """
    return moment >= midnight(timezone.localdate() - timedelta(days=DAYS))


def notice(page_number: int, moment: datetime, times: int, *, back_at: datetime | None = None) -> bytes:
    """Return the VEVENT of the notice, on all days that a retired calendar still answers.

    With ``back_at``, the time at which the page returned, it is cancelled. SEQUENCE rises with each end and each
    return, because a page may go more than once.
    """
    says = _(
        "De pagina van deze agenda is er niet meer. Daarom staat hier “Vervallen” bij wat in deze agenda stond. Dat zegt niet dat"
        " een bijeenkomst niet doorgaat: kijk op %(page)s. Haal deze agenda weg en abonneer je daar op een andere."
    ) % {"page": AGENDA}  # fmt: skip
    return ics.vevent(
        ics.Event(
            uid=f"ended-calendar-{page_number}@{settings.SITE_URL.split('://')[-1]}",
            start=moment.astimezone(AMSTERDAM),
            end=days_later(moment, DAYS).astimezone(AMSTERDAM),
            all_day=True,
            summary=_("Vervallen") if back_at else _("Deze agenda is gestopt"),
            description="" if back_at else says,
            changed_at=max(moment, back_at) if back_at else moment,
            sequence=2 * times if back_at else 2 * times - 1,
            status=ics.Status.CANCELLED if back_at else ics.Status.CONFIRMED,
            url="" if back_at else AGENDA,
        )
    )
