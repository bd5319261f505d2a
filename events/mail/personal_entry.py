"""Calendar entry of a date for a registered person, in invitations, files and the personal feed.

People who share a mailbox share the entry.
"""

from collections.abc import Callable, Iterable, Sequence
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
from events.models.attendance import Attendance

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
    entry_for: Callable[[str], ics.Event] | None = None,
    attendance: str | None = None,
    changed_at: datetime | None = None,
    place_in_line: int | None = None,
    shared_by: list[str] | None = None,
) -> ics.Event:
    """Return the date for the calendar of one registered person, with links to their own page and the online meeting.

    ``entry_for`` returns the calendar entry of the date for people who attend in a certain way, if the caller has it.
    ``attendance`` is the answer to “hier of online?” of those with a place, if people share the entry. Without ``place_in_line`` the rank is not shown.
    ``shared_by`` are the names of those with a place, if people share the entry. It then has no link of one of them,
    because a mail with it can be forwarded.
    """
    date, answer = registration.date, registration.attendance if attendance is None else attendance
    event = entry_for(answer) if entry_for else calendar_event(date, whole=True, attendance=answer)
    status = event.status
    if not registration.is_live:
        status = ics.Status.CANCELLED
    elif registration.state != Registration.State.CONFIRMED and status == ics.Status.CONFIRMED:
        status = ics.Status.TENTATIVE
    has_link = registration.state == Registration.State.CONFIRMED and date.attendance_of(answer) != Attendance.IN_PERSON
    online = date.online_url if has_link else ""
    own_page = f"{settings.SITE_URL}{registration_path(registration)}"
    says = state_sentence(registration, place_in_line)
    if shared_by:
        says = gettext("Voor %(names)s.") % {"names": names_in_words(shared_by)}
    before = [says] if says else []
    join = [gettext("Doe online mee: %(link)s") % {"link": online}] if online else []
    look = gettext("Je aanmelding bekijken of afzeggen: %(link)s")
    if shared_by is not None:
        look = gettext("Je aanmelding bekijken of afzeggen? De link staat in de mail aan ieder van jullie.")
    # Finding links in a text is slow, and ``as_html`` is cached. So call it with a placeholder, and put in the own link
    # afterwards.
    own_html = as_html(look % {"link": A_LINK}).replace(A_LINK, own_page)
    own_link = look % {"link": own_page}
    decline = [gettext("Weigeren in je agenda ziet de organisator niet.")] if registration.is_live else []
    return replace(
        event,
        sequence=event.sequence + registration.sequence,
        changed_at=changed_at or max(event.changed_at, registration.created_at),
        status=status,
        summary=_own_summary(registration, event),
        description="\n\n".join([*before, event.description, *join, own_link, *decline]),
        html="".join([*map(as_html, before), event.html, *map(as_html, join), own_html, *map(as_html, decline)]),
        conference_url=online,
    )


def at_address(registration: Registration) -> list[Registration]:
    """Return the registrations for its date of everybody at its address, ``registration`` as the caller has it.

    A calendar program takes them for one entry: they have one UID and one attendee.
    """
    if registration.is_alone_at_address:
        return [registration]
    others = Registration.objects.filter(date=registration.date_id).at(registration.person.email)
    return [registration, *others.exclude(pk=registration.pk).select_related("person").order_by("pk")]


def comers(at_one_address: Iterable[Registration]) -> list[Registration]:
    return sorted((one for one in at_one_address if one.state == Registration.State.CONFIRMED), key=lambda one: one.pk)


def names_in_words(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} {gettext('en')} {last}" if others else last


def shared_event(at_one_address: list[Registration], **options) -> ics.Event:
    """Return the entry of a date for the calendar behind one address: while anybody there has a place, it stays.

    ``at_one_address`` are the registrations from ``at_address``: the first is whose mail or file it is. ``options`` are
    those of ``personal_event``.
    """
    first = at_one_address[0]
    coming = comers(at_one_address)
    is_shared = len({one.person_id for one in (first, *coming)}) > 1
    shown = coming[0] if coming and first not in coming else first
    shown.date = first.date
    names = [one.person.name for one in coming] if is_shared else None
    answers = {one.attendance for one in coming or [shown]}
    # People who attend in different ways need both the address and the link.
    attendance = answers.pop() if len(answers) == 1 else ""
    event = personal_event(shown, shared_by=names, attendance=attendance, **options)
    return replace(event, sequence=event.sequence - shown.sequence + max(one.sequence for one in at_one_address))


def _own_summary(registration: Registration, event: ics.Event) -> str:
    word = IN_CALENDARS[Registration.State(registration.state)]
    # If the date itself is off, its title says so already.
    if not word or event.status == ics.Status.CANCELLED:
        return event.summary
    return f"[{word}] {event.summary}"


def calendar_file(registrations: list[Registration]) -> bytes:
    """Return a calendar file to import by hand. It has no METHOD: invitations can hold only one date."""
    read_stories(one.date.page for one in registrations)
    return ics.download(ics.vevent(shared_event(at_address(one))) for one in registrations)
