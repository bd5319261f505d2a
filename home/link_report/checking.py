"""Checks of links to other sites, a few a minute, so that no other site notices it."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Q
from django.utils import timezone

from home.link_report.content import links_on_site
from home.link_report.fetching import Resolver, problem_of, public_address
from home.links.models import OutsideLink
from home.links.own import path_of

EVERY = timedelta(days=7)
AGAIN_AFTER = timedelta(days=1)
"""Time after which a link that failed is checked again."""
MOST_AT_ONCE = 2
MOST_LINKS = 5000
COLLECT_EVERY = timedelta(hours=12)


def run_due(resolve: Resolver = public_address) -> int:
    """Check the links that are due, at most ``MOST_AT_ONCE`` and one for each host; return how many."""
    if not settings.CHECK_LINKS:
        return 0
    if cache.add("links-collected", 1, int(COLLECT_EVERY.total_seconds())):
        collect()
    now = timezone.now()
    hosts: set[str | None] = set()
    checked = 0
    for link in due(now)[:50]:
        host = urlsplit(link.address).hostname
        if host not in hosts and claim(link, now):
            hosts.add(host)
            check(link, resolve)
            checked += 1
        if checked == MOST_AT_ONCE:
            break
    return checked


def collect() -> None:
    """Store the addresses of other sites in the published content, and forget those that are no longer there."""
    now = timezone.now()
    addresses = list(dict.fromkeys(found.link.address for found in links_on_site() if is_outside(found.link.address)))
    OutsideLink.objects.bulk_create(
        [OutsideLink(address=address, seen_at=now) for address in addresses[:MOST_LINKS]],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["seen_at"],
    )
    OutsideLink.objects.filter(seen_at__lt=now).delete()


def is_outside(address: str) -> bool:
    return address.startswith(("http://", "https://")) and len(address) <= OutsideLink.MOST and path_of(address) is None


def due(now: datetime):
    stale = Q(checked_at=None) | Q(checked_at__lte=now - EVERY)
    failed = Q(failed_since__isnull=False, checked_at__lte=now - AGAIN_AFTER)
    return OutsideLink.objects.filter(stale | failed).order_by(F("checked_at").asc(nulls_first=True), "pk")


def claim(link: OutsideLink, now: datetime) -> bool:
    """Mark ``link`` as checked now, unless another worker did."""
    return bool(OutsideLink.objects.filter(pk=link.pk, checked_at=link.checked_at).update(checked_at=now))


def check(link: OutsideLink, resolve: Resolver = public_address) -> None:
    problem = problem_of(link.address, resolve)
    now = timezone.now()
    new = {"problem": problem, "failed_since": (link.failed_since or now) if problem else None}
    if not problem:
        new["worked_at"] = now
    OutsideLink.objects.filter(pk=link.pk).update(**new)
