"""Template contexts of the agenda and of event pages."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from events.agenda.counts import Counts, counts_for
from events.agenda.filters import IN_FORM, extra, filter_choices
from events.agenda.month import for_month, month_context, month_url, wanted_month
from events.agenda.related import Related, related_in_draft, related_to
from events.agenda.sections import sections_of
from events.dates import rows
from events.dates.add_to_calendar import add_links
from events.dates.cards import DateCard, card_for, cards_for, fact_rows, place_words
from events.dates.description import access_of, location_of
from events.dates.for_whom import for_whom
from events.dates.lead_date import lead_date
from events.dates.renamed import renamed
from events.dates.rows import ListedDate
from events.dates.selection import Selection
from events.dates.selection_words import SelectionNames, names_of, sentence
from events.digests.following import followed_part
from events.feeds.subscribing import page_subscription
from events.models import EventDate, EventPage
from events.models.dates import AMSTERDAM
from events.registration.settling import capacity_of, online_capacity_of
from freshness.versioned_cache import VersionedCache, cached
from network.addresses import asked_date
from web.numbers import small_number

PER_PAGE = 40
SIMILAR = 3
CAN_COME = {"open", "unlimited", "walk_in"}
ROWS: VersionedCache[list[ListedDate]] = VersionedCache(most=100, by_the_minute=True)
"""Rows, by selection and page number."""
ASKED: VersionedCache[SelectionNames | Counts] = VersionedCache(most=200, by_the_minute=True)
"""Names and counts, by selection.

Visitors can request endlessly many selections; in a cache of their own, they evict only each other.
"""
BEEN = 12
"""Number of past dates that an event's page shows."""


def page_number(request: HttpRequest) -> int:
    return min(small_number(request.GET.get("pagina", "1"), digits=5) or 1, 10_000)


def agenda_context(request: HttpRequest) -> dict:
    selection = Selection.from_query(request.GET)
    key = (selection, selection.problems)
    named = cached(request, ("names", *key), lambda: names_of(selection, choices=True), ASKED)
    if named.problems and (now_called := renamed(selection, named)):
        return {"moved_to": f"/agenda/{now_called.query_string}"}
    month = wanted_month(request, selection)
    if month:
        selection = replace(selection, since=None, until=None, past=False)
    title = sentence(selection, named)
    number = page_number(request)
    start = (number - 1) * PER_PAGE
    counts = cached(request, ("counts", *key, month), lambda: counts_of(selection, month), ASKED)
    # Each date has exactly one kind, so the counts by kind add up.
    total = sum(number for kind, number in counts["kinds"].items() if not selection.kinds or kind in selection.kinds)

    def listed_dates() -> list[ListedDate]:
        return rows.read(selection.listed()[start : start + PER_PAGE], request)

    cards = [] if month else cards_for(cached(request, ("rows", *key, number), listed_dates, ROWS), request)

    def page_url(wanted: int) -> str:
        return f"/agenda/?{urlencode([*selection.parameters, ('pagina', wanted)], safe='/')}"

    form = filter_choices(selection, named, counts)
    hidden = [(name, value) for name, value in selection.parameters if name not in IN_FORM]
    if month:
        form["months"] = []
        hidden += [("weergave", "maand"), ("maand", f"{month:%Y-%m}")]
    return {
        "selection": {
            "sentence": title,
            "form": form,
            "extra": extra(selection, named),
            "problems": named.problems,
            "sections": sections_of(cards),
            "has_mix": any(card.places and card.places.mix for card in cards),
            "month": month_context(selection, month, request) if month else None,
            "month_url": month_url(selection, month_of(cards, selection)),
            "next_url": page_url(number + 1) if total > start + PER_PAGE and not month else "",
            "previous_url": page_url(number - 1) if number > 1 and not month else "",
            "past_url": "/agenda/" if selection.past else "/agenda/?voorbij=1",
            "is_past": selection.past,
            # Past dates no longer change, so there is nothing to subscribe to.
            "subscribe": None if selection.past else page_subscription(title, "/agenda/", selection.query_string),
            "follow_url": "" if selection.past else f"/op-de-hoogte/{followed_part(selection).query_string}",
            "news_url": f"/agenda/feed.xml{selection.query_string}",
            "reset_url": "/agenda/",
            "is_everything": selection == Selection(),
            "total": total,
            "q": selection.q,
            "without_word_url": f"/agenda/{selection.without('q').query_string}" if selection.q else "",
            "hidden": hidden,
        },
    }


