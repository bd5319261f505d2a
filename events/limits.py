"""How often one address, or one network, may ask for something. Counts in the cache; with Redis they hold for all processes."""

from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from events.models.registrations import name_key

HOUR = 3600
TEN_MINUTES = 600

PER_NETWORK = {"register": (120, TEN_MINUTES), "resend": (30, TEN_MINUTES), "guess": (40, TEN_MINUTES)}
"""Roomy: a whole town hall comes from one address. As number and seconds."""
PER_ADDRESS = {"register": (30, HOUR), "resend": (3, HOUR)}


def network_of(request: HttpRequest) -> str:
    """The network that the request comes from: the address itself, or the /64 that one IPv6 customer has.

    Behind TRUSTED_PROXIES proxies it is what the outermost of them saw; what a visitor writes in the header does not count.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(seen) >= settings.TRUSTED_PROXIES:
            address = seen[-settings.TRUSTED_PROXIES]
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/64", strict=False)) if isinstance(found, IPv6Address) else str(found)


def allows(what: str, *, request: HttpRequest | None = None, email: str = "") -> bool:
    """Counts one attempt at ``what`` for the network of ``request`` and for ``email``; False when either has had its share."""
    within = True
    if request is not None:
        within &= _count(what, network_of(request), *PER_NETWORK[what])
    if email:
        within &= _count(what, name_key(email), *PER_ADDRESS[what])
    return within


def _count(what: str, who: str, most: int, seconds: int) -> bool:
    # Nothing readable: a cache is no place for addresses.
    key = f"limit:{what}:{sha256(f'{settings.SECRET_KEY}{who}'.encode()).hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # it ran out between the two
        return True
