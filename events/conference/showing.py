"""Parts of the programme on other pages: the day in lines, a taste, the page of one session, all conferences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from events.conference.cards import cards_of
from events.conference.choosing import sessions_words
from events.conference.facts import Kind
from events.conference.models import ConferencePage, SessionPage
from events.conference.programme import Entry, Programme, Time, programme_of
from events.conference.table import Card
from events.dates.places import Places
from events.models import EventDate
from freshness.versioned_cache import cached
from network.visibility import open_to_all

MOST_OF_TASTE = 4
MOST_BESIDE = 3


@dataclass(frozen=True)
class Line:
    """Line of the day: a round with its number of sessions, or what is for everybody."""

    start: datetime
    title: str
    words: str = ""
    is_break: bool = False


@dataclass(frozen=True)
class Run:
    entry: Entry
    time: Time | None
    places: Places | None
    is_over: bool


def day_lines(programme: Programme) -> list[Line]:
    on = [entry for entry in programme.sessions if not entry.is_cancelled]
    numbers = {time.id: len([entry for entry in on if time.id in entry.rounds]) for time in programme.rounds}
    lines = [
        Line(time.start, round_name(time), sessions_words(numbers[time.id]))
        for time in programme.rounds
        if numbers[time.id]
    ]
    for band in programme.bands:
        is_break = band.kind == Kind.BREAK
        words = "" if is_break else ", ".join(filter(None, [_("Voor iedereen"), band.room_words]))
        lines.append(Line(band.start, band.title, words, is_break))
    return sorted(lines, key=lambda line: line.start)


def round_name(time: Time) -> str:
    return time.name or _("Ronde %(number)s") % {"number": time.number}


def taste(programme: Programme, cards: Sequence[Card]) -> list[tuple[Time, Card]]:
    """Return one session of each round, each of another kind if that can be."""
    found: list[tuple[Time, Card]] = []
    kinds: set[str] = set()
    shown: set[int | None] = set()
    for time in programme.rounds:
        those = [
            card
            for card in cards
            if programme.round_of(card.entry) == time
            and not card.entry.is_cancelled
            and card.entry.session not in shown
        ]
        if those:
            card = next((one for one in those if one.entry.form not in kinds), those[0])
            kinds.add(card.entry.form)
            shown.add(card.entry.session)
            found.append((time, card))
    return found[:MOST_OF_TASTE]


def of_session(page: SessionPage, conference: ConferencePage, request: HttpRequest, now: datetime) -> dict:
    """Return the runs of a session. There are none in a preview of a session that is in no release yet."""
    url = conference.get_url(request) or ""
    about = {"conference": conference, "programme_url": f"{url}programma/", "take_home": page.take_home.splitlines()}
    programme = programme_of(conference, request)
    if programme is None:
        return about
    places = programme.places()
    runs = [
        Run(
            entry,
            programme.round_of(entry),
            places.get(entry.date.pk) if entry.date else None,
            entry.end <= now,
        )
        for entry in programme.runs_of(page.pk)
    ]
    lead = next((run for run in runs if not run.entry.is_cancelled and not run.is_over), runs[0] if runs else None)
    beside: list[Card] = []
    if lead and lead.time:
        beside = [
            card
            for card in cards_of(conference, programme, places, request)
            if lead.time.id in card.entry.rounds and card.entry.session != page.pk and not card.entry.is_cancelled
        ]
    return {
        **about,
        "programme": programme,
        "runs": runs,
        "lead": lead,
        "track": programme.track_names.get(lead.entry.track or 0, "") if lead else "",
        "voices": lead.entry.voices if lead else (),
        "beside": beside[:MOST_BESIDE],
    }


def of_index(index: Page, request: HttpRequest, now: datetime) -> dict:
    """Return the conferences in order of their day: the coming one first, those that are over newest first."""

    def read() -> list[dict]:
        pages = list(open_to_all(ConferencePage.objects.child_of(index)).order_by("-slug"))
        days: dict[int, list[EventDate]] = {page.pk: [] for page in pages}
        shown = EventDate.objects.visible().filter(page__in=days).defer("vevent").order_by("start")
        for date in shown:
            days[date.page_id or 0].append(date)
        return [
            {
                "title": page.title,
                "summary": page.summary,
                "url": page.get_url(request),
                "place": ", ".join(filter(None, [page.venue_name, page.town])),
                "start": days[page.pk][0].start if days[page.pk] else None,
                "end": days[page.pk][-1].end if days[page.pk] else None,
            }
            for page in pages
        ]

    found = cached(request, ("conferences", index.pk), read)
    coming = sorted(
        (one for one in found if one["end"] is None or one["end"] > now), key=lambda one: one["start"] or now
    )
    return {"coming": coming, "past": [one for one in found if one not in coming]}
