"""Cached form for anonymous visitors, with placeholders for the CSRF token and the number of places.

Rendering the form takes longer than all other steps of registering together.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.html import escape

from events.dates.cards import DateCard
from freshness.version import Version
from freshness.versioned_cache import VersionedCache
from web.numbers import ID
from web.shown_again import is_shown_again

TEMPLATE = "events/register.html"
ASKS_FOR_A_DATE = re.compile(rf"(?:datum={ID})?")
TOKEN, WORDS = (f"{name}-{secrets.token_hex(16)}" for name in ("token", "words"))
"""Placeholders for the CSRF token and the words about free places. They are random, so nobody can type them."""

_forms: VersionedCache[str] = VersionedCache(most=100, by_the_minute=True)


def is_for_everybody(request: HttpRequest) -> bool:
    """Return whether the form depends on nothing personal: no session, and no query string other than a date."""
    return (
        request.method in {"GET", "HEAD"}
        and not is_shown_again(request)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and ASKS_FOR_A_DATE.fullmatch(request.META.get("QUERY_STRING", "")) is not None
    )


def form_response(
    request: HttpRequest, version: Version | None, cards: list[DateCard], card: DateCard, context: Callable[[], dict]
) -> HttpResponse:
    """Return the form for ``card``, from the cache or rendered with ``context``, with the visitor's own CSRF token."""
    assert card.places is not None
    # The states of the places (such as full) are part of the key; the words with their numbers are filled in.
    states = tuple((one.date.pk, one.places.states) for one in cards if one.places)
    key = (request.scheme, request.get_host(), request.get_full_path(), states)

    def make() -> str:
        places = replace(card.places, words=WORDS)
        return render_to_string(TEMPLATE, {**context(), "places": places, "csrf_token": TOKEN}, request)

    body = _forms.at(version, key, make)
    return HttpResponse(body.replace(WORDS, escape(card.places.words)).replace(TOKEN, get_token(request)))
