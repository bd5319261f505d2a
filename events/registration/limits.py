"""How often one address, one network or one booking may ask for something (OWASP ASVS 2.2.1, 11.1.4).

Counts in the cache: with Redis for all processes together, without it for each process by itself (docs/beheer/privacy.md). Counting is
one step there, so that many at once are counted as many.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from events.models.registrations import name_key
from events.responses import TooManyRequests

HOUR = 3600
TEN_MINUTES = 600

PER_NETWORK = {"register": (300, TEN_MINUTES), "resend": (60, TEN_MINUTES), "guess": (60, TEN_MINUTES)}
"""Roomy: a whole town hall comes from one address, and signs up in the minute after a mail. As number and seconds."""
PER_ADDRESS = {"register": (30, HOUR), "resend": (3, HOUR), "renew": (5, HOUR)}
PER_BOOKING = {"own": (40, HOUR), "renew": (5, HOUR)}
"""What its owner does with what was booked in one go: each cancelling and coming back is two mails, and each change to another date is a
new registration of the same booking. Who has no address has a link to renew all the same."""


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
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:  # a socket that listens on both: else all of IPv4 would be one customer
            return str(found.ipv4_mapped)
        return str(ip_network(f"{found}/64", strict=False))
    return str(found)


def allows(what: str, *, request: HttpRequest | None = None, email: str = "", booking: int | None = None) -> bool:
    """Counts one attempt at ``what`` for each who is given; False when one of them has had its share."""
    return not _seconds_to_wait(what, request, email, booking)


def spend(what: str, *, request: HttpRequest | None = None, email: str = "", booking: int | None = None) -> None:
    """As ``allows``; raises TooManyRequests instead of saying no."""
    if seconds := _seconds_to_wait(what, request, email, booking):
        raise TooManyRequests(seconds)


def _seconds_to_wait(what: str, request: HttpRequest | None, email: str, booking: int | None) -> int:
    waits = [0]
    if request is not None and what in PER_NETWORK:
        waits.append(_count(what, network_of(request), *PER_NETWORK[what]))
    if email:
        waits.append(_count(what, name_key(email), *PER_ADDRESS[what]))
    if booking is not None:
        waits.append(_count(what, f"booking {booking}", *PER_BOOKING[what]))
    return max(waits)


def _count(what: str, who: str, most: int, seconds: int) -> int:
    """Counts one in the current stretch of ``seconds``; 0 while within ``most``, else the seconds until the next stretch."""
    stretch, passed = divmod(int(time.time()), seconds)
    # A number that outlives its stretch counts for nobody.
    key = _key(what, str(stretch), who)
    cache.add(key, 0, seconds)
    try:
        counted = cache.incr(key)
    except ValueError:  # it ran out between the two
        return 0
    return 0 if counted <= most else seconds - passed


def _key(what: str, when: str, who: str) -> str:
    """Nothing readable: a cache is no place for addresses."""
    return f"limit:{what}:{when}:{sha256(f'{settings.SECRET_KEY}{who}'.encode()).hexdigest()[:32]}"


_claimed: ContextVar[Counter[str] | None] = ContextVar("claimed", default=None)


@contextmanager
def claims() -> Iterator[None]:
    """Lets go of what was claimed within, however that ended. Stands around a transaction: by then others can read what it wrote."""
    token = _claimed.set(Counter())
    try:
        yield
    finally:
        mine = _claimed.get() or {}
        _claimed.reset(token)
        for key, number in mine.items():
            with suppress(ValueError):  # it ran out
                cache.decr(key, number)


def claim(what: str, who: str) -> tuple[int, bool]:
    """Says that one more is on its way for ``who``. Returns how many others are, whom the database does not show yet, and whether
    nobody said so before in the last hour.

    Claim first, then count in the database: of two who do so at once, one sees the other.
    """
    mine = _claimed.get()
    if mine is None:
        return 0, True
    key = _key(what, "now", who)
    # The number of who died with a claim is forgotten after a while.
    total = 1
    if not cache.add(key, 1, TEN_MINUTES):
        with suppress(ValueError):  # it ran out between the two
            total = cache.incr(key)
    mine[key] += 1
    return max(0, total - mine[key]), cache.add(_key(what, "ever", who), 1, HOUR)
