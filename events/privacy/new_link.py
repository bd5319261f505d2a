"""A new secret link in the place of the old one: the person asks for it, or the organiser does for somebody."""

from django.db import transaction
from django.utils.translation import gettext as _

from events.links import LinkRenewed
from events.mail import messages
from events.models import Person, Registration
from events.privacy.erasure import anonymise
from events.registration import rule


class AddressTaken(Exception):  # noqa: N818  an answer, not a mistake
    """Somebody of that name and address is registered already; ``str()`` says so in Dutch, fit to show."""


@transaction.atomic
def renew_link(found: Registration, *, email: str = "", held: int | None = None) -> Registration:
    """Makes the link of before open nothing, and mails the new one; the place and the rank stay as they are.

    With ``email`` it goes to that address from now on: whoever had the wrong one is out. ``held`` is the version of the link that
    asks for it, none when an organiser does. Raises AddressTaken, and LinkRenewed when what was held has been replaced.
    """
    _date, made = rule.locked(found)
    # Only now: who holds the old link and asks in the same instant would else be shown the newest one.
    if held is not None and held != made.link_version:
        raise LinkRenewed
    if email and email != made.person.email:
        _readdress(made, email)
    made.link_version += 1
    made.save(update_fields=["link_version"])
    if made.person.anonymised_at is None:
        messages.new_link(made)
    return made


def _readdress(made: Registration, email: str) -> None:
    """Gives this registration, and no other of the same person, to the person of that name at ``email``."""
    before = made.person
    made.person = Person.objects.known_as([(before.name, email)])[0]
    if made.is_live and Registration.objects.live().filter(date=made.date_id, person=made.person_id).exists():
        raise AddressTaken(_("Op dit adres is %(name)s al aangemeld.") % {"name": before.name})
    # In that calendar this date may stand as cancelled, from when they registered themselves.
    made.sequence = max(made.sequence, rule.next_sequence(made.date, made.person_id))
    booking = made.booking
    if booking.registrations.exclude(pk=made.pk).exists():  # the others of this submission keep theirs
        booking.pk, booking._state.adding = None, True  # noqa: SLF001  Django's own way to copy a row
    booking.person = made.person
    booking.save()
    made.booking = booking
    made.save(update_fields=["person", "booking", "sequence"])
    if before.user_id is None and not before.registrations.exists():
        anonymise(before)  # with our copies of what was sent to the wrong address
