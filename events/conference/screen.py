"""Session that is on in one room now, and the next, for the screen beside its door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from events.conference.programme import Entry, Place, Programme
from events.dates.places import Places

HAS_ROOM = {"open", "unlimited", "walk_in"}


@dataclass(frozen=True)
class State:
    room: Place
    at: datetime
    now: tuple[Entry, ...] = ()
    """Several in a room that holds several things at once."""
    next: Entry | None = None
    is_full: bool = False
    come_in: bool = False
    moved_away: tuple[Entry, ...] = ()
    """Sessions of this room that are elsewhere today."""
    until: datetime | None = None
    """Moment at which this changes."""


def state_of(programme: Programme, room: Place, at: datetime, places: Mapping[int, Places]) -> State:
    here = [entry for entry in programme.entries if _is_here(entry, room) and not entry.is_cancelled]
    now = tuple(entry for entry in here if entry.start <= at < entry.end)
    later = [entry for entry in here if entry.start > at]
    today = [entry for entry in later if entry.start.date() == at.date()]
    away = tuple(
        entry
        for entry in programme.sessions
        if entry.was_room == room.name and not _is_here(entry, room) and entry.end > at and not entry.is_cancelled
    )
    following = today[0] if today else None
    dates = [entry.date.pk for entry in now if entry.date]
    states = {places[pk].state for pk in dates if pk in places}
    taken = [places[pk].left == 0 for pk in dates if pk in places]
    boundaries = [entry.end for entry in now] + [entry.start for entry in later]
    return State(
        room,
        at,
        now,
        following,
        is_full="full" in states or bool(taken and all(taken)),
        come_in=bool(now) and not (taken and all(taken)),
        moved_away=away,
        until=min(boundaries, default=None),
    )


def _is_here(entry: Entry, room: Place) -> bool:
    """Return whether ``entry`` is in ``room``: what is for everybody is in all rooms, unless it has a room of its own."""
    if entry.elsewhere:
        return False
    return entry.room == room if entry.room or entry.is_session else True


def as_plain(state: State, programme: Programme) -> dict[str, Any]:
    def told(entry: Entry) -> dict[str, Any]:
        return {
            "id": entry.date.pk if entry.date else None,
            "title": entry.title,
            "start": entry.start.isoformat(),
            "end": entry.end.isoformat(),
            "by": entry.by,
            "url": f"{settings.SITE_URL}{entry.url}" if entry.url else "",
        }

    return {
        "version": programme.number,
        "room": {"id": state.room.id, "guid": str(state.room.key), "name": state.room.name},
        "now": [told(entry) for entry in state.now],
        "full": state.is_full,
        "next": told(state.next) if state.next else None,
        "until": state.until.isoformat() if state.until else None,
        "words": _("Vol, kom niet meer") if state.is_full else "",
    }