def month_of(cards: list, selection: Selection) -> date:
    """Return the first day of the month in which the list begins.

    The current month may be empty, which would look as if nothing were coming.
    """
    begin = selection.since or timezone.localdate()
    if cards:
        first = timezone.localdate(cards[0].start)
        begin = first if selection.past else max(first, begin)
    return begin.replace(day=1)


def counts_of(selection: Selection, month: date | None) -> Counts:
    return counts_for(selection, lambda part: for_month(part, month).in_days() if month else part.listed())


def event_context(page: EventPage, request: HttpRequest) -> dict:
    in_preview = getattr(request, "is_preview", False)
    read_related, read_dates = (related_in_draft, planned_dates) if in_preview else (related_to, published_dates)
    related = cached(request, ("related", page.pk), lambda: read_related(page, request))
    dates = cached(request, ("dates", page.pk), lambda: read_dates(page))
    over = [date for date in reversed(dates) if date.is_over]
    shown = [date for date in dates if not date.is_over] or over[:1]
    lead = lead_date(shown)
    asked = None if in_preview else date_asked_for(page, dates, request)
    if asked is not None and asked not in shown:
        shown = [asked, *shown]
    similar = cached(request, ("similar", page.pk), lambda: similar_dates(page, related, request))
    every_card = cards_for([*shown, *similar], request)
    cards = [replace(one, is_lead=one.date == lead) for one in every_card[: len(shown)]]
    similar_cards = every_card[len(shown) :]
    card = next((one for one in cards if one.date == (asked or lead)), None)
    coming = [one for one in cards if not one.is_past]
    can_register = card is not None and card.places is not None and card.places.state in {"open", "full", "unlimited"}
    may_be = CAN_COME if is_no_use(card) else {*CAN_COME, "elsewhere"}
    similar_cards = [one for one in similar_cards if one.places and one.places.state in may_be]
    url = page.get_url(request) or ""
    return {
        "card": card,
        "several": len(dates) > 1,
        "is_asked_for": asked is not None,
        "coming": coming,
        "others": [one for one in coming if one is not card and not one.is_off],
        "earlier": [card_for(date, url="") for date in over[:BEEN]] if len(dates) > 1 else [],
        "has_been_longer": len(over) > BEEN,
        "facts": facts_of(page, card) if card else [],
        "add_links": add_links(card.date) if card else [],
        "access": access_of(page, card.date if card else None),
        "places": card.places if card else None,
        "can_register": can_register,
        "register_url": card.register_url if card and asked else f"{url}aanmelden/",
        "ics_url": card.ics_url if card and asked else f"{url}kalender.ics",
        "share_url": "" if in_preview or not page.live else share_url(page, card if asked else None),
        "themes": related.themes,
        "wijken": [{"title": wijk.full_name, "url": wijk.get_url(request)} for wijk in page.wijken.all() if wijk.live],
        "organisers": related.organisers,
        "practices": related.practices,
        "contact_name": page.contact_name,
        "similar": similar_cards[:SIMILAR],
        "instead": is_no_use(card),
        "weave_name": page.weave_name,
        "structured_data": structured_data(page, card, related) if card else "",
    }


def facts_of(page: EventPage, card: DateCard) -> list[dict]:
    """Return the facts of ``card``, and who may register if that is not everybody."""
    words = "" if card.is_past or card.is_off else for_whom(page)
    limits = [{"label": _("Wie kan zich aanmelden"), "lines": [words], "note": ""}] if words else []
    return [*fact_rows(card.date), *limits]


def share_url(page: EventPage, card: DateCard | None) -> str:
    """Return the address to send to others, with the date if the visitor asked for one."""
    return f"{page.full_url}?datum={card.date.pk}" if card else page.full_url or ""


def date_asked_for(page: EventPage, dates: list[EventDate], request: HttpRequest) -> EventDate | None:
    """Return the date of ``page`` that the address names, or None if the page may not show it."""
    wanted = asked_date(request)
    if wanted is None:
        return None
    found = next((date for date in dates if date.pk == wanted), None)
    if found is None and len(dates) > BEEN:  # it may be older than the dates that were read
        found = page.dates.exclude(status=EventDate.Status.REMOVED).defer("vevent").filter(pk=wanted).first()
    return found


