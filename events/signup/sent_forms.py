"""Secret of the page after sending the form. It works for an hour or two, and looks the same whatever was registered."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from events.models import Booking, Person, Registration, RepeatedForm
from web import sealed
from web.signed_links import read_secret, sign

BOOKING, REPEATED = "sent form", "sent form again"
"""Purposes of the secret: for a form that made a booking, and for one whose person was registered already."""


@dataclass(frozen=True)
class SentForm:
    """Form that was sent: its person, and its booking or else all that was filled in."""

    person: Person
    booking: Booking | None = None
    repeated: RepeatedForm | None = None

    @property
    def limit_key(self) -> str:
        """Key of limits on what its sender does."""
        return f"booking {self.booking.pk}" if self.booking else f"repeated {self.repeated and self.repeated.pk}"

    def typed(self, *, email: str) -> QueryDict | None:
        """Return what was filled in, with another address; None if that was not kept."""
        text = sealed.unseal(REPEATED, self.repeated.form) if self.repeated else None
        if text is None:
            return None
        data = QueryDict(text, mutable=True)
        data["email"] = email
        return data


def secret_for(made: list[Registration], data: QueryDict) -> str:
    """Return the secret for what ``data`` registered, and keep ``data`` if that was nothing new."""
    new = next((one for one in made if not one.is_repeat), None)
    if new is not None:
        return secret_of_booking(new.booking_id)
    typed = data.copy()
    typed.pop("csrfmiddlewaretoken", None)
    repeated = RepeatedForm.objects.create(person_id=made[0].person_id, form=sealed.seal(REPEATED, typed.urlencode()))
    return sign(REPEATED, repeated.pk, _hour())


def secret_of_booking(booking_id: int) -> str:
    return sign(BOOKING, booking_id, _hour())


def sent_form(secret: str) -> SentForm | None:
    """Return the form behind ``secret``; None if it is forged or too old, or if the form lapsed."""
    if (found := read_secret(BOOKING, secret)) and _is_recent(found[1]):
        booking = Booking.objects.select_related("person").filter(pk=found[0]).first()
        return SentForm(booking.person, booking=booking) if booking and booking.person.email else None
    if (found := read_secret(REPEATED, secret)) and _is_recent(found[1]):
        repeated = RepeatedForm.objects.select_related("person").filter(pk=found[0]).first()
        return SentForm(repeated.person, repeated=repeated) if repeated else None
    return None


def sent_path(event_url: str, secret: str, date_ids: Iterable[int], *, colleagues: int = 0, done: str = "") -> str:
    query = [("datum", str(pk)) for pk in date_ids]
    query += [("collegas", str(colleagues))] if colleagues else []
    query += [("gelukt", done)] if done else []
    return f"{event_url}aanmelden/verstuurd/{secret}/?{urlencode(query)}"


def _hour() -> int:
    return int(time.time() // 3600) % 2**16


def _is_recent(hour: int) -> bool:
    return (_hour() - hour) % 2**16 <= 1
