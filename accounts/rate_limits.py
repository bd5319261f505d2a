"""Limits of allauth (``ACCOUNT_RATE_LIMITS``), counted in the table of ``web.rate_limits``.

allauth counts in the default cache and has no setting for another place. Traffic can evict what a cache holds and,
without Redis, each process has its own. So ``install`` replaces the function that counts one rate.
"""

from dataclasses import dataclass

from allauth.core.exceptions import RateLimited
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from web.rate_limits import Attempt, Limit, forget, is_used_up, network_of, seconds_to_wait, take_back

FROM_ALL_NETWORKS = 10
"""Factor by which a limit on an address or account is wider for all networks together than for one: a stranger's wrong
passwords must not keep the owner out."""


@dataclass(frozen=True)
class Usage:
    """Attempts that were counted, as allauth wants them."""

    attempts: tuple[Attempt, ...]

    def rollback(self) -> None:
        take_back(*self.attempts)


def attempts_at(
    request: HttpRequest, *, app: str, action: str, rate: ratelimit.Rate, key: str | None = None, user=None
) -> tuple[Attempt, ...]:
    """Return what one attempt counts against. A rate per “key” is for one network, and wider for all."""
    limit, name, network = Limit(rate.amount, int(rate.duration)), f"{app}.{action}", network_of(request)
    match rate.per:
        case "ip":
            return (Attempt(name, network, limit),)
        case "user":
            return (Attempt(name, f"user {(user or request.user).pk}", limit),)
        case "key" if key is not None:
            wider = limit._replace(number=limit.number * FROM_ALL_NETWORKS)
            return Attempt(name, f"{network} {key}", limit), Attempt(name, f"all {key}", wider)
    raise ValueError(rate)


def consume(
    request: HttpRequest, *, dry_run: bool = False, raise_exception: bool = False, **what: object
) -> Usage | None:
    """Count one attempt, unless ``dry_run``. Return None or raise RateLimited if the limit is exceeded."""
    attempts = attempts_at(request, **what)
    if is_used_up(*attempts) if dry_run else seconds_to_wait(*attempts):
        if raise_exception:
            raise RateLimited
        return None
    return Usage(attempts)


def clear(request: HttpRequest, *, app: str, action: str, config: dict | None = None, key=None, user=None) -> None:
    """Forget the attempts of an address or account that proved who it is. Those of its network stay."""
    for rate in ratelimit.get_rates(app=app, action=action, config=config):
        if rate.per != "ip":
            forget(*attempts_at(request, app=app, action=action, rate=rate, key=key, user=user))


def install() -> None:
    ratelimit._consume_single_rate = consume  # noqa: SLF001  there is no public seam; a test fails if it moves
    ratelimit.clear = clear
