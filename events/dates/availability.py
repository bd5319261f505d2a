"""Availability of a date, with the reason if it is closed, in Dutch, fit to show. Ignores free places."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import EventDate, EventPage
from events.models.dates import AMSTERDAM, days_later


def closes_at(date: EventDate) -> datetime:
    assert date.page is not None
    return days_later(date.start, -date.page.closes_days_before)


def closes_words(date: EventDate) -> str:
    """Return ``closes_at`` as “donderdag 10 december 2026, 12.00 uur”."""
    return _moment_words(closes_at(date))


def _moment_words(moment: datetime) -> str:
    return _("%(moment)s uur") % {"moment": date_format(moment.astimezone(AMSTERDAM), _("l j F Y, G.i"))}


def opens_at(date: EventDate) -> datetime | None:
    """Return the first moment at which people can register; None if they always could."""
    page = date.page
    assert page is not None
    per_date = days_later(date.start, -page.opens_days_before) if page.opens_days_before else None
    return max((moment for moment in (page.opens_at, per_date) if moment), default=None)


def opens_words(date: EventDate) -> str:
    """Return ``opens_at`` like ``closes_words``; empty if people always could register."""
    moment = opens_at(date)
    return _moment_words(moment) if moment else ""


def is_still_to_open(date: EventDate, now: datetime) -> bool:
    moment = opens_at(date)
    return moment is not None and now < moment


def unavailable_reason(date: EventDate, now: datetime) -> str:
    """Return why nobody can attend ``date`` any more, registered or not; empty if they can."""
    if date.page is None or not date.page.live or date.status == EventDate.Status.REMOVED:
        return _("Deze bijeenkomst staat niet meer op de site.")
    if date.is_cancelled:
        return _("Deze bijeenkomst gaat niet door.")
    if date.is_postponed:
        return _("Deze bijeenkomst is uitgesteld. De nieuwe datum volgt.")
    if date.end <= now:
        return _("Deze bijeenkomst is al geweest.")
    return ""


def closed_reason(date: EventDate, now: datetime | None = None) -> str:
    """Return why nobody can register for ``date``; empty if they can."""
    now = now or timezone.now()
    page = date.page
    gone = unavailable_reason(date, now)
    if gone or page is None:
        return gone
    if page.registration == EventPage.Registration.NONE:
        return _("Je hoeft je niet aan te melden. Loop gewoon binnen.")
    if page.registration == EventPage.Registration.ELSEWHERE:
        return _("Aanmelden kan alleen op de site van de organisator.")
    if closes_at(date) <= now:
        return _("Aanmelden kan niet meer. De inschrijving is gesloten.")
    if is_still_to_open(date, now):
        return _("Aanmelden kan nog niet. Het gaat open op %(moment)s.") % {"moment": opens_words(date)}
    return ""
