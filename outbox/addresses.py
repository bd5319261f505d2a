"""Which e-mail addresses can be written to: a plain name at a domain."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$")
MESSAGE = _("Naar dit adres kunnen we geen mail sturen. Controleer het nog eens.")


def sendable(email: str) -> str:
    """``email`` in lower case, its domain as the mail system writes it (punycode).

    Raises ValidationError for quoted names and numeric hosts: allowed on paper (RFC 5321), used by nobody, and a way to slip
    control characters into a header.
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
