"""Validation of e-mail addresses: a plain name at a domain. An address is never changed into another one."""

import re
import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

PLAIN = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$")
MESSAGE = _("Naar dit adres kunnen we geen mail sturen. Controleer het nog eens.")
MIXED = _("In dit adres staan letters van verschillende alfabetten door elkaar. Typ het nog eens over.")
NO_ACCOUNT = _("Een account kan alleen met een adres zonder bijzondere letters. Kies een ander adres.")
WRITTEN_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
"""Scripts that one word may combine; all other words have one script (UTS 39, “highly restrictive”)."""


def sendable(email: str) -> str:
    """Return ``email`` in lower case, with its domain in punycode (IDNA 2008), as mail servers expect.

    Raise ValidationError for quoted names and address literals. RFC 5321 allows them, but nobody uses them, and they
    can smuggle control characters into a header. Raise it too for a domain with signs that other programs would replace
    by others: nobody knows then which domain gets the mail.
    """
    name, _at, domain = email.strip().rpartition("@")
    address = f"{name}@{domain if domain.isascii() else _in_punycode(domain)}"
    if not PLAIN.match(address):
        raise ValidationError(MESSAGE)
    return address.lower()


def sendable_or_nothing(email: str) -> str:
    """Like ``sendable``, but return an empty text for a stored address that the rule would refuse today."""
    try:
        return sendable(email)
    except ValidationError:
        return ""


def address_of_account(email: str) -> str:
    """Return ``email`` in lower case. Raise ValidationError if its domain has special letters.

    People sign in by typing their address, and the sign-in forms look it up as typed.
    """
    if not email.isascii():
        raise ValidationError(NO_ACCOUNT)
    return sendable(email)


def in_ascii(email: str) -> str:
    """Return a stored address as the mail server expects it. Raise ValidationError if it can't be, instead of guessing.

    Django would encode it by IDNA 2003, which turns “faß.de” into “fass.de”.
    """
    return email if email.isascii() else sendable(email)


def _in_punycode(domain: str) -> str:
    # Compatibility signs (“ﬁ”, full-width letters, the Kelvin sign) and capitals without a small letter of their own
    # (“İ”) are where IDNA 2003, IDNA 2008 and browsers disagree.
    if any(unicodedata.normalize("NFKC", sign) != sign or len(sign.lower()) != 1 for sign in domain):
        raise ValidationError(MESSAGE)
    labels = unicodedata.normalize("NFC", domain.lower()).split(".")
    if not all(labels):
        raise ValidationError(MESSAGE)
    if any(map(_mixes_scripts, labels)):
        raise ValidationError(MIXED)
    try:
        return ".".join(label if label.isascii() else idna.alabel(label).decode() for label in labels)
    except (UnicodeError, ValueError) as error:
        raise ValidationError(MESSAGE) from error


def _mixes_scripts(label: str) -> bool:
    letters = [letter for letter in label if unicodedata.category(letter).startswith("L")]
    scripts = {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters}
    return len(scripts) > 1 and not any(scripts <= together for together in WRITTEN_TOGETHER)
