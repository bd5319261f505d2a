"""A date in the words that pages and mails show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.dates import rows
from events.dates.availability import closes_words, opens_words
from events.dates.description import change_sentence, change_words, page_address
from events.dates.getting_there import route_links
from events.dates.places import Places, places_for
from events.dates.rows import ListedDate, ListedPage
from events.models import EventDate, EventPage
from events.models.dates import EventDateQuerySet


@dataclass(frozen=True, kw_only=True)
class DateCard:
    """One date, ready to show. Times are local to Amsterdam."""

    date: EventDate | ListedDate = field(hash=False)
    url: str
    title: str
    kind: str
    place: str
    """Wijk and municipality, or “online”."""
    start: datetime
    end: datetime
    day: str
    number: str
    month: str
    date_words: str
    time_words: str
    venue: str
    organisation: str
    cancelled: bool
    postponed: bool
    change: str
    """Change since the first announcement: “Verplaatst naar 2 juli”, “Geannuleerd”."""
    change_sentence: str
    """``change`` as a sentence, with the original time and the reason."""
    reason: str
    is_past: bool
    places: Places | None = field(hash=False)
    state_words: str = ""
    state_tone: str = ""
    """Tone of ``state_words``: “success”, “warning” or “danger”. An icon beside the words says it too."""
    self_service_url: str = ""
    is_lead: bool = False
    """True if the event's page is known to open with this date by default."""

    @property
    def is_off(self) -> bool:
        """True if nothing happens on its day: cancelled, or postponed to a day not yet known."""
        return self.cancelled or self.postponed

    @property
    def date_url(self) -> str:
        """Address of the event's page, opened with this date."""
        return self.url if self.is_lead else f"{self.url}?datum={self.date.pk}"

    @property
    def ics_url(self) -> str:
        return f"{self.url}kalender.ics?datum={self.date.pk}"

    @property
    def register_url(self) -> str:
        return f"{self.url}aanmelden/?datum={self.date.pk}"


def time_words(start: datetime, end: datetime) -> str:
    """Return “12.00 – 13.30 uur”, or “20.00 – zaterdag 0.30 uur” if it ends on another day."""
    day = date_format(end, "l") if end.date() != start.date() else ""
    return _time_words(day, start.hour, start.minute, end.hour, end.minute)


# Cached: a page repeats these words many times.


@lru_cache(maxsize=512)
def _time_words(day: str, *clock: int) -> str:
    start, end = (f"{hour}.{minute:02}" for hour, minute in (clock[:2], clock[2:]))
    if day:
        return _("%(start)s – %(day)s %(end)s uur") % {"start": start, "day": day, "end": end}
    return _("%(start)s – %(end)s uur") % {"start": start, "end": end}


@lru_cache
def kind_words(kind: str) -> str:
    return str(EventPage.Kind(kind).label) if kind in EventPage.Kind.values else kind


@lru_cache(maxsize=1024)
def day_words(day: date) -> tuple[str, str, str, str]:
    """Return “do”, “3”, “dec”, and the day in full."""
    return date_format(day, "D").lower(), str(day.day), date_format(day, "M").lower(), date_format(day, "l j F Y")


def place_words(page: EventPage | ListedPage) -> str:
    """Return “Gageldonk, Bergen op Zoom”. A municipality that all wijken share is named once."""
    return _place_words(page.attendance, tuple(page.wijk_names), page.municipality_name)


@lru_cache(maxsize=1024)
def _place_words(attendance: str, wijken: tuple[tuple[str, str], ...], municipality: str) -> str:
    if attendance == EventPage.Attendance.ONLINE:
        return _("online")
    if wijken:
        *others, last = (wijk for wijk, _municipality in wijken)
        if len({municipality for _wijk, municipality in wijken}) == 1:
            names = _(" en ").join(filter(None, [", ".join(others), last]))
            return f"{names}, {wijken[0][1]}"
        return ", ".join(f"{wijk}, {municipality}" for wijk, municipality in wijken)
    return municipality or _("heel %(region)s") % {"region": settings.REGION}


