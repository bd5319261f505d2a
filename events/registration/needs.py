"""Needs of people for food and access: recorded with their consent, counted for the caterer, forgotten soon.

Nobody fills them in for somebody else. They are encrypted, so that no dump of the database tells them.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.models import Booking, EventDate, Need, Registration
from events.models.attendance import Attendance
from events.models.needs import Access, Diet
from web.sealed import seal, unseal

PURPOSE = "needs"


@dataclass(frozen=True)
class Needs:
    diet: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    words: str = ""
    consent: str = ""
    """Words that the person agreed to."""

    def __bool__(self) -> bool:
        return bool(self.diet or self.access or self.words)

    @property
    def diet_words(self) -> list[str]:
        return [str(Diet(one).label) for one in self.diet if one in Diet.values]

    @property
    def access_words(self) -> list[str]:
        return [str(Access(one).label) for one in self.access if one in Access.values]


@dataclass(frozen=True)
class Totals:
    """Numbers of people with a place who need something, by kind."""

    diet: Counter[str]
    access: Counter[str]
    people: int
    with_words: int


def store(booking_id: int, needs: Needs) -> None:
    """Store needs of a booking that has none yet."""
    Need.objects.create(booking_id=booking_id, sealed=_sealed(needs), consent=needs.consent)


@transaction.atomic
def change_needs(booking_id: int, needs: Needs | None) -> None:
    """Replace the needs of a booking; None withdraws the consent and deletes them."""
    Booking.objects.select_for_update().get(pk=booking_id)  # two tabs at once
    if not needs:
        Need.objects.filter(booking=booking_id).delete()
        return
    values = {"sealed": _sealed(needs), "consent": needs.consent, "consented_at": timezone.now()}
    Need.objects.update_or_create(booking_id=booking_id, defaults=values)


def copy(source: int, to: Booking) -> None:
    """Give a copied booking the needs of the booking with the id ``source``."""
    if (need := Need.objects.filter(booking=source).first()) is not None:
        Need.objects.create(booking=to, sealed=need.sealed, consent=need.consent, consented_at=need.consented_at)


def needs_of(booking: Booking) -> Needs | None:
    """Return the needs of a booking; None if there are none, or if the key that they were stored with is gone."""
    need: Need | None = getattr(booking, "need", None)
    return _read(need) if need else None


def _sealed(needs: Needs) -> bytes:
    text = {"diet": list(needs.diet), "access": list(needs.access), "words": needs.words}
    return seal(PURPOSE, json.dumps(text))


def _read(need: Need) -> Needs | None:
    text = unseal(PURPOSE, need.sealed)
    if text is None:
        return None
    found = json.loads(text)
    return Needs(tuple(found["diet"]), tuple(found["access"]), found["words"], need.consent)


def with_needs(date: EventDate) -> list[tuple[Registration, Needs]]:
    """Return the people who come to ``date`` in person and need something, by name. One query."""
    found = date.registrations.filter(state=Registration.State.CONFIRMED, booking__need__isnull=False)
    rows = found.select_related("person", "booking__need").order_by("person__name_order", "pk")
    coming = [one for one in rows if date.attendance_of(one.attendance) != Attendance.ONLINE]
    return [(one, needs) for one in coming if (needs := needs_of(one.booking))]


def totals(people: Iterable[tuple[Registration, Needs]]) -> Totals:
    diet: Counter[str] = Counter()
    access: Counter[str] = Counter()
    number = with_words = 0
    for _registration, needs in people:
        diet.update(needs.diet)
        access.update(needs.access)
        number += 1
        with_words += bool(needs.words)
    return Totals(diet, access, number, with_words)
