"""Validation of e-mail addresses: a plain name at a domain."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$")
MESSAGE = _("Naar dit adres kunnen we geen mail sturen. Controleer het nog eens.")


def sendable(email: str) -> str:
    """Return ``email`` in lower case, with its domain in punycode, as mail servers expect.

    Raise ValidationError for quoted names and address literals. RFC 5321 allows them, but nobody uses them, and they
    can smuggle control characters into a header.
    """
    name, _at, domain = email.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValidationError(MESSAGE) from error
    address = f"{name}@{domain}".lower()
    if not PLAIN.match(address):
        raise ValidationError(MESSAGE)
    return address
