"""Signed secrets for links: an id and a version with a keyed signature. The secrets themselves are not stored."""

import base64
import binascii
import struct

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SIGNATURE_OCTETS = 20
"""160 bits."""
PAYLOAD_OCTETS = struct.calcsize(">QH")


def sign(purpose: str, pk: int, version: int, key: str | None = None) -> str:
    """Return the secret for ``pk`` and ``version``: 40 characters, safe in a URL. ``key`` defaults to SECRET_KEY.

    The id is masked. Somebody with two links could otherwise see how many rows came between them, so whether a
    submission with another person's address made one.
    """
    payload = struct.pack(">QH", pk, version)
    digest = _digest(purpose, payload, key)
    return base64.urlsafe_b64encode(_masked(purpose, payload, digest, key) + digest).decode()


def read_secret(purpose: str, secret: str) -> tuple[int, int] | None:
    """Return the id and version in ``secret``; None if it is forged. SECRET_KEY_FALLBACKS are valid keys too."""
    try:
        raw = base64.b64decode(secret.encode("ascii"), altchars=b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error):
        return None
    head, digest = raw[:PAYLOAD_OCTETS], raw[PAYLOAD_OCTETS:]
    if len(digest) != SIGNATURE_OCTETS or base64.urlsafe_b64encode(raw).decode() != secret:
        return None
    found = None
    for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:  # all keys, always
        # Links from before the mask are in mailboxes.
        for payload in (_masked(purpose, head, digest, key), head):
            if constant_time_compare(_digest(purpose, payload, key), digest):
                found = payload
    if found is None:
        return None
    pk, version = struct.unpack(">QH", found)
    return (pk, version) if pk < 2**63 else None


def _digest(purpose: str, payload: bytes, key: str | None) -> bytes:
    # The salt still has the name of an older module: links in mailboxes depend on it.
    return salted_hmac(f"events.links.{purpose}", payload, secret=key, algorithm="sha256").digest()[:SIGNATURE_OCTETS]


def _masked(purpose: str, payload: bytes, digest: bytes, key: str | None) -> bytes:
    """Mask or unmask ``payload`` with a stream that follows from its signature."""
    stream = salted_hmac(f"web.signed_links.mask.{purpose}", digest, secret=key, algorithm="sha256").digest()
    return bytes(one ^ other for one, other in zip(payload, stream, strict=False))
