"""Cards of sessions. Rendered once for each state of the content; only places left are added for each answer."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.conference.models import ConferencePage
from events.conference.programme import Entry, Programme
from events.conference.table import Card
from events.dates.places import Places
from freshness.versioned_cache import VersionedCache, cached

BODIES: VersionedCache[dict[UUID, SafeString]] = VersionedCache(most=12)
SILENT = {"over", "closed", "not_yet", "elsewhere"}
"""States that say nothing of how many places are left."""
LEFT = '<p class="wv-session-card__places wv-session-card__places--left"><b>{}</b></p>'
FULL = '<p class="wv-session-card__places wv-session-card__places--left"><span class="wv-tag wv-tag--warning">{}</span></p>'


def cards_of(
    conference: ConferencePage, programme: Programme, places: Mapping[int, Places], request: HttpRequest
) -> list[Card]:
    bodies = cached(request, ("cards", conference.pk), lambda: _bodies(programme), BODIES)
    return [Card(entry, _whole(bodies[entry.key], entry, places)) for entry in programme.sessions]


def _bodies(programme: Programme) -> dict[UUID, SafeString]:
    tracks = programme.track_names
    return {
        entry.key: render_to_string(
            "conference/session_card.html", {"entry": entry, "track": tracks.get(entry.track or 0, "")}
        )
        for entry in programme.sessions
    }


def _whole(body: SafeString, entry: Entry, places: Mapping[int, Places]) -> SafeString:
    return SafeString(f"{body}{places_line(entry, places)}</article>")


def places_line(entry: Entry, places: Mapping[int, Places]) -> SafeString:
    found = places.get(entry.date.pk) if entry.date else None
    if found is None or entry.is_cancelled or found.state in SILENT:
        return SafeString("")
    return format_html(FULL if found.state == "full" else LEFT, found.words)
