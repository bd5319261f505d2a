"""Calendar of a conference as a subscription: its days as bars, and each run of a session."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256

from events import ics
from events.conference.choosing import Choice
from events.conference.models import ConferencePage
from events.conference.programme import Programme
from events.dates.entry import calendar_event
from events.feeds.views import Feed
from events.models import EventDate


class ConferenceFeed(Feed):
    """Feed of the runs that ``choice`` keeps. A run that left the programme stays in it as a cancelled one."""

    def __init__(self, page: ConferencePage, programme: Programme | None, choice: Choice, *, url: str) -> None:
        title = f"Wijkverband · {page.title}"
        dates = EventDate.objects.none()
        if programme:
            fits = choice.keeps(programme, {})
            shown = [entry.date.pk for entry in programme.sessions if entry.date and fits(entry)]
            dates = EventDate.objects.filter(pk__in=shown)
            if choice != Choice():
                title = f"{title}: {choice.sentence(programme)}"
            else:
                dates |= EventDate.objects.filter(part_of__page=page.pk, status=EventDate.Status.REMOVED)
        super().__init__(title, dates, url=url)
        self.page = page

    @cached_property
    def _days(self) -> list[EventDate]:
        days = EventDate.objects.visible().filter(page=self.page.pk, part_of__isnull=True)
        return list(days.with_calendar_texts().order_by("start", "pk"))

    def version(self) -> tuple[str, datetime]:
        digest, changed = super().version()
        days = [(day.pk, day.version) for day in self._days]
        return _digest(digest, days), changed

    def body(self) -> bytes:
        runs = self.dates.order_by("start", "pk").values_list("vevent", flat=True)
        return ics.vcalendar(self.title, [*map(bar, self._days), *map(bytes, runs)], url=self.url)


def bar(day: EventDate) -> bytes:
    """Return the day as an entry over the whole day, which leaves the time free for the sessions."""
    event = calendar_event(day)
    return ics.vevent(replace(event, start=day.start_local, end=day.end_local, all_day=True))


def _digest(digest: str, days: list[tuple[int, int]]) -> str:
    return sha256(repr((digest, days)).encode()).hexdigest()[:32]
