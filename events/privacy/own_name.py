"""Correction of one's own name, by the link of a registration, with a line in the organiser's log.

It holds for what was submitted together, a series included: somebody who was forwarded one link must not change the
rest. A name that differs in capitals, accents or spaces only is the same identity (``name_key``), and changes everywhere.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from events.links import LinkRotated
from events.locks import lock_mailbox
from events.models import Booking, Decision, Person, PersonalFeed, Registration
from events.models.people import name_key
from events.privacy.erasure import anonymise
from events.privacy.reassigning import AddressTaken
from events.registration import rule


@transaction.atomic
def correct_own_name(found: Registration, name: str) -> bool:
    """Give ``found``, and what was submitted with it, the name ``name``. Return whether anything changed.

    Raises AddressTaken if somebody of that name at that address is registered for one of the dates, and LinkRotated if
    the link was replaced meanwhile.
    """
    submitted = Registration.objects.filter(booking=found.booking_id, person=found.person_id)
    dates = {date.pk: date for date in rule.lock_several(submitted.values_list("date", flat=True))}
    rows = submitted.select_for_update(of=("self",)).select_related("person", "booking").order_by("pk")
    mine = [one for one in rows if one.date_id in dates]
    for one in mine:
        one.date = dates[one.date_id]
    known = next((one for one in mine if one.pk == found.pk), None)
    if known is None or known.link_version != found.link_version:
        raise LinkRotated
    was = known.person.name
    if known.person.anonymised_at is not None or name == was:
        return False
    _rename(mine, known.person, name)
    Decision.objects.bulk_create(
        Decision(
            registration=one,
            kind=Decision.Kind.CORRECTED,
            by_name=_("De deelnemer zelf"),
            reason=_("Eerst: %(was)s") % {"was": was},
        )
        for one in mine
        if one.is_live
    )
    return True


def _rename(mine: list[Registration], person: Person, name: str) -> None:
    key = name_key(name)
    if person.email:
        lock_mailbox(person.email)
    others = person.registrations.exclude(pk__in=[one.pk for one in mine]).exists()
    same = Person.objects.at(person.email).filter(name_key=key).exclude(pk=person.pk)
    if key == person.name_key or not (others or same.exists()):
        person.rename(name)
        return
    if person.email:
        to = Person.objects.known_as([(name, person.email), (person.name, person.email)])[0]
    else:
        to = Person.objects.create(name=name)
    live = [one.date_id for one in mine if one.is_live]
    if to.email and Registration.objects.live().filter(person=to, date__in=live).exists():
        raise AddressTaken(_("Op dit adres is %(name)s al aangemeld.") % {"name": to.name})
    if to.confirmed_at is None or (person.user_id and to.user_id is None):
        to.user_id, to.confirmed_at = to.user_id or person.user_id, to.confirmed_at or person.confirmed_at
        to.save(update_fields=["user", "confirmed_at"])
    for one in mine:
        one.person = to
        # The calendar at that address may hold this date, from a registration of somebody else there.
        one.sequence = max(one.sequence, rule.next_sequence(one.date, to))
        one.save(update_fields=["person", "sequence"])
    Booking.objects.filter(pk=mine[0].booking_id).update(person=to)
    if person.user_id is None and not others:
        _hand_over(person, to)


def _hand_over(before: Person, to: Person) -> None:
    """Give what is left of ``before``, who was called wrongly, to ``to``."""
    Booking.objects.filter(booked_by=before).update(booked_by=to)
    if not PersonalFeed.objects.filter(person=to, ended_at__isnull=True).exists():
        PersonalFeed.objects.filter(person=before).update(person=to)
    anonymise(before)
