"""Addresses to hand out: with a QR code, and a button that copies them."""

from dataclasses import dataclass

import segno
from django.conf import settings

from events.links import registration_path
from events.models import EventDate, Registration


@dataclass(frozen=True)
class SharedAddress:
    """Address with its QR code as a data URI, which prints and can be saved."""

    url: str

    @property
    def qr(self) -> str:
        return str(segno.make(self.url, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff"))


def shared_address(date: EventDate, *, several: bool) -> SharedAddress | None:
    """Return the public address of the event, opened with ``date`` if it has ``several``; None while it is not public."""
    page = date.page
    if page is None or not page.live or not (url := page.get_full_url()):
        return None
    return SharedAddress(f"{url}?datum={date.pk}" if several else url)


def secret_address(registration: Registration) -> SharedAddress:
    """Return the secret link of somebody without an e-mail address, to be handed over by the organiser."""
    return SharedAddress(f"{settings.SITE_URL}{registration_path(registration)}")
