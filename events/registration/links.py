"""Secrets in links: an id and a version with a keyed signature. Nothing that can be read back is stored."""

import base64
import binascii
import struct
import time
from functools import lru_cache

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from events.models import Person, Registration
from events.registration.reading import read_registrations
from freshness.version import ask_first

SIGNATURE_OCTETS = 20
"""160 bits."""


def sign(purpose: str, pk: int, version: int, key: str | None = None) -> str:
    return _signed(purpose, pk, version, key or settings.SECRET_KEY)


# Who says yes has one link, which is read once and written down four times.
@lru_cache(maxsize=256)
def _signed(purpose: str, pk: int, version: int, key: str) -> str:
    payload = struct.pack(">QH", pk, version)
    digest = salted_hmac(f"events.links.{purpose}", payload, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(payload + digest[:SIGNATURE_OCTETS]).decode()


def read(purpose: str, secret: str) -> tuple[int, int] | None:
    """The id and version in ``secret``; None when we did not make it. Old keys count while they are listed as fallbacks."""
    try:
        raw = base64.b64decode(secret.encode("ascii"), altchars=b"-_", validate=True)
        pk, version = struct.unpack(">QH", raw[:10])
    except (UnicodeEncodeError, binascii.Error, struct.error):
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any([constant_time_compare(sign(purpose, pk, version, key), secret) for key in keys]):  # noqa: C419  all keys, always
        return None
    return (pk, version) if pk < 2**63 else None


def registration_secret(registration: Registration) -> str:
    return sign("registration", registration.pk, registration.link_version)


def registration_path(registration: Registration) -> str:
    return f"/aanmelding/{registration_secret(registration)}/"


def registration_from(secret: str) -> Registration | None:
    """The registration that ``secret`` opens; None for a wrong, changed or renewed one alike."""
    found = read("registration", secret)
    if found is None:
        return None
    return (
        Registration.objects.select_related(
            "booking__discipline", "person", "date__page__organisation", "date__page__municipality"
        )
        .filter(pk=found[0], link_version=found[1])
        .first()
    )


BOOKED_ALONG = """
events_registration.booking_id = (SELECT booking_id FROM events_registration asked WHERE asked.id = %s)
ORDER BY events_registration.id
"""


def registration_to_change(secret: str) -> Registration | None:
    """The same without all that a page shows of it: the rule reads what it needs, under its lock.

    As ``booked_along`` it has what the same person registered for in the same go, read in the same query.
    """
    found = read("registration", secret)
    if found is None:
        return None
    pk, version = found
    booked = ask_first(lambda: read_registrations(BOOKED_ALONG, [pk]))
    asked = next((one for one in booked if (one.pk, one.link_version) == (pk, version)), None)
    if asked is not None:
        asked.link_held = version
        asked.booked_along = [one for one in booked if one.person_id == asked.person_id and one.pk != pk]
    return asked


def is_older_link(secret: str) -> bool:
    """Whether ``secret`` was right once, and has been replaced since: only its owner can have one."""
    found = read("registration", secret)
    if found is None:
        return False
    newer = Registration.objects.filter(pk=found[0], link_version__gt=found[1], person__anonymised_at__isnull=True)
    return newer.exists()


def data_path(person: Person) -> str:
    """To all that we hold of somebody; mailed to their own address only, and good for an hour or a little more."""
    return f"/aanmelding/gegevens/{sign('data', person.pk, _hour())}/"


def person_from(secret: str) -> Person | None:
    """Whose data ``secret`` opens; None for a wrong one, one of before, or somebody who is gone."""
    found = read("data", secret)
    if found is None or (_hour() - found[1]) % 2**16 > 1:
        return None
    return Person.objects.filter(pk=found[0], anonymised_at__isnull=True).first()


def _hour() -> int:
    return int(time.time() // 3600) % 2**16
