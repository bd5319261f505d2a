"""Rotation of the secret link to a registration, by the person or by an organiser."""

from django.db import transaction
from django.utils.translation import gettext as _

from events.links import LinkRotated
from events.mail import messages
from events.models import Person, Registration
from events.privacy.erasure import anonymise
from events.registration import rule


class AddressTaken(Exception):  # noqa: N818  an outcome, not an error
    """Name and address that are already registered; ``str()`` says so in Dutch, fit to show."""


@transaction.atomic
def rotate_link(found: Registration, *, email: str = "", held: int | None = None) -> Registration:
    """Invalidate the link and mail a new one; the place and the rank stay as they are.

    ``email`` also corrects the address, which shuts out whoever has the wrong one. ``held`` is the version of the link
    used to ask for this; None if an organiser does. Raises AddressTaken, and LinkRotated if ``held`` has already been
    replaced.
    """
    _date, made = rule.locked(found)
    # Check under the lock: otherwise a simultaneous request with the old link would be shown the newest one.
    if held is not None and held != made.link_version:
        raise LinkRotated
    if email and email != made.person.email:
        _readdress(made, email)
    made.link_version += 1
    made.save(update_fields=["link_version"])
    if made.person.anonymised_at is None:
        messages.new_link(made)
    return made


def _readdress(made: Registration, email: str) -> None:
    """Give this registration, and no other of the same person, to the person of that name at ``email``."""
    before = made.person
    # Both mailboxes, in a fixed order: nobody can register as the previous person while that one is deleted.
    addresses = [email, before.email] if before.email else [email]
    rule.hand_on_sequence(made)
    made.person = Person.objects.known_as([(before.name, address) for address in addresses])[0]
    if made.is_live and Registration.objects.live().filter(date=made.date_id, person=made.person_id).exists():
        raise AddressTaken(_("Op dit adres is %(name)s al aangemeld.") % {"name": before.name})
    # The calendar at that address may hold this date, from a registration of their own or of somebody else there.
    made.sequence = max(made.sequence, rule.next_sequence(made.date, made.person))
    booking = made.booking
    if booking.registrations.exclude(pk=made.pk).exists():  # other registrations of this submission keep the old row
        booking.pk, booking._state.adding = None, True  # noqa: SLF001  Django's own way to copy a row
    booking.person = made.person
    booking.save()
    made.booking = booking
    made.save(update_fields=["person", "booking", "sequence"])
    if before.user_id is None and not before.registrations.exists():
        anonymise(before)  # including our copies of mails to the wrong address
