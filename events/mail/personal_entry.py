"""Calendar entry of a date for one registered person, in invitations, files and the personal feed."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from events import ics
from events.dates.entry import as_html, calendar_event
from events.dates.story import read_stories
from events.links import registration_path
from events.mail.state_words import IN_CALENDARS
from events.mail.words import deadline_words
from events.models import Registration

A_LINK = "https://example.org/een-link/"


def state_sentence(registration: Registration, place_in_line: int | None) -> str:
    match registration.state:
        case Registration.State.WAITING if place_in_line:
            return gettext("Je staat op plek %(number)s van de wachtlijst.") % {"number": place_in_line}
        case Registration.State.OFFERED:
            return gettext("Er is een plek voor je. Zeg ja voor %(until)s.") % {"until": deadline_words(registration)}
        case Registration.State.REQUESTED:
            return gettext("De organisator moet je aanvraag nog goedkeuren.")
    return ""


def personal_event(
    registration: Registration,
    *,
    entry: ics.Event | None = None,
    changed_at: datetime | None = None,
    place_in_line: int | None = None,
) -> ics.Event:
    """Return the date for the calendar of one registered person, with links to their own page and the online meeting.

    ``entry`` is the calendar entry of the date if the caller has it. Without ``place_in_line`` the rank is not shown.
    """
    event = entry or calendar_event(registration.date, whole=True)
    status = event.status
    if not registration.is_live:
        status = ics.Status.CANCELLED
    elif registration.state != Registration.State.CONFIRMED and status == ics.Status.CONFIRMED:
        status = ics.Status.TENTATIVE
    online = registration.date.online_url if registration.state == Registration.State.CONFIRMED else ""
    own_page = f"{settings.SITE_URL}{registration_path(registration)}"
    says = state_sentence(registration, place_in_line)
    before = [says] if says else []
    join = [gettext("Doe online mee: %(link)s") % {"link": online}] if online else []
    look = gettext("Je aanmelding bekijken of afzeggen: %(link)s")
    # Finding links in a text is slow, and ``as_html`` is cached. So call it with a placeholder, and put in the own link
    # afterwards.
    own_html = as_html(look % {"link": A_LINK}).replace(A_LINK, own_page)
    return replace(
        event,
        sequence=event.sequence + registration.sequence,
        changed_at=changed_at or max(event.changed_at, registration.created_at),
        status=status,
        summary=_own_summary(registration, event),
        description="\n\n".join([*before, event.description, *join, look % {"link": own_page}]),
        html="".join([*map(as_html, before), event.html, *map(as_html, join), own_html]),
        conference_url=online,
    )


def _own_summary(registration: Registration, event: ics.Event) -> str:
    word = IN_CALENDARS[Registration.State(registration.state)]
    # If the date itself is off, its title says so already.
    if not word or event.status == ics.Status.CANCELLED:
        return event.summary
    return f"[{word}] {event.summary}"


def calendar_file(registrations: list[Registration]) -> bytes:
    """Return a calendar file to import by hand. It has no METHOD: invitations can hold only one date."""
    read_stories(one.date.page for one in registrations)
    return ics.download(ics.vevent(personal_event(one)) for one in registrations)
