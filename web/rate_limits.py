"""Rate limits (OWASP ASVS 2.2.1, 11.1.4): attempts counted per key, in windows that start with the first attempt.

The counters are rows of a table, so all processes share them, and no traffic can evict them. Call these functions
outside a transaction: a count that is rolled back with a refused request would limit nothing, and others would wait for
its lock.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from web.models import AttemptCount
from web.plain_text import folded

HOUR = 3600
TEN_MINUTES = 600
DAY = 24 * HOUR

# Django has no upsert that adds to the stored value. One statement, so that concurrent attempts are all counted.
COUNT = """
INSERT INTO web_attemptcount AS counted (key, number, ends_at) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
    number = CASE WHEN counted.ends_at <= %s THEN excluded.number ELSE counted.number + excluded.number END,
    ends_at = CASE WHEN counted.ends_at <= %s THEN excluded.ends_at ELSE counted.ends_at END
RETURNING key, number, ends_at
"""


class Limit(NamedTuple):
    """At most ``number`` attempts in a window of ``seconds``."""

    number: int
    seconds: int


@dataclass(frozen=True)
class Attempt:
    """Attempt at ``action``, counted against ``key``: a network, an address, an account."""

    action: str
    key: str
    limit: Limit

    @cached_property
    def digest(self) -> str:
        return digest_of(f"{self.action} {self.limit.seconds} {self.key}")


def digest_of(key: str) -> str:
    """Return a keyed digest of ``key``, so that the database holds no network or e-mail addresses for limits."""
    return salted_hmac("web.rate_limits", key, algorithm="sha256").hexdigest()[:32]


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


def seconds_to_wait(*attempts: Attempt) -> int:
    """Count all ``attempts``. Return 0 within the limits, else seconds until the last exceeded window ends.

    What one limit refuses does not count against the others: a stranger who asks for ever from one network must not use
    up what an address gets from all networks.
    """
    return longest_wait(attempts, waits(attempts))


def longest_wait(attempts: Sequence[Attempt], seconds: Sequence[int]) -> int:
    """Return the longest of the ``seconds`` that ``waits`` returned. If not 0, take back attempts within their limits."""
    if any(seconds):
        take_back(*(attempt for attempt, wait in zip(attempts, seconds, strict=True) if not wait))
    return max(seconds, default=0)


def waits(attempts: Sequence[Attempt]) -> list[int]:
    """Count all ``attempts`` in one query. Return for each 0 within its limit, else the seconds until its window ends."""
    if not attempts:
        return []
    now = int(time.time())
    # In one order, so that two statements cannot deadlock.
    rows = sorted(Counter((one.digest, now + one.limit.seconds) for one in attempts).items())
    statement = COUNT.format(rows=", ".join(["(%s, %s, %s)"] * len(rows)))
    with connection.cursor() as cursor:
        cursor.execute(
            statement, [*(value for (key, ends_at), number in rows for value in (key, number, ends_at)), now, now]
        )
        counted = {key: (number, ends_at) for key, number, ends_at in cursor.fetchall()}
    return [_wait(attempt.limit, *counted[attempt.digest], now) for attempt in attempts]


def _wait(limit: Limit, number: int, ends_at: int, now: int) -> int:
    return max(1, ends_at - now) if number > limit.number else 0


def is_used_up(*attempts: Attempt) -> bool:
    """Return whether one more attempt would exceed one of the limits, without counting it."""
    now, limits = time.time(), {attempt.digest: attempt.limit for attempt in attempts}
    counted = AttemptCount.objects.filter(key__in=limits, ends_at__gt=now).values_list("key", "number")
    return any(number >= limits[key].number for key, number in counted)


def take_back(*attempts: Attempt) -> None:
    """Undo the count of ``attempts``. Where only failures count, they are counted beforehand, to stay atomic."""
    for key, number in Counter(attempt.digest for attempt in attempts).items():
        AttemptCount.objects.filter(key=key, number__gte=number).update(number=F("number") - number)


def forget(*attempts: Attempt) -> None:
    """Start afresh for the keys of ``attempts``."""
    AttemptCount.objects.filter(key__in=[one.digest for one in attempts]).delete()


def delete_old(now: float) -> int:
    """Delete counters whose window has ended; return how many."""
    return AttemptCount.objects.filter(ends_at__lte=int(now)).delete()[0]


# -- Mailboxes ---------------------------------------------------------------------------------------------------------

MAILS_FROM_NETWORK = Limit(12, HOUR)
MAILS = (Limit(30, HOUR), Limit(60, DAY))
"""Limits on requests that mail one address, by whatever route. The strict one is per network, so that a stranger
elsewhere does not keep the owner from asking. Mails that organisers or the site itself cause do not count."""


def mail_attempts(request: HttpRequest, email: str) -> list[Attempt]:
    """Return the attempts that a request to mail ``email`` counts as."""
    mailbox = mailbox_of(email)
    return [
        Attempt("mail from network", f"{network_of(request)} {mailbox}", MAILS_FROM_NETWORK),
        *(Attempt("mail", mailbox, limit) for limit in MAILS),
    ]


def mailbox_of(email: str) -> str:
    """Return the mailbox that ``email`` ends up in: case and what follows a “+” make no difference to most servers."""
    local, at, host = folded(email).rpartition("@")
    return f"{local.partition('+')[0]}{at}{host}"
