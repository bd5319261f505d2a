"""Tickets: codes that can be checked at the door and reveal nothing to anyone who photographs them.

A code is a keyed digest (HMAC) of the registration's id and link version. It gives no access to the registration,
unlike the secret link. A new link makes a new code.
"""

import base64
import struct
from io import BytesIO

import segno
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from events.models import EventDate, Registration
from events.models.attendance import Attendance

DIGEST_OCTETS = 16
"""128 bits."""
PREFIX = "WV"


def has_ticket(registration: Registration) -> bool:
    """Return whether the person has a place at a date that is on, not over, and not one that they attend online."""
    date = registration.date
    return (
        registration.state == Registration.State.CONFIRMED
        and date.status == EventDate.Status.SCHEDULED
        and not date.is_over
        and date.page is not None
        and date.attendance_of(registration.attendance) != Attendance.ONLINE
    )


def code_of(registration: Registration, key: str | None = None) -> str:
    """Return 28 capitals and digits, which a QR code holds in its dense alphanumeric mode."""
    payload = struct.pack(">QH", registration.pk, registration.link_version)
    digest = salted_hmac("events.tickets", payload, secret=key, algorithm="sha256").digest()
    return PREFIX + base64.b32encode(digest[:DIGEST_OCTETS]).decode().rstrip("=")


def holder_of(date: EventDate, code: str) -> Registration | None:
    """Return the registration with a place at ``date`` whose ticket is ``code``; None for all other codes.

    Only tests use it, until there is a screen for check-in at the door.
    """
    typed = "".join(code.split()).upper()
    if len(typed) > 2 * DIGEST_OCTETS:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    found = None
    for registration in date.registrations.filter(state=Registration.State.CONFIRMED).select_related("person"):
        for key in keys:  # always every one, so that the time taken reveals nothing
            if constant_time_compare(code_of(registration, key), typed):
                found = registration
    return found


def draw(code: str) -> bytes:
    """Return ``code`` as a QR code in SVG: black on white with a quiet zone, readable with a quarter of it missing."""
    drawn = BytesIO()
    segno.make(code, error="q", micro=False).save(
        drawn, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue()