def card_for(
    date: EventDate | ListedDate, places: Places | None = None, *, url: str | None = None, is_lead: bool = False
) -> DateCard:
    page = date.page
    assert page is not None
    start, end = date.start_local, date.end_local
    day, number, month, words = day_words(start.date())
    return DateCard(
        date=date,
        url=page_address(page) if url is None else url,
        title=page.title,
        kind=kind_words(page.kind),
        place=place_words(page),
        start=start,
        end=end,
        day=day,
        number=number,
        month=month,
        date_words=words,
        time_words=time_words(start, end),
        venue=_("Online") if page.attendance == EventPage.Attendance.ONLINE else date.place or page.venue_name,
        organisation=page.organisation_name,
        cancelled=date.is_cancelled,
        postponed=date.is_postponed,
        change=change_words(date),
        change_sentence=change_sentence(date),
        reason=date.reason,
        is_past=date.is_over,
        places=places,
        is_lead=is_lead,
    )


def cards_for(dates: Iterable[EventDate | ListedDate], request: HttpRequest | None = None) -> list[DateCard]:
    """Return cards with their places, in a fixed number of queries. Read ``dates`` ``with_pages``."""
    dates = list(dates)
    places = places_for(dates)
    return [
        card_for(
            date,
            places[date.pk],
            url=address_of(date.page, request),
            is_lead=isinstance(date, ListedDate) and date.is_lead,
        )
        for date in dates
        if date.page
    ]


def address_of(page: EventPage | ListedPage, request: HttpRequest | None) -> str:
    return page.url if isinstance(page, ListedPage) else page.get_url(request) or ""


def fact_rows(date: EventDate, *, for_several: bool = False, attendance: str = "") -> list[dict]:
    """Return when, where, for whom, costs and until when to register, each as a label, lines and a note; where to be also as links.

    ``for_several``: ``date`` is one of several that can be chosen. ``attendance`` is how somebody attends a hybrid one.
    """
    page = date.page
    assert page is not None
    way = page.attendance_of(attendance)
    where = [date.place] if date.place else [page.venue_name, page.street, f"{page.postcode}  {page.town}".strip()]
    when = [day_words(date.start_local.date())[3], time_words(date.start_local, date.end_local)]
    facts = [
        {
            "label": _("Wanneer"),
            "lines": [_("De nieuwe datum volgt")] if date.is_postponed else when,
            "note": _("Eerst: %(when)s") % {"when": ", ".join((when[0], when[1].replace(" ", "\N{NO-BREAK SPACE}")))}
            if date.is_postponed
            else "",
        },
        {
            "label": _("Waar"),
            "lines": [_("Online")] if way == EventPage.Attendance.ONLINE else where,
            "note": _("Je kunt ook online meedoen.") if way == EventPage.Attendance.HYBRID else "",
            "links": [] if way == EventPage.Attendance.ONLINE else route_links(date),
        },
        {"label": _("Voor wie"), "lines": [page.audience], "note": ""},
        {"label": _("Kosten"), "lines": [page.costs], "note": ""},
        {
            "label": _("Aanmelden") if page.closes_days_before else _("Aan- en afmelden"),
            "lines": [deadline_words(date, for_several=for_several)],
            "note": _("Afmelden kan tot het begin.") if page.closes_days_before else "",
        },
    ]
    for fact in facts:
        fact["lines"] = [part for part in fact["lines"] if part]
    return [fact for fact in facts if fact["lines"]]


def deadline_words(date: EventDate, *, for_several: bool = False) -> str:
    """Return from and until when people can register here for ``date``; empty if it takes no registrations at all."""
    page = date.page
    is_on = date.status == EventDate.Status.SCHEDULED and not date.is_over
    if page is None or page.registration != EventPage.Registration.HERE or not is_on:
        return ""
    until = page.get_closes_days_before_display()
    if for_several:
        since = page.get_opens_days_before_display() if page.opens_days_before and not page.opens_at else ""
        words = _("Per datum van %(since)s tot %(until)s") if since else _("Per datum tot %(until)s")
        return words % {"since": since, "until": until}
    if page.closes_days_before:
        until = closes_words(date)
    words = _("Van %(since)s tot %(until)s") if (since := opens_words(date)) else _("Tot %(until)s")
    return words % {"since": since, "until": until}


def cards_of_list(dates: EventDateQuerySet, request: HttpRequest) -> list[DateCard]:
    """Return the cards of a listing, reading only the columns that they show."""
    return cards_for(rows.read(dates, request), request)
