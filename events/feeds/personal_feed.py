"""Personal calendars: somebody's registrations, at a secret address that can be renewed and revoked.

A calendar belongs to an account, or to a guest with a confirmed address. It never belongs to the link of one
registration, which others may have.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.proof import ways_in_forgotten
from events import ics
from events.dates.selection import FEED_DAYS_BACK, midnight
from events.dates.story import read_stories
from events.mail.personal_entry import shared_event
from events.models import EventDate, FeedFetch, Person, PersonalFeed, Registration
from events.models.dates import AMSTERDAM, days_later
from web.signed_links import read_secret, sign

State = Registration.State
PURPOSE = "personal-feed"
SAYS_SO_FOR = timedelta(days=30)
"""Period in which a renewed or stopped address serves a notice; after that, it is gone.

A program that gets no answer keeps its old entries.
"""
NOTED_EVERY = timedelta(minutes=5)
"""Shortest time between two recorded fetches of the same version: a fetch sooner is not worth a write."""
UNCHANGED = datetime(2000, 1, 1, tzinfo=UTC)
"""Placeholder for ``changed_at`` in a digest of the rest of an entry."""


def feed_for(owner: Person | User) -> PersonalFeed | None:
    return PersonalFeed.objects.filter(**_owned_by(owner), ended_at__isnull=True).first()


def open_feed(owner: Person | User) -> PersonalFeed:
    """Return the calendar of ``owner``; create it if there is none. Idempotent."""
    return PersonalFeed.objects.get_or_create(**_owned_by(owner), ended_at=None)[0]


@transaction.atomic
def rotate(owner: Person | User) -> PersonalFeed:
    """Replace the address. The old one serves only a notice, for a while."""
    _end(owner, was_renewed=True)
    return open_feed(owner)


@transaction.atomic
def revoke(owner: Person | User) -> None:
    _end(owner, was_renewed=False)


@receiver(ways_in_forgotten)
def end_address_of_former_owner(user: User, **kwargs) -> None:
    """End the calendar of an account that starts afresh: whoever had its address would go on reading it."""
    revoke(user)


def _end(owner: Person | User, *, was_renewed: bool) -> None:
    live = PersonalFeed.objects.filter(**_owned_by(owner), ended_at__isnull=True)
    live.update(ended_at=timezone.now(), was_renewed=was_renewed, entries={}, etag="")


def outlive(owner: Person | User) -> None:
    """Detach the addresses of ``owner``, who is about to be deleted.

    What is left of them identifies nobody, but still serves a notice.
    """
    theirs, now = PersonalFeed.objects.filter(**_owned_by(owner)), timezone.now()
    FeedFetch.objects.filter(feed__in=theirs).delete()
    # Recently renewed addresses, too: the newer one that they announce is gone as well.
    answer = Q(ended_at__isnull=True) | Q(was_renewed=True, ended_at__gt=days_later(now, -SAYS_SO_FOR.days))
    theirs.exclude(answer).delete()
    theirs.update(person=None, user=None, ended_at=now, was_renewed=False, entries={}, etag="")


def _owned_by(owner: Person | User) -> dict[str, Person | User]:
    return {"person": owner} if isinstance(owner, Person) else {"user": owner}


def feed_path(feed: PersonalFeed) -> str:
    return f"/mijn/kalender/{sign(PURPOSE, feed.pk, 0)}.ics"


def feed_from(secret: str) -> PersonalFeed | None:
    found = read_secret(PURPOSE, secret)
    return PersonalFeed.objects.filter(pk=found[0]).first() if found else None


def is_ours(secret: str) -> bool:
    """Return whether this site signed ``secret``, even if its calendar is long gone."""
    return read_secret(PURPOSE, secret) is not None


# -- Contents ----------------------------------------------------------------------------------------------------------


def own_events(feed: PersonalFeed, today: date | None = None) -> list[ics.Event]:
    """Return an entry for each date that the owner registered for.

    Goes back 90 days, in a fixed number of queries. A registration that is still to be confirmed has no entry: anybody
    could have filled in that form.
    """
    since = midnight((today or timezone.localdate()) - timedelta(days=FEED_DAYS_BACK))
    owner = {"person": feed.person_id} if feed.person_id else {"person__user": feed.user_id}
    found = (
        Registration.objects.filter(**owner, date__end__gte=since, confirmed_at__isnull=False)
        .exclude(state=State.HELD)
        .with_ahead()
        .select_related("person")
        .order_by("pk")
    )
    by_date: dict[int, list[Registration]] = defaultdict(list)
    for registration in found:
        by_date[registration.date_id].append(registration)
    dates = list(EventDate.objects.filter(pk__in=by_date).with_calendar_texts().order_by("start", "pk"))
    read_stories(when.page for when in dates)
    shared = _at_their_addresses(found, dates)
    return [_own_event(when, by_date[when.pk], shared[when.pk]) for when in dates]


def _at_their_addresses(own: Iterable[Registration], dates: list[EventDate]) -> dict[int, list[Registration]]:
    """Return, by date, the registrations of everybody at the addresses of the owner, whose entry is the same one."""
    addresses = {registration.person.email for registration in own} - {""}
    found: dict[int, list[Registration]] = defaultdict(list)
    everybody = Registration.objects.filter(date__in=dates, person__email__in=addresses).select_related("person")
    for registration in everybody.order_by("pk"):
        found[registration.date_id].append(registration)
    return found


def _own_event(when: EventDate, registrations: list[Registration], shared: list[Registration]) -> ics.Event:
    # Several people behind one account or address may be registered for one date, but a calendar holds one entry for it.
    shown = max(registrations, key=lambda registration: (registration.is_live, registration.pk))
    shown.date = when
    theirs = {one.pk for one in registrations}
    together = [
        shown,
        *(one for one in registrations if one is not shown),
        *(one for one in shared if one.pk not in theirs),
    ]
    highest: dict[str, int] = {}
    for one in together:
        who = one.person.email or str(one.person_id)
        highest[who] = max(highest.get(who, 0), one.sequence)
    sequence = when.public_sequence + sum(highest.values()) + len(highest) - 1
    if when.page is None or when.status == EventDate.Status.REMOVED:
        return ics.Event(
            uid=when.uid, start=when.start, end=when.end, summary=_("Vervallen"), changed_at=when.changed_at,
            sequence=sequence, status=ics.Status.CANCELLED,
        )  # fmt: skip
    event = shared_event(together, place_in_line=shown.ahead + 1 if shown.state == State.WAITING else None)
    moments = (shown.created_at, shown.confirmed_at, shown.placed_at, shown.cancelled_at)
    return replace(event, sequence=sequence, changed_at=max(event.changed_at, *filter(None, moments)))


def body_of(feed: PersonalFeed) -> bytes:
    """Return the calendar as it is now, and save on ``feed`` what changed since the last call, and when.

    The address itself is not in it: calendars get shared and printed.
    """
    now = timezone.now()
    entries: dict[str, list[str]] = {}
    vevents = []
    for event in own_events(feed):
        digest = sha256(ics.vevent(replace(event, changed_at=UNCHANGED))).hexdigest()[:16]
        before = feed.entries.get(event.uid)
        if before is None:
            moment = event.changed_at
        elif before[0] == digest:
            moment = datetime.fromisoformat(before[1])
        else:
            known = datetime.fromisoformat(before[1])
            moment = event.changed_at if event.changed_at > known else max(now, known)
        entries[event.uid] = [digest, moment.isoformat()]
        vevents.append(ics.vevent(replace(event, changed_at=moment)))
    body = ics.vcalendar(_("Wijkverband · mijn aanmeldingen"), vevents)
    etag = sha256(body).hexdigest()[:32]
    if etag != feed.etag:
        feed.entries, feed.etag, feed.changed_at = entries, etag, now
        feed.save(update_fields=["entries", "etag", "changed_at"])
    return body


def has_notice(feed: PersonalFeed, now: datetime | None = None) -> bool:
    is_recent = feed.ended_at is not None and feed.ended_at > days_later(now or timezone.now(), -SAYS_SO_FOR.days)
    return is_recent and (feed.was_renewed or not feed.has_owner)


def notice_of(feed: PersonalFeed) -> bytes:
    """Return a calendar with one all-day entry that tells subscribers of an ended address to subscribe again.

    The entry covers the days in which the address still answers. It does not reveal the new address.
    """
    assert feed.ended_at is not None
    if feed.has_owner:
        summary, where = _("Abonneer je opnieuw op je aanmeldingen"), f"{settings.SITE_URL}/mijn/"
        says = _(
            "Het adres van deze agenda is vernieuwd. Haal deze agenda weg en abonneer je met het nieuwe adres: dat staat in je mail, of op %(page)s"
        )
    else:
        summary, where = _("Deze agenda met je aanmeldingen is gestopt"), f"{settings.SITE_URL}/agenda/"
        says = _(
            "We bewaren geen aanmeldingen meer van je. Haal deze agenda weg. Meld je je weer ergens voor aan? Vraag dan op de pagina van je aanmelding een nieuw adres. De bijeenkomsten staan op %(page)s"
        )
    notice = ics.Event(
        uid=f"personal-feed-{sha256(sign(PURPOSE, feed.pk, 1).encode()).hexdigest()[:16]}@{settings.SITE_URL.split('://')[-1]}",
        start=feed.ended_at.astimezone(AMSTERDAM),
        end=days_later(feed.ended_at, SAYS_SO_FOR.days).astimezone(AMSTERDAM),
        all_day=True,
        summary=summary,
        description=says % {"page": where},
        changed_at=feed.ended_at,
        sequence=int(not feed.has_owner),  # an earlier notice may have announced a newer address
        url=where,
    )  # fmt: skip
    return ics.vcalendar(_("Wijkverband · mijn aanmeldingen"), [ics.vevent(notice)])


# -- Fetches -----------------------------------------------------------------------------------------------------------

OPENS_LINKS = re.compile(r"bot\b|crawl|spider|preview|scan|externalhit|whatsapp|skype|existence discovery")
"""User agents that look at a link in a mail or a chat. No calendar has the feed then."""
PROGRAMS = (
    ("google-calendar", FeedFetch.Program.GOOGLE),
    ("thunderbird", FeedFetch.Program.THUNDERBIRD),
    ("outlook", FeedFetch.Program.OUTLOOK),
    ("microsoft", FeedFetch.Program.OUTLOOK),
    ("exchange", FeedFetch.Program.OUTLOOK),
    ("dataaccessd", FeedFetch.Program.APPLE),
    ("calendaragent", FeedFetch.Program.APPLE),
    ("ios/", FeedFetch.Program.APPLE),
    ("macos/", FeedFetch.Program.APPLE),
)


def program_of(user_agent: str) -> str:
    """Return the calendar program; empty for a browser or a scanner, which are just looking."""
    words = user_agent.lower()
    if OPENS_LINKS.search(words):
        return ""
    for part, program in PROGRAMS:
        if part in words:
            return program
    return "" if words.startswith("mozilla/") else FeedFetch.Program.OTHER


def note_fetch(feed: PersonalFeed, user_agent: str) -> None:
    """Record the version that ``user_agent`` has now."""
    if not (program := program_of(user_agent)):
        return
    now = timezone.now()
    last = feed.fetches.filter(program=program).first()
    if last and last.etag == feed.etag and last.fetched_at > now - NOTED_EVERY:
        return
    FeedFetch.objects.update_or_create(feed=feed, program=program, defaults={"fetched_at": now, "etag": feed.etag})


def fetch_lines(feed: PersonalFeed) -> list[str]:
    """Return a line for each program, latest fetch first.

    “Google haalde je agenda 7 uur geleden op en heeft de laatste versie.”
    """
    body_of(feed)
    return [_fetch_line(fetch, feed.etag) for fetch in feed.fetches.all()]


def _fetch_line(fetch: FeedFetch, etag: str) -> str:
    now = timezone.now()
    is_now = now - fetch.fetched_at < timedelta(minutes=1)
    when = _("net") if is_now else _("%(time)s geleden") % {"time": timesince(fetch.fetched_at, now, depth=1)}
    words = {"program": fetch.get_program_display(), "when": when.replace("\xa0", " ")}
    if fetch.etag == etag:
        return _("%(program)s haalde je agenda %(when)s op en heeft de laatste versie.") % words
    return (
        _("%(program)s haalde je agenda %(when)s op. Daarna is er iets gewijzigd: dat komt de volgende keer mee.")
        % words
    )
