"""Composition of mails about a registration, with a calendar part (iMIP, RFC 6047), and queueing in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext

from events import ics
from events.dates.cards import DateCard
from events.mail.date_facts import entry_for, facts_of, read_facts
from events.mail.personal_entry import at_address, calendar_file, comers, names_in_words, shared_event
from events.mail.rendering import render
from events.mail.words import Kind, context_for, subject_for
from events.models import Booking, EventDate, Person, Registration
from outbox import mail
from outbox.letter import Letter, Mailbox, Part, sender
from outbox.models import OutgoingMail
from outbox.rendering import text_of
from web.addresses import sendable_or_nothing

ABOUT_REGISTRATIONS = "registration:"
BEFOREHAND = {Kind.REMINDER, Kind.OFFERED, Kind.NO_PLACE}
"""Kinds that mean nothing once the date has begun."""
THANKS_AT_MOST = timedelta(days=3)
"""Time after the end until which somebody is thanked for coming."""


@dataclass(frozen=True)
class Preview:
    subject: str
    text: str


def send(
    kind: Kind,
    registration: Registration,
    *,
    again: str = "",
    changes: list[dict[str, str]] | None = None,
    more: dict | None = None,
    in_file: list[Registration] | None = None,
    only_new: bool = False,
) -> bool:
    """Queue a mail in the outbox. Return whether it is new. Idempotent: one mail per kind, registration and ``again``.

    ``again`` distinguishes repeated mails of one kind. ``more`` is extra context for the template. ``in_file`` are
    registrations to attach as a calendar file. ``only_new`` saves composing a mail that is already queued. Nothing is
    sent if the page is gone or the person has no address.
    """
    if registration.date.page is None or not registration.person.email:
        return False
    cause = f"{kind}:{registration.pk}" + (f":{again}" if again else "")
    if only_new and mail.is_queued(cause):
        return False
    letter = compose(kind, registration, cause=cause, changes=changes or [], more=more)
    if in_file:
        letter.files.append(Part(calendar_file(in_file), "application/ics", "bijeenkomsten.ics"))
    mail.queue(letter, about=about(registration.pk), expires_at=expires_at(kind, registration.date))
    return True


def rewrite(waiting: OutgoingMail, kind: Kind, registration: Registration, *, more: dict | None = None) -> None:
    """Replace a mail that has not left by one of ``kind``, as of now."""
    letter = compose(kind, registration, cause=waiting.cause, changes=[], more=more)
    mail.rewrite(waiting, letter, expires_at=expires_at(kind, registration.date))


def expires_at(kind: Kind, date: EventDate) -> datetime | None:
    """Return when a mail of ``kind`` has lost its meaning. A postponed date has no time yet to go by."""
    if kind == Kind.THANKS:
        return date.end + THANKS_AT_MOST
    if date.is_postponed or kind == Kind.NEW_LINK:
        return None
    return date.start if kind in BEFOREHAND else date.end


def about(registration_id: int) -> str:
    """Return the ``OutgoingMail.about`` of mails about this registration."""
    return f"{ABOUT_REGISTRATIONS}{registration_id}"


def registration_id(about: str) -> int | None:
    """Return the id of the registration that a mail is about, by its ``OutgoingMail.about``; None for other mails."""
    number = about.removeprefix(ABOUT_REGISTRATIONS)
    return int(number) if number != about and number.isdigit() else None


def compose(
    kind: Kind, registration: Registration, *, cause: str, changes: list[dict[str, str]], more: dict | None = None
) -> Letter:
    """Return the mail: text, HTML and, if it changes the recipient's calendar, an invitation as part and as file."""
    now = timezone.now()
    about_date = facts_of(registration.date, registration.attendance)
    context = context_for(kind, registration, changes, about_date) | (more or {})
    together = at_address(registration) if context["has_calendar"] or context["leaves_calendar"] else []
    still_come = [one.person.name for one in comers(together) if one.person_id != registration.person_id]
    if context["leaves_calendar"] and still_come and registration.date.status == EventDate.Status.SCHEDULED:
        context |= {"leaves_calendar": False, "calendar_stays_for": names_in_words(still_come)}
    card, page, person = context["card"], registration.date.page, registration.person
    assert page is not None
    site = sender()
    contact = sendable_or_nothing(page.contact_email)
    by = sender(f"{site.name} namens {card.organisation}") if card.organisation else site
    text, html = render(kind, context)
    letter = Letter(
        cause=cause,
        subject=subject_for(kind, card),
        sender=by,
        to=Mailbox(person.name, person.email),
        reply_to=Mailbox(page.contact_name, contact) if contact else None,
        text=text,
        html=html,
        written_at=now,
    )
    method = None
    if context["has_calendar"] or context["calendar_stays_for"]:
        method = ics.Method.REQUEST
    elif context["leaves_calendar"]:
        method = ics.Method.CANCEL
    if method:
        event = shared_event(together, entry_for=partial(entry_for, registration.date), changed_at=now)
        if method == ics.Method.CANCEL:
            event = replace(event, status=ics.Status.CANCELLED)
        invitation = ics.invitation(
            event,
            method=method,
            organizer=ics.CalendarUser(name=by.name, email=by.email),
            attendee=ics.CalendarUser(name=person.name, email=person.email),
        )
        # An alternative part for programs that act on it, an attachment for those that do not.
        letter.alternatives.append(Part(invitation, f'text/calendar; charset="utf-8"; method={method.value}'))
        letter.files.append(Part(invitation, "application/ics", "bijeenkomst.ics"))
    return letter


def preview(
    kind: Kind,
    date: EventDate,
    *,
    changes: list[dict[str, str]] | None = None,
    alternatives: Sequence[DateCard] = (),
) -> Preview:
    """Return the mail to people with a place at ``date``, which may have unsaved changes. Contains no real link."""
    person = Person(name=gettext("Sanne de Vries"), email="sanne@example.org")
    booking = Booking(person=person)
    registration = Registration(pk=0, person=person, booking=booking, date=date, state=Registration.State.CONFIRMED)
    context = context_for(kind, registration, changes or [], read_facts(date))
    context["link"] = gettext("(de eigen link van wie de mail krijgt)")
    context |= {"now_on": gettext("een andere dag"), "alternatives": alternatives}
    context["until"] = context["until"] or gettext("een dag later")
    context["position"] = 1 if kind in {Kind.WAITING, Kind.CONFIRM_WAITING} else None
    if kind in {Kind.CONFIRM_REMINDER, Kind.HOLD_LAPSED}:
        context |= {"booked_by": gettext("Noor Bos"), "holds": True, "had_place": True}
    if kind == Kind.COLLEAGUE_LAPSED:
        context["colleagues"] = gettext("Sam Smit")
    if kind == Kind.NO_PLACE:
        context["state"] = Registration.State.WAITING
    return Preview(subject_for(kind, context["card"]), text_of(kind, context).strip())
