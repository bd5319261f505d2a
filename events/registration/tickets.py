"""The ticket: a code that the door can check and that tells whoever photographs it nothing.

The code is a keyed digest of the registration and the version of its link. It is not the secret link and leads nowhere: with it one
can neither look nor cancel. A new link makes a new code.
"""

import base64
import struct
from io import BytesIO

import segno
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from events.models import EventDate, EventPage, Registration

DIGEST_OCTETS = 16
"""128 bits."""
PREFIX = "WV"


def has_ticket(registration: Registration) -> bool:
    """Somebody with a place, at a date that is on and that one goes to."""
    date = registration.date
    return (
        registration.state == Registration.State.CONFIRMED
        and date.status == EventDate.Status.SCHEDULED
        and not date.is_over
        and date.page is not None
        and date.page.attendance != EventPage.Attendance.ONLINE
    )


def code_of(registration: Registration, key: str | None = None) -> str:
    """28 capitals and digits, which a QR code holds in its dense alphanumeric mode."""
    payload = struct.pack(">QH", registration.pk, registration.link_version)
    digest = salted_hmac("events.tickets", payload, secret=key, algorithm="sha256").digest()
    return PREFIX + base64.b32encode(digest[:DIGEST_OCTETS]).decode().rstrip("=")


def holder_of(date: EventDate, code: str) -> Registration | None:
    """Who has a place at ``date`` with the ticket that says ``code``; None for any other code, also of another date."""
    typed = "".join(code.split()).upper()
    if len(typed) > 2 * DIGEST_OCTETS:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = None
    for registration in date.registrations.filter(state=Registration.State.CONFIRMED).select_related("person"):
        for key in keys:  # every one, always: the time that this takes tells nothing
            if constant_time_compare(code_of(registration, key), typed):
                found = registration
    return found


def draw(code: str) -> bytes:
    """``code`` as a QR code in SVG: black on white with its quiet zone, readable with a quarter of it gone."""
    drawn = BytesIO()
    segno.make(code, error="q", micro=False).save(
        drawn, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue()
