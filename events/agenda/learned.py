"""Meetups of a practice. Its practices are among the pages that a meetup links to (``related``)."""

from django.http import HttpRequest

from events.dates import rows
from events.dates.cards import DateCard, cards_for
from events.dates.rows import ListedDate
from events.models import EventDate, LearnedAt
from freshness.versioned_cache import VersionedCache, cached
from knowledge.models import PracticePage

MOST_COMING, MOST_PAST = 5, 3
MEETUPS: VersionedCache[tuple[list[ListedDate], list[ListedDate]]] = VersionedCache(200, by_the_minute=True)


def meetups_of(practice: PracticePage, request: HttpRequest) -> dict[str, list[DateCard]]:
    """Return the dates to come and the last ones of the meetups at which ``practice`` is or was told."""

    def read() -> tuple[list[ListedDate], list[ListedDate]]:
        dates = EventDate.objects.filter(
            page__in=LearnedAt.objects.filter(practice=practice.pk).values("page")
        ).visible()
        coming, past = dates.upcoming().scheduled(), dates.past().scheduled().order_by("-start", "-pk")
        return rows.read(coming[:MOST_COMING], request), rows.read(past[:MOST_PAST], request)

    if practice.pk is None:
        return {"coming": [], "past": []}
    coming, past = cached(request, ("meetups of practice", practice.pk), read, MEETUPS)
    if not coming and not past:
        return {"coming": [], "past": []}
    cards = cards_for([*coming, *past], request)
    return {"coming": cards[: len(coming)], "past": cards[len(coming) :]}
