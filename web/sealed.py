"""Texts that only this site can read: encrypted and signed (Fernet), so that a dump of the database tells nothing."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(purpose: str, text: str) -> bytes:
    """Return ``text`` encrypted for ``purpose``, with a key that follows from SECRET_KEY."""
    return _keys(purpose).encrypt(text.encode())


def unseal(purpose: str, sealed: bytes) -> str | None:
    """Return the text in ``sealed``; None if it was not made here for ``purpose``. SECRET_KEY_FALLBACKS are valid too."""
    try:
        return _keys(purpose).decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return None


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([_key(purpose, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(purpose: str, secret: str) -> Fernet:
    digest = salted_hmac(f"web.sealed.{purpose}", b"key", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
