"""Correction of a name or an organisation by an organiser, for one registration, with a line in the log."""

from django.utils.translation import gettext as _

from accounts.models import User
from events.locks import lock_mailbox
from events.models import Decision, Person, Registration
from events.models.people import name_key
from events.privacy.reassigning import AddressTaken, own_booking, reassign
from events.registration import rule


def correct(found: Registration, *, name: str, organisation: str, by: User) -> bool:
    """Correct what people read on the list. Return whether anything changed. Call it in a transaction.

    Other registrations of the person keep the name that they were made under: they can be at another organisation's
    meetup. Raises AddressTaken.
    """
    _date, known = rule.locked(found)
    was_name, was_organisation = known.person.name, known.booking.organisation
    if known.person.anonymised_at is not None or (name, organisation) == (was_name, was_organisation):
        return False
    if name != was_name:
        _rename(known, name)
    if organisation != known.booking.organisation:
        known.booking.organisation = organisation
        own_booking(known)
        known.save(update_fields=["booking"])
    _log(
        known,
        by=by,
        was=[was_name if name != was_name else "", was_organisation if organisation != was_organisation else ""],
    )
    return True


def _rename(known: Registration, name: str) -> None:
    """Rename the person, or give the registration to somebody of that name if the person has others."""
    person, key = known.person, name_key(name)
    if person.email:
        lock_mailbox(person.email)
    same = Person.objects.filter(email=person.email, name_key=key).exclude(pk=person.pk)
    if not person.email:  # within one date, a name without an address occurs once
        same = same.filter(registrations__date=known.date_id, registrations__state__in=Registration.LIVE)
    if key == person.name_key or not (same.exists() or person.registrations.exclude(pk=known.pk).exists()):
        person.rename(name)
    elif person.email:
        reassign(known, name=name, email=person.email)
    elif same.exists():
        raise AddressTaken(_("%(name)s staat al op de lijst.") % {"name": name})
    else:
        known.person = Person.objects.create(name=name)
        own_booking(known)
        known.save(update_fields=["person", "booking"])


def _log(known: Registration, *, by: User, was: list[str]) -> None:
    words = _("Eerst: %(was)s") % {"was": ", ".join(filter(None, was))} if any(was) else ""
    Decision.objects.create(
        registration=known,
        kind=Decision.Kind.CORRECTED,
        by=by,
        by_name=(by.get_full_name() or by.email)[:150],
        reason=words[:300],
    )