def is_no_use(card: DateCard | None) -> bool:
    """Return whether a visitor who came for ``card`` has to look elsewhere."""
    return card is not None and (
        card.cancelled or card.postponed or (card.places is not None and card.places.state == "full")
    )


def published_dates(page: EventPage) -> list[EventDate]:
    """Return coming dates and the latest past ones, each with ``page`` and its wijken prefetched.

    Reads one past date more than is shown, which tells whether there are more.
    """
    page.read_wijken()
    dates = page.dates.exclude(status=EventDate.Status.REMOVED)
    been = Q(end__lte=timezone.now()) & ~Q(status=EventDate.Status.POSTPONED)
    last = dates.filter(been).order_by("-start", "-pk").values("pk")[: BEEN + 1]
    return list(dates.filter(~been | Q(pk__in=last)).defer("vevent").order_by("start", "pk"))


def similar_dates(page: EventPage, related: Related, request: HttpRequest) -> list[ListedDate]:
    """Return coming dates on the same themes, or in the same municipality if the page has no themes.

    Returns more than are shown, because the caller keeps only dates with places. That choice is not cached: places
    change without a change of content.
    """
    selection = Selection(themes=tuple(theme.slug for theme in related.themes))
    if not related.themes and page.municipality:
        selection = Selection(municipalities=(page.municipality.slug,))
    return rows.read(selection.listed().scheduled().exclude(page=page.pk or 0)[: 3 * SIMILAR], request)


def planned_dates(page: EventPage) -> list[EventDate]:
    """Return the dates of a draft. One that is on the site already has its id there, and with it its free places."""
    known = dict(EventDate.objects.filter(page=page.pk).values_list("key", "pk")) if page.pk else {}
    dates = [
        EventDate(
            pk=known.get(planned.key, -number),
            page=page,
            start=planned.start,
            end=planned.end,
            place=planned.place,
            attendance=page.attendance,
            capacity=capacity_of(page, planned),
            online_capacity=online_capacity_of(page, planned),
            location=location_of(page, planned.place),
        )
        for number, planned in enumerate(page.planned_dates.all(), start=1)
        if planned.has_moment and planned.start < planned.end
    ]
    return sorted(dates, key=lambda date: date.start)


def event_status(date: EventDate) -> str:
    """Return the status in schema.org's terms, where a new place is no change of status."""
    if date.is_cancelled:
        return "Cancelled"
    if date.is_postponed:
        return "Postponed"
    return "Rescheduled" if date.moved_from else "Scheduled"


ANY_VERSION = "nu"
"""Version in the address of the picture for sharing; any version leads to the picture of the moment."""


def structured_data(page: EventPage, card: DateCard, related: Related) -> SafeString:
    """Return schema.org/Event as JSON-LD, safe inside a script element."""
    modes = {"in-person": "Offline", "online": "Online", "hybrid": "Mixed"}
    place: dict = {
        "@type": "Place",
        "name": card.date.place or page.venue_name or place_words(page),
        "address": {"@type": "PostalAddress", "addressCountry": "NL"},
    }
    if not card.date.place:
        place["address"] |= {
            "streetAddress": page.street,
            "postalCode": page.postcode,
            "addressLocality": page.town,
        }
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "url": card.date_url if card.url.startswith("http") else f"{settings.SITE_URL}{card.date_url}",
        "startDate": card.start.isoformat(),
        "endDate": card.end.isoformat(),
        "eventStatus": f"https://schema.org/Event{event_status(card.date)}",
        **(
            {"previousStartDate": card.date.moved_from.astimezone(AMSTERDAM).isoformat()}
            if card.date.moved_from
            else {}
        ),
        "eventAttendanceMode": f"https://schema.org/{modes[page.attendance]}EventAttendanceMode",
        "location": place
        if page.attendance != EventPage.Attendance.ONLINE
        else {"@type": "VirtualLocation", "url": f"{settings.SITE_URL}{page.get_url() or '/'}"},
        "image": f"{settings.SITE_URL}{reverse('share_image', args=[page.pk, ANY_VERSION])}{card.date_url[len(card.url) :]}",
        "organizer": [
            {"@type": "Organization", "name": organiser.title, "url": urljoin(settings.SITE_URL, organiser.url)}
            for organiser in related.organisers
        ],
        "isAccessibleForFree": page.costs.lower().startswith("gratis"),
    }
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))  # noqa: S308  escaped here
