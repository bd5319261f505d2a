"""Cached facts about a date for mails, equal for all recipients."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from events import ics
from events.dates import event_cache
from events.dates.cards import DateCard, card_for, fact_rows
from events.dates.description import access_of
from events.dates.entry import calendar_event
from events.models import EventDate
from freshness.version import Version, seen
from freshness.versioned_cache import VersionedCache


@dataclass(frozen=True)
class DateFacts:
    """A date in words, with its calendar entry. ``facts`` and ``access`` are labels and values for templates."""

    card: DateCard
    facts: tuple[dict[str, Any], ...]
    access: tuple[dict[str, str], ...]
    entry: ics.Event


_cache: VersionedCache[DateFacts] = VersionedCache(most=2000)
# A saved change of the page or the date changes the version. The fields are part of the key to distinguish a date with
# unsaved changes.
_FIELDS = [field.attname for field in EventDate._meta.concrete_fields if field.name != "vevent"]  # noqa: SLF001  Django documents it


def facts_of(date: EventDate, attendance: str = "") -> DateFacts:
    """Return the facts of ``date`` for people with that answer to “hier of online?”, cached until content changes.

    The date must be as stored.

    On a miss its page is read again. A caller that mails many people read it long before, and an editor may have changed it since:
    the old page must not be cached under the new version.
    """
    answer = attendance if date.is_hybrid else ""
    key = (answer, date.is_over, *(getattr(date, name) for name in _FIELDS))
    # What the rule reads under its lock and what it mails are of one moment.
    if date.locked_under and (found := _cache.find(date.locked_under, key)):
        return found
    version = seen()
    return _cache.at(version, key, lambda: read_facts(_with_stored_page(date, version), answer))


def _with_stored_page(date: EventDate, version: Version | None) -> EventDate:
    """Return ``date`` with its page as of ``version``, or as it is if the page is gone or not saved."""
    page, date = event_cache.cached_page(version, date.page_id), copy(date)
    date.page = page or date.page
    return date


def entry_for(date: EventDate, attendance: str = "") -> ics.Event:
    """Return the calendar entry of ``date`` for attendees with that answer; cached like ``facts_of``."""
    return facts_of(date, attendance).entry


def read_facts(date: EventDate, attendance: str = "") -> DateFacts:
    """Like ``facts_of``, but uncached, for a date or page with unsaved changes."""
    assert date.page is not None
    if date.page_id:  # not an example in the style guide
        date.read_wijken()
    return DateFacts(
        card=card_for(date),
        facts=tuple(fact_rows(date, attendance=attendance)),
        access=tuple(access_of(date.page, date, attendance)),
        entry=calendar_event(date, whole=True, attendance=attendance),
    )
