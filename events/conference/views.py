"""Addresses under ``/conferentie/<year>/``. Everybody may read them; only what was released is in them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from events.conference import screen, table
from events.conference.cards import cards_of
from events.conference.choosing import VIEWS, Choice
from events.conference.exporting import exported
from events.conference.feeds import ConferenceFeed
from events.conference.models import ConferencePage, Release, Room
from events.conference.programme import Place, Programme, programme_of
from events.conference.release import changes_of
from events.conference.schedule_files import as_json, as_xml
from events.feeds.subscribing import page_subscription
from events.feeds.views import MAX_AGE, page_calendar, serve
from events.models.dates import AMSTERDAM
from freshness import pages
from freshness.pages import mark_public
from freshness.response_cache import CachedResponse
from network.addresses import page_at
from web.numbers import row_id

OFFLINE_FOR = timedelta(days=7)
"""Time after the conference in which its programme can still be read without a connection."""


@dataclass(frozen=True)
class Shown:
    """Conference that this visitor may see, with its programme if there is one."""

    page: ConferencePage
    programme: Programme | None

    @property
    def is_for_all(self) -> bool:
        return self.page.is_open_to_all

    def mark(self, response: HttpResponse) -> HttpResponse:
        if self.is_for_all:
            mark_public(response)
        return response


def conference_at(request: HttpRequest, path: str) -> Shown:
    page = page_at(request, path)
    if not isinstance(page, ConferencePage):
        raise Http404
    request.shown_under = request.path  # type: ignore[attr-defined]
    return Shown(page, programme_of(page, request))


def register_for_the_day(request: HttpRequest, path: str) -> HttpResponse:
    """Send people who would register for a session to the form of the conference. They choose sessions after that."""
    return HttpResponseRedirect(f"/{path}aanmelden/")


@require_safe
def programme(request: HttpRequest, path: str) -> HttpResponse:
    """Show the programme, or the part of it that the address asks for."""
    shown = conference_at(request, path)
    url = shown.page.get_url(request) or ""
    context = {
        "page": shown.page,
        "programme": shown.programme,
        "conference_url": url,
        "canonical_url": f"{settings.SITE_URL}{url}programma/",
    }
    if shown.programme:
        context |= _programme_context(request, shown.page, shown.programme, url)
    return shown.mark(render(request, "conference/programme.html", context))


@require_safe
def changes(request: HttpRequest, path: str) -> HttpResponse:
    """Show what each version of the programme changed, the newest first."""
    shown = conference_at(request, path)
    if shown.programme is None:
        raise Http404
    versions = [
        {"number": one.number, "made_at": one.made_at, "words": one.words, "changes": changes_of(one)}
        for one in Release.objects.filter(conference=shown.page.pk).order_by("-pk")
    ]
    url = shown.page.get_url(request) or ""
    context = {
        "page": shown.page,
        "programme": shown.programme,
        "versions": versions,
        "programme_url": f"{url}programma/",
        "canonical_url": f"{settings.SITE_URL}{url}programma/wijzigingen/",
    }
    return shown.mark(render(request, "conference/changes.html", context))


def _programme_context(request: HttpRequest, page: ConferencePage, whole: Programme, url: str) -> dict:
    now = timezone.now()
    choice = Choice.read(request.GET, whole)
    places = whole.places()
    fits = choice.keeps(whole, places)
    cards = [card for card in cards_of(page, whole, places, request) if fits(card.entry)]
    context = {
        "choice": choice,
        "sentence": choice.sentence(whole),
        "options": choice.options(whole),
        "views": [
            {
                "title": title,
                "url": f"{url}programma/{replace(choice, view=view).query}",
                "current": view == choice.view,
            }
            for view, title in VIEWS.items()
        ],
        "when": _days_words(whole),
        "where": ", ".join(filter(None, [page.venue_name, page.town])),
        "subscribe": page_subscription(f"{page.title}: {choice.sentence(whole)}", url, _feed_query(choice)),
        "offline_until": max(entry.end for entry in whole.entries) + OFFLINE_FOR if whole.entries else now,
    }
    shapes = {"spoor": table.by_track, "zaal": table.by_room}
    if choice.view == "nu":
        context["groups"] = table.now_and_next(whole, cards, now)
    elif choice.view:
        context["groups"] = shapes[choice.view](whole, cards)
    else:
        context["table"] = table.table_of(whole, cards, now, whole=choice.is_everything)
    if not cards or (choice.view == "nu" and not context["groups"]):
        context |= {
            "empty": "nothing-now" if cards else "nothing",
            "nearby": (replace(choice, view="") if cards else choice).nearby(whole, places),
            "stairs": _stairs(choice, whole),
        }
    return context


def _feed_query(choice: Choice) -> str:
    feed = Choice(track=choice.track, room=choice.room, round=choice.round)
    return feed.query


def _stairs(choice: Choice, whole: Programme) -> Place | None:
    """Return the room that was asked for, if what fails is that it has a threshold."""
    room = next((one for one in whole.rooms if one.id == choice.room), None)
    return room if room and choice.access == "rolstoel" and room.wheelchair == Room.Wheelchair.NO else None


def _days_words(whole: Programme) -> str:
    return ", ".join(date_format(day, "l j F Y") for day in whole.days)


# -- Files and feeds


@csrf_exempt
@require_safe
def schedule_json(request: HttpRequest, path: str) -> HttpResponseBase:
    return _file(request, path, as_json, "application/json; charset=utf-8")


@csrf_exempt
@require_safe
def schedule_xml(request: HttpRequest, path: str) -> HttpResponseBase:
    return _file(request, path, as_xml, "text/xml; charset=utf-8")


def _file(request: HttpRequest, path: str, write, content_type: str) -> HttpResponseBase:
    shown = conference_at(request, path)
    if shown.programme is None or not shown.programme.days:
        raise Http404
    body = write(exported(shown.page, shown.programme))
    headers = {
        "Content-Type": content_type,
        "Cache-Control": f"{'public' if shown.is_for_all else 'private'}, max-age={MAX_AGE}",
        "Access-Control-Allow-Origin": "*",
        "Vary": "Accept-Encoding" if shown.is_for_all else "Accept-Encoding, Cookie",
    }
    kept = CachedResponse(body, sha256(body).hexdigest()[:32], headers, changed=_changed(shown.programme))
    response = kept.respond(request)
    assert response is not None
    return pages.attach(kept, response) if shown.is_for_all else response


def _changed(whole: Programme) -> int:
    moments = [whole.made_at, *(entry.date.changed_at for entry in whole.sessions if entry.date)]
    return int(max(moments).timestamp())


@csrf_exempt
@require_safe
def calendar(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve the conference and its sessions as a subscription. One date (``?datum=``) is a download, as of any event."""
    if request.GET.get("datum"):
        return page_calendar(request, path)
    try:
        shown = conference_at(request, path)
    except Http404:
        return page_calendar(request, path)
    choice = Choice()
    if shown.programme:
        asked = Choice.read(request.GET, shown.programme)
        choice = Choice(track=asked.track, room=asked.room, round=asked.round)
    feed = ConferenceFeed(shown.page, shown.programme, choice, url=shown.page.get_full_url(request) or "")
    return serve(request, feed, for_all=shown.is_for_all)


