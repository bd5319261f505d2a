"""Deadlines and questions of mails that leave late. The failure of the site runs nobody's clock."""

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from events.dates.availability import unavailable_reason
from events.mail import composing, mailing, messages
from events.mail.words import Kind
from events.models import EventDate, Registration
from events.registration import lapsing, rule
from outbox.mail import withdraw
from outbox.models import OutgoingMail
from outbox.signals import leaves_late

State = Registration.State
LAPSED = {State.EXPIRED, State.HELD, State.WAITING, State.REQUESTED}


@receiver(leaves_late)
@transaction.atomic
def make_true(mail: OutgoingMail, *, was_refused: bool, **kwargs) -> None:
    """Let the deadlines that ``mail`` is about start again, now that it leaves, and rewrite a question with them.

    They do not start again if the delay is the recipient's: a server that never takes the mail could hold places for
    days. A question that nobody can answer any more is withdrawn, or becomes an answer itself.
    """
    number = composing.registration_id(mail.about)
    about = Registration.objects.select_related("person").filter(pk=number).first() if number else None
    if about is None or about.person.email != mail.recipient:
        return  # about something else, or the address was corrected since
    if mailing.key_in(mail.cause):
        # Written by an organiser: it asks nothing, and no deadline depends on it.
        if not mailing.is_of_use(mail, about):
            withdraw(mail)
        return
    registrations = _locked(about)
    pending = [one for one in registrations if one.is_live and one.held_until is not None]
    if first := next((one for one in pending if not unavailable_reason(one.date, timezone.now())), None):
        _ask(mail, first, pending, start_again=not was_refused)
    elif messages.is_question(mail):
        _answer(mail, registrations[0])


def _locked(about: Registration) -> list[Registration]:
    """Lock what the mail is about, ``about`` first, with the dates in order of id."""
    booked = Registration.objects.filter(pk=about.pk)
    if about.confirmed_at is None:  # one mail asks to confirm all of them; a place is offered for one date
        booked |= Registration.objects.filter(booking=about.booking_id, person=about.person_id, confirmed_at=None)
    dates = {date.pk: date for date in rule.lock_several(booked.values_list("date", flat=True))}
    rows = booked.select_related("person", "booking").select_for_update(of=("self",)).order_by("pk")
    registrations = sorted(rows, key=lambda one: (one.pk != about.pk, one.pk))
    for one in registrations:
        one.date = dates[one.date_id]
    return registrations


def _ask(mail: OutgoingMail, first: Registration, pending: list[Registration], *, start_again: bool) -> None:
    for one in pending:
        if start_again and not unavailable_reason(one.date, timezone.now()):
            lapsing.renew_deadline(one, timezone.now())
    asked = [one for one in pending if one.is_live and one.held_until is not None]
    if not messages.is_question(mail):
        return
    if first.state == State.CONFIRMED:
        withdraw(mail)  # there was no time left to ask: another mail says that the place is theirs
    else:
        messages.ask_anew(mail, [first, *(one for one in asked if one.pk != first.pk)])


def _answer(mail: OutgoingMail, registration: Registration) -> None:
    """Say what came of ``registration`` while the question waited, unless they heard it or know it themselves."""
    date = registration.date
    if date.page is None or date.is_over or registration.confirmed_at is not None:
        withdraw(mail)
    elif registration.state in LAPSED and date.status in {EventDate.Status.CANCELLED, EventDate.Status.POSTPONED}:
        composing.rewrite(mail, Kind.DATE_CANCELLED if date.is_cancelled else Kind.DATE_POSTPONED, registration)
    elif registration.state == State.EXPIRED and registration.booking.booked_by_id is None:
        composing.rewrite(mail, Kind.HOLD_LAPSED, registration)
    else:
        withdraw(mail)
