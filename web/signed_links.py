"""Signed secrets for links: an id and a version with a keyed signature. The secrets themselves are not stored."""

import base64
import binascii
import struct

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SIGNATURE_OCTETS = 20
"""160 bits."""


def sign(purpose: str, pk: int, version: int, key: str | None = None) -> str:
    """Return the secret for ``pk`` and ``version``: 40 characters, safe in a URL. ``key`` defaults to SECRET_KEY."""
    payload = struct.pack(">QH", pk, version)
    # The salt still has the name of an older module: links in mailboxes depend on it.
    digest = salted_hmac(f"events.links.{purpose}", payload, secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(payload + digest[:SIGNATURE_OCTETS]).decode()


def read_secret(purpose: str, secret: str) -> tuple[int, int] | None:
    """Return the id and version in ``secret``; None if it is forged. SECRET_KEY_FALLBACKS are valid keys too."""
    try:
        raw = base64.b64decode(secret.encode("ascii"), altchars=b"-_", validate=True)
        pk, version = struct.unpack(">QH", raw[:10])
    except (UnicodeEncodeError, binascii.Error, struct.error):
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any([constant_time_compare(sign(purpose, pk, version, key), secret) for key in keys]):  # noqa: C419  all keys, always
        return None
    return (pk, version) if pk < 2**63 else None
