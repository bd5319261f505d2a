"""The form as everybody gets it who is not signed in: made once, and for each visitor filled in with what is theirs and what moves.

Making it takes longer than all the rest of registering.
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

TEMPLATE = "events/register.html"
ASKS_FOR_A_DATE = re.compile(r"(?:datum=[0-9]{1,18})?")
TOKEN, WORDS = (f"{name}-{secrets.token_hex(16)}" for name in ("token", "words"))
"""Stand in the kept form where a visitor's token and the places that are left come; nobody can know them and write them on a page."""

_forms: VersionedCache[str] = VersionedCache(most=100, by_the_minute=True)


def is_for_everybody(request: HttpRequest) -> bool:
    """Whether the form holds nothing of this visitor: no session, so nobody who is signed in, and no question that we do not know."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and ASKS_FOR_A_DATE.fullmatch(request.META.get("QUERY_STRING", "")) is not None
    )


def answer(
    request: HttpRequest, version: Version | None, cards: list[DateCard], card: DateCard, context: Callable[[], dict]
) -> HttpResponse:
    """The form for one of ``cards``, as it is kept for these states of its dates, with a token of the visitor's own."""
    assert card.places is not None
    # What the clock does to a page it does on the minute. The words about the places are filled in, their states are not.
    states = tuple((one.date.pk, one.places.state) for one in cards if one.places)
    key = (request.scheme, request.get_host(), request.get_full_path(), states)

    def make() -> str:
        places = replace(card.places, words=WORDS)
        return render_to_string(TEMPLATE, {**context(), "places": places, "csrf_token": TOKEN}, request)

    body = _forms.at(version, key, make)
    return HttpResponse(body.replace(WORDS, escape(card.places.words)).replace(TOKEN, get_token(request)))