# -- The screen beside a door


@require_safe
def door_screen(request: HttpRequest, path: str) -> HttpResponse:
    """Show what is on in a room now and next; without a room, the list of rooms."""
    shown = conference_at(request, path)
    whole = _with_programme(shown)
    if not request.GET.get("zaal"):
        return shown.mark(render(request, "conference/screens.html", {"page": shown.page, "rooms": whole.rooms}))
    state = screen.state_of(whole, _room(request, whole), timezone.now(), whole.places())
    return shown.mark(render(request, "conference/screen.html", {"page": shown.page, "state": state}))


@require_safe
def door_screen_state(request: HttpRequest, path: str) -> HttpResponse:
    """Answer the same as JSON, for screens of others."""
    shown = conference_at(request, path)
    whole = _with_programme(shown)
    state = screen.state_of(whole, _room(request, whole), timezone.now(), whole.places())
    response = JsonResponse(screen.as_plain(state, whole))
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _with_programme(shown: Shown) -> Programme:
    if shown.programme is None:
        raise Http404
    return shown.programme


def _room(request: HttpRequest, whole: Programme) -> Place:
    wanted = row_id(request.GET.get("zaal", ""))
    for room in whole.rooms:
        if room.id == wanted:
            return room
    raise Http404


# -- Without a connection


@require_safe
def service_worker(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the script that keeps the programme readable without a connection. Its folder is all that it controls."""
    shown = conference_at(request, path)
    url = shown.page.get_url(request) or ""
    entries = shown.programme.entries if shown.programme else ()
    until: datetime | None = max((entry.end for entry in entries), default=None)
    context = {
        "conference_url": url,
        "addresses": list(dict.fromkeys(entry.url for entry in entries if entry.url))[:60],
        "version": shown.programme.number if shown.programme else "",
        "until": int((until + OFFLINE_FOR).timestamp() * 1000) if until else 0,
        "zone": AMSTERDAM.key,
        "words": _("Je hebt geen internet. Dit is het programma zoals het was om"),
    }
    response = render(request, "conference/sw.js", context, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
