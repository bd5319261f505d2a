"""Mails to organisers: about open requests, and the day before a date with the number of attendees.

They contain numbers and a link, but no names: those stay behind the login, where they are erased on time.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from events.dates.cards import card_for
from events.mail.composing import Preview
from events.models import EventDate, EventPage, Registration
from events.models.attendance import Attendance
from events.models.dates import days_later
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.models import OutgoingMail
from outbox.rendering import render_mail
from web.addresses import sendable_or_nothing

State = Registration.State
AT_MOST_EVERY = timedelta(hours=1)
"""Minimum interval between mails about new requests for one date."""
ASK_AGAIN = timedelta(days=1)
"""Interval between mails about the same open requests."""
EXAMPLE = "olga@example.org"
LATEST = timedelta(hours=12)
"""Maximum delay of the mail of the day before, for instance after a night without a worker."""


class OrganiserMailKind(StrEnum):
    """Names of the templates in ``templates/mail/``."""

    REQUESTS = "organiser_requests"
    DAY_BEFORE = "organiser_day_before"


MAILING_COPY = "mailing_copy"
"""Kind of the copy of what an organiser wrote to people (``mailing``)."""
ABOUT_DATES = (*OrganiserMailKind, MAILING_COPY)
"""Kinds of mails to organisers that are about a date, so that it can show that one failed."""


@dataclass(frozen=True)
class Numbers:
    """Numbers of people with a confirmed address, for one date. ``asking`` is the number of open requests.

    ``online`` is how many of those ``coming`` attend a hybrid date online.
    """

    coming: int = 0
    online: int = 0
    waiting: int = 0
    asking: int = 0


def run_due(now: datetime | None = None) -> int:
    """Queue the mails that are due. Return how many are new. Safe to run concurrently."""
    now = now or timezone.now()
    return ask_for_answers(now) + tell_a_day_before(now)


def ask_for_answers(now: datetime) -> int:
    """Queue one mail for each date with open requests: when there are new ones, and daily until they are answered."""
    asking = Q(registrations__state=State.REQUESTED, registrations__confirmed_at__isnull=False)
    dates = _dates().filter(start__gt=now).annotate(newest=Max("registrations__confirmed_at", filter=asking))
    dates = list(dates.filter(newest__isnull=False).with_pages())
    last = _last_mailed(dates)
    sent = 0
    for date in dates:
        if not _has_to_ask(date.newest, last.get(date.pk), now):
            continue
        with transaction.atomic():
            # Locked and checked again: another worker may have queued the mail meanwhile.
            EventDate.objects.filter(pk=date.pk).lock()
            if _has_to_ask(date.newest, _last_mailed([date]).get(date.pk), now):
                sent += _send(OrganiserMailKind.REQUESTS, date, again=f"{now:%Y%m%d%H}")
    return sent


def _has_to_ask(newest: datetime, last: datetime | None, now: datetime) -> bool:
    if last is None:
        return True
    return last <= now - (AT_MOST_EVERY if newest > last else ASK_AGAIN)


def _last_mailed(dates: list[EventDate]) -> dict[int, datetime]:
    """Return the time of the last mail about requests, by date id."""
    key = {about(OrganiserMailKind.REQUESTS, date.pk): date.pk for date in dates}
    rows = OutgoingMail.objects.filter(about__in=key).order_by().values_list("about")
    return {key[name]: last for name, last in rows.annotate(last=Max("created_at"))}


def tell_a_day_before(now: datetime) -> int:
    """Queue one mail for each date with registrations, and a second one if it moved to another day since."""
    somebody = Registration.objects.live().filter(date=OuterRef("pk"), confirmed_at__isnull=False)
    dates = _dates().filter(
        Exists(somebody),
        start__gt=days_later(now, 1) - LATEST,
        start__lte=days_later(now, 1),
        page__registration="here",
    )
    return sum(
        _send(OrganiserMailKind.DAY_BEFORE, date, again=f"{date.start_local:%Y%m%d}") for date in dates.with_pages()
    )


def _dates():
    return EventDate.objects.standalone().scheduled().filter(page__live=True, page__mail_organiser=True)


def about(kind: str, date_id: int) -> str:
    """Return the ``OutgoingMail.about`` of mails of this kind about a date."""
    return f"{kind}:{date_id}"


def _send(kind: OrganiserMailKind, date: EventDate, *, again: str) -> int:
    numbers, sent = numbers_of(date), 0
    if kind == OrganiserMailKind.REQUESTS and not numbers.asking:
        return 0  # answered meanwhile
    for who, to in recipients_of(date.page):
        cause = f"to-organiser:{kind}:{date.pk}:{again}:{who}"
        if not mail.is_queued(cause):
            letter = compose(kind, date, numbers, to=to, cause=cause)
            mail.queue(letter, about=about(kind, date.pk), expires_at=date.start)
            sent += 1
    return sent


def numbers_of(date: EventDate) -> Numbers:
    confirmed = date.registrations.live().filter(confirmed_at__isnull=False).order_by()
    count: Counter = Counter()
    for state, answer, number in confirmed.values_list("state", "attendance").annotate(number=Count("pk")):
        count[state] += number
        count["online"] += number * (state == State.CONFIRMED and date.way_of(answer) == Attendance.ONLINE)
    return Numbers(
        online=count["online"],
        coming=count[State.CONFIRMED],
        waiting=count[State.WAITING] + count[State.OFFERED],
        asking=count[State.REQUESTED],
    )


def recipients_of(page: EventPage) -> Iterator[tuple[str, Mailbox]]:
    """Yield the contact of the meetup or, without one, all users of the organisation. Each has a unique key."""
    if contact := sendable_or_nothing(page.contact_email):
        yield "contact", Mailbox(page.contact_name, contact)
    elif page.organisation and page.organisation.group_id:
        for user in User.objects.filter(groups=page.organisation.group_id, is_active=True).order_by("pk"):
            yield f"user-{user.pk}", Mailbox(user.get_full_name(), user.email)


def compose(kind: OrganiserMailKind, date: EventDate, numbers: Numbers, *, to: Mailbox, cause: str) -> Letter:
    card = card_for(date)
    list_url = f"{settings.SITE_URL}{reverse('events_registrations', args=[date.pk])}"
    context = {
        "card": card,
        "page_url": card.date_url,
        "kind": kind.value,
        "numbers": numbers,
        "capacity": None if date.is_hybrid else date.capacity,
        "link": f"{list_url}?stand=requested" if kind == OrganiserMailKind.REQUESTS else list_url,
        # An example in the style guide has no page.
        "settings_url": f"{settings.SITE_URL}{reverse('wagtailadmin_pages:edit', args=[date.page_id or 0])}",
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    text, html = render_mail(kind.value, context)
    return Letter(
        cause=cause,
        subject=f"{subject_for(kind, numbers)}: {card.title}, {card.day} {card.number} {card.month}",
        to=to,
        text=text,
        html=html,
    )


def preview(kind: OrganiserMailKind, date: EventDate) -> Preview:
    numbers = numbers_of(date)
    if kind == OrganiserMailKind.REQUESTS and not numbers.asking:
        numbers = replace(numbers, asking=1)
    page = date.page
    assert page is not None
    letter = compose(kind, date, numbers, to=Mailbox(page.contact_name, EXAMPLE), cause="preview")
    return Preview(letter.subject, letter.text.strip())


def subject_for(kind: OrganiserMailKind, numbers: Numbers) -> str:
    if kind == OrganiserMailKind.DAY_BEFORE:
        return _("Bijna zover")
    words = ngettext("1 persoon vraagt een plek", "%(number)s mensen vragen een plek", numbers.asking)
    return words % {"number": numbers.asking}
