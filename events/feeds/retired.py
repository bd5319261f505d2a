"""What the calendar of a page says once there is no page to see: that it ended, and what it held as cancelled.

A program that gets a bare 404 leaves the last entries where they are, and nobody hears why nothing new comes.
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
from events.models.dates import AMSTERDAM
from network.visibility import seen_by_all

AGENDA = f"{settings.SITE_URL}/agenda/"


class Ended:
    """The calendars that stood at one address; by the one that went last."""

    def __init__(self, rows: list[RetiredFeed]) -> None:
        self.numbers = [row.page_number for row in rows]
        self.last = rows[-1]

    @property
    def title(self) -> str:
        """Neutral: the name of what is hidden is hidden too."""
        return _("Wijkverband · gestopte agenda")

    @property
    def is_forgotten(self) -> bool:
        return not is_told(self.last.ended_at)

    @cached_property
    def page(self) -> Page | None:
        """The page, when it is published again, here for some or elsewhere for all; ``is_open_to_all`` says which."""
        pages = Page.objects.live().filter(pk__in=self.numbers)
        is_last = Q(pk=self.last.page_number)
        return (
            pages.annotate(is_open_to_all=seen_by_all(), is_last=is_last)
            .order_by("-is_last", "-is_open_to_all")
            .first()
        )

    def new_address(self, request: HttpRequest) -> str | None:
        """Where it is, for who kept an address that the page lost while nobody saw it; of the last only, which they subscribed to."""
        is_back = self.page is not None and self.page.is_open_to_all and self.page.pk == self.last.page_number
        return self.page.get_url(request) if is_back else None

    def tombstones(self) -> QuerySet[FeedTombstone]:
        """What its dates left behind, in the order that they left."""
        today = timezone.localdate()
        return FeedTombstone.objects.filter(
            any_of(self.last.part, self.numbers),
            left_at__gte=midnight(today - timedelta(days=DAYS)),
            date__end__gte=midnight(today - timedelta(days=FEED_DAYS_BACK)),
        ).order_by("pk")

    def notice(self) -> bytes:
        return notice(self.last.page_number, self.last.ended_at, self.last.times)


def ended_at(path: str) -> Ended | None:
    """What stood at ``path`` (without leading slash) and went out of sight; None when nothing ever did."""
    # Of those that went at once the one that stood there: the others had the address before.
    rows = list(RetiredFeed.objects.filter(path=path).order_by("ended_at", "slug", "pk"))
    return Ended(rows) if rows else None


def is_told(moment: datetime) -> bool:
    """Whether a calendar that ended at ``moment`` still says so: as long as it cancels what it held. By the day, as for all feeds."""
    return moment >= midnight(timezone.localdate() - timedelta(days=DAYS))


def notice(page_number: int, moment: datetime, times: int, *, back_at: datetime | None = None) -> bytes:
    """An entry over the days that an ended calendar still answers; cancelled when the page is back, ``back_at``.

    SEQUENCE rises with each end and each return: the same page may go more than once.
    """
    says = _(
        "De pagina van deze agenda is er niet meer. Daarom staat hier “Vervallen” bij wat in deze agenda stond. Dat zegt niet dat"
        " een bijeenkomst niet doorgaat: kijk op %(page)s. Haal deze agenda weg en abonneer je daar op een andere."
    ) % {"page": AGENDA}  # fmt: skip
    return ics.vevent(
        ics.Event(
            uid=f"ended-calendar-{page_number}@{settings.SITE_URL.split('://')[-1]}",
            start=moment.astimezone(AMSTERDAM),
            end=(moment + timedelta(days=DAYS)).astimezone(AMSTERDAM),
            all_day=True,
            summary=_("Vervallen") if back_at else _("Deze agenda is gestopt"),
            description="" if back_at else says,
            changed_at=max(moment, back_at) if back_at else moment,
            sequence=2 * times if back_at else 2 * times - 1,
            status=ics.Status.CANCELLED if back_at else ics.Status.CONFIRMED,
            url="" if back_at else AGENDA,
        )
    )
