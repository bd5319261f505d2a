"""Rate limits (OWASP ASVS 2.2.1, 11.1.4): attempts counted per key in fixed windows.

The counters live in the cache: shared by all processes with Redis, one per process without it (docs/beheer/privacy.md).
Each count is one atomic step, so concurrent attempts are all counted.
"""

import time
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
TEN_MINUTES = 600


class Limit(NamedTuple):
    """At most ``number`` attempts in a window of ``seconds``."""

    number: int
    seconds: int


def network_of(request: HttpRequest) -> str:
    """Return the network of the client: its IPv4 address, or its /64 for IPv6, which is what one customer gets.

    Behind TRUSTED_PROXIES proxies it is the address that the outermost proxy saw; addresses that the client forged are
    ignored.
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
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:  # a dual-stack socket: otherwise all of IPv4 would be one customer
            return str(found.ipv4_mapped)
        return str(ip_network(f"{found}/64", strict=False))
    return str(found)


def seconds_to_wait(action: str, key: str, limit: Limit) -> int:
    """Count one attempt at ``action`` against ``key``. Return 0 within the limit, else seconds to the next window."""
    window, passed = divmod(int(time.time()), limit.seconds)
    # A counter is never read after its window, so the exact expiry does not matter.
    name = f"limit:{action}:{window}:{_digest(key)}"
    cache.add(name, 0, limit.seconds)
    try:
        counted = cache.incr(name)
    except ValueError:  # expired between the two calls
        return 0
    return 0 if counted <= limit.number else limit.seconds - passed


def _digest(key: str) -> str:
    """Return a keyed digest of ``key``, so that the cache holds no e-mail or IP addresses."""
    return sha256(f"{settings.SECRET_KEY}{key}".encode()).hexdigest()[:32]
