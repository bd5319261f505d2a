"""Actions of the sender of a form: mending its address, and having its mail sent again.

Nothing that they see may tell whether the first address was known (docs/decisions/0016-what-a-request-tells.md). So a
form for somebody who was registered already can be mended too: it is registered once more, with the new address.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.dates.availability import closed_reason
from events.mail import messages
from events.models import Booking, EventDate, Person, Registration
from events.privacy.erasure import anonymise
from events.registration import admission, replies, rule

State = Registration.State
AT_ONCE = timedelta(seconds=10)
"""Time in which colleagues on the same form were registered."""


@transaction.atomic
def mend_address(sent: Booking, *, date_ids: Iterable[int], email: str, network: str) -> Booking:
    """Move what ``sent`` registered to ``email``, and mail there. Return the booking that it is now.

    Places, ranks and deadlines stay. The link in the mail to the old address stops working. What the old address
    confirmed stays there, and so does what it had before: at ``date_ids`` without a registration of this booking, the
    person at the new address gets one. Raises RegistrationClosed if there is nothing left to register for, and
    Booking.DoesNotExist if the booking lapsed.
    """
    own_dates = Registration.objects.filter(booking=sent.pk).values_list("date", flat=True)
    dates = {date.pk: date for date in rule.lock_several({*date_ids, *own_dates})}
    booking = Booking.objects.select_for_update(of=("self",)).select_related("person").get(pk=sent.pk)
    for date in dates.values():
        admission.check_other_address(date.page, email, booking)
    before = booking.person
    person = Person.objects.known_as([(before.name, email), (before.name, before.email)])[0]
    own = list(booking.registrations.select_for_update(of=("self",)).select_related("person").order_by("pk"))
    if any(one.confirmed_at for one in own):
        booking.pk, booking._state.adding = None, True  # noqa: SLF001  Django's own way to copy a row
        own = []
    booking.person = person
    booking.save()
    if booking.pk != sent.pk:
        replies.copy(sent.pk, booking)
    _move_colleagues(sent, before, person)
    asked = [*_moved(own, person, booking, dates), *_added(booking, dates, network)]
    if before.user_id is None and not before.registrations.exists():
        anonymise(before)  # including our copies of mails to the wrong address
    if asked:
        messages.please_confirm_all(asked, again=f"{person.pk}.{asked[0].link_version}")
    return booking


def _move_colleagues(sent: Booking, before: Person, person: Person) -> None:
    """Make ``person`` the one who registered the colleagues on the same form."""
    same_form = Booking.objects.filter(booked_by=before, pk__gt=sent.pk, created_at__lt=sent.created_at + AT_ONCE)
    same_form.update(booked_by=person)


def _moved(
    own: list[Registration], person: Person, booking: Booking, dates: dict[int, EventDate]
) -> list[Registration]:
    """Give the registrations in ``own`` to ``person``, and return those to confirm.

    One for a date at which ``person`` is registered already ends, and they get a mail that says so.
    """
    moved = []
    for registration in own:
        date = registration.date = dates[registration.date_id]
        known = date.registrations.live().filter(person=person).exclude(pk=registration.pk).first()
        if known:
            if registration.is_live:
                rule.set_state(registration, State.CANCELLED, cancelled_at=timezone.now())
            registration.delete()  # lists show the newest registration of each person
            rule.promote(date)
            known.date = date
            messages.already_registered(known)
            continue
        rule.hand_on_sequence(registration)
        registration.change(
            {
                "person": person,
                "booking": booking,
                "link_version": registration.link_version + 1,
                "sequence": max(registration.sequence, rule.next_sequence(date, person)),
            }
        )
        if registration.is_live:
            moved.append(registration)
    return moved


def _added(booking: Booking, dates: dict[int, EventDate], network: str) -> list[Registration]:
    """Register the person of ``booking`` for the dates at which they are not registered yet."""
    added, reason = [], ""
    for date in dates.values():
        if date.registrations.live().filter(person=booking.person).exists():
            continue
        if reason := closed_reason(date):
            continue
        attendance = attendance_of(booking)
        added.append(rule.submit(date, booking, confirmed=False, attendance=attendance, notify=False, network=network))
    if reason and not added and not booking.registrations.live().exists():
        raise rule.RegistrationClosed(reason)
    return added


def send_again(person: Person, *, date_ids: Iterable[int], again: str) -> bool:
    """Mail ``person`` the link once more, as it is now. Return False if there is nothing to mail about any more."""
    of_person = Registration.objects.live().filter(person=person, date__in=list(date_ids))
    live = list(of_person.select_related("person", "booking", "date__page").order_by("date__start", "pk"))
    unconfirmed = [one for one in live if one.confirmed_at is None]
    if unconfirmed:
        together = [one for one in unconfirmed if one.booking_id == unconfirmed[0].booking_id]
        messages.please_confirm_all(together, again=again)
    elif live:
        messages.already_registered(live[0], again=again)
    return bool(live)


def attendance_of(booking: Booking) -> str:
    """Return the answer to “hier of online?” of the other dates of the booking; empty if there is none."""
    return booking.registrations.order_by("pk").values_list("attendance", flat=True).first() or ""
