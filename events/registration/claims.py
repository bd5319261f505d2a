"""Mails that are on their way to one address at this very moment, under other locks."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from web.rate_limits import HOUR, TEN_MINUTES


def _key(what: str, when: str, who: str) -> str:
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
