"""Limits on registering and self-service: per network, per address and per booking."""

from django.http import HttpRequest

from web.plain_text import folded
from web.rate_limits import HOUR, TEN_MINUTES, Limit, network_of, seconds_to_wait
from web.responses import TooManyRequests

PER_NETWORK = {
    "register": Limit(300, TEN_MINUTES),
    "resend": Limit(60, TEN_MINUTES),
    "guess": Limit(60, TEN_MINUTES),
}
"""Limits per network. Generous: a whole town hall can share one IP address, and register within a minute of a mail."""
PER_ADDRESS = {"register": Limit(30, HOUR), "resend": Limit(3, HOUR), "renew": Limit(5, HOUR)}
PER_BOOKING = {"own": Limit(40, HOUR), "renew": Limit(5, HOUR)}
"""Limits per booking on actions of its owner, because they send mails or create registrations. “renew” is here too, for
people without an address."""


def is_allowed(action: str, *, request: HttpRequest | None = None, email: str = "", booking: int | None = None) -> bool:
    """Count one attempt against every given key; return False if any limit is exceeded."""
    return not _seconds_to_wait(action, request, email, booking)


def consume(action: str, *, request: HttpRequest | None = None, email: str = "", booking: int | None = None) -> None:
    """Like ``is_allowed``, but raise TooManyRequests when a limit is exceeded."""
    if seconds := _seconds_to_wait(action, request, email, booking):
        raise TooManyRequests(seconds)


def _seconds_to_wait(action: str, request: HttpRequest | None, email: str, booking: int | None) -> int:
    waits = [0]
    if request is not None and action in PER_NETWORK:
        waits.append(seconds_to_wait(action, network_of(request), PER_NETWORK[action]))
    if email:
        waits.append(seconds_to_wait(action, folded(email), PER_ADDRESS[action]))
    if booking is not None:
        waits.append(seconds_to_wait(action, f"booking {booking}", PER_BOOKING[action]))
    return max(waits)
