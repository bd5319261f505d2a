"""Giving one registration to somebody else than the person it belongs to: another address, or another name."""

from django.utils.translation import gettext as _

from events.models import Person, Registration
from events.privacy.erasure import anonymise
from events.registration import replies, rule


class AddressTaken(Exception):  # noqa: N818  an outcome, not an error
    """Name and address that are already registered; ``str()`` says so in Dutch, fit to show."""


def reassign(made: Registration, *, name: str, email: str) -> None:
    """Give ``made``, and no other registration of the same person, to the person called ``name`` at ``email``.

    ``made`` must be locked by ``rule.locked``. Raises AddressTaken.
    """
    before = made.person
    # Both mailboxes, in a fixed order: nobody can register as the previous person while that one is deleted.
    wanted = [(name, email), (before.name, before.email)] if before.email else [(name, email)]
    person = Person.objects.known_as(wanted)[0]
    if email == before.email and before.user_id and person.user_id is None:
        person.user_id, person.confirmed_at = before.user_id, person.confirmed_at or before.confirmed_at
        person.save(update_fields=["user", "confirmed_at"])
    others = Registration.objects.live().filter(date=made.date_id, person=person).exclude(pk=made.pk)
    if made.is_live and others.exists():
        raise AddressTaken(_("Op dit adres is %(name)s al aangemeld.") % {"name": person.name})
    if email != before.email:
        rule.hand_on_sequence(made)
    made.person = person
    # The calendar at that address may hold this date, from a registration of their own or of somebody else there.
    made.sequence = max(made.sequence, rule.next_sequence(made.date, made.person))
    own_booking(made)
    made.save(update_fields=["person", "booking", "sequence"])
    if before.user_id is None and not before.registrations.exists():
        anonymise(before)  # including our copies of mails to the wrong address


def own_booking(made: Registration) -> None:
    """Make the booking of ``made`` that of its person alone, so that its answers can change.

    Other registrations of the submission keep the old row. The caller saves ``made``.
    """
    booking, source = made.booking, None
    if booking.registrations.exclude(pk=made.pk).exists():
        source = booking.pk
        booking.pk, booking._state.adding = None, True  # noqa: SLF001  Django's own way to copy a row
    booking.person = made.person
    booking.save()
    if source:
        replies.copy(source, booking)
    made.booking = booking
