"""Mails to followers: the digest itself, the question to confirm, and the answer to somebody who asks for what they get."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.dates.cards import DateCard
from events.digests.links import confirm_path, manage_path
from events.models import DigestChoice, DigestSubscriber
from outbox import mail
from outbox.letter import Letter, Mailbox
from outbox.models import OutgoingMail
from outbox.rendering import render_mail

ABOUT = "digest:"
MOST_MEETUPS = 20
"""Most meetups that one digest names under one choice."""
MOST_DATES = 3
"""Most further dates of a meetup that are named."""
OUT_OF_DATE = timedelta(days=6)
"""Age at which a digest that could not be sent is not sent any more: the next one is near."""


class Title(Protocol):
    """Title and address of a choice, as mails show it. ``following.Followed`` is one."""

    title: str
    url: str


@dataclass(frozen=True)
class News:
    """New meetups under one choice, each with its first new date and the others in words."""

    title: str
    url: str
    meetups: list[tuple[DateCard, str]]
    more: int
    """Number of meetups that are not named."""


def news_of_cards(about: Title, cards: Sequence[DateCard]) -> News:
    """Group ``cards``, in order of time, by meetup."""
    by_page: dict[int, list[DateCard]] = {}
    for card in cards:
        assert card.date.page is not None
        by_page.setdefault(card.date.page.pk, []).append(card)
    meetups = [(first, other_dates(rest)) for first, *rest in by_page.values()]
    shown, left = meetups[:MOST_MEETUPS], meetups[MOST_MEETUPS:]
    return News(about.title, f"{settings.SITE_URL}{about.url}", shown, len(left))


def other_dates(cards: Sequence[DateCard]) -> str:
    """Return “Ook op 10 december, 17 december en nog 3 datums”; empty without other dates."""
    if not cards:
        return ""
    named = [date_format(card.start, "j F") for card in cards[:MOST_DATES]]
    if left := len(cards) - len(named):
        named.append(ngettext("nog %(left)s datum", "nog %(left)s datums", left) % {"left": left})
    *before, last = named
    days = _("%(days)s en %(last)s") % {"days": ", ".join(before), "last": last} if before else last
    return _("Ook op %(days)s") % {"days": days}


def digest(subscriber: DigestSubscriber, news: list[News], *, round_at: datetime) -> Letter:
    """Return the digest of the round that began at ``round_at``. One round makes one mail, however often it runs."""
    titles = [card.title for part in news for card, _others in part.meetups]
    number = len(titles) + sum(part.more for part in news)
    first, others = titles[0], number - 1
    subject = _("Nieuw: %(title)s") % {"title": first}
    if others:
        subject = _("Nieuw: %(title)s en nog %(others)s") % {"title": first, "others": others}
    manage = f"{settings.SITE_URL}{manage_path(subscriber)}"
    context = {
        "news": news,
        "number": number,
        "several": len(news) > 1,
        "manage_url": manage,
        "stop_url": f"{manage}stop/",
    }
    text, html = render_mail("digest", context)
    return Letter(
        cause=f"digest:{subscriber.pk}:{round_at:%Y%m%d}",
        subject=subject,
        to=Mailbox("", subscriber.email),
        text=text,
        html=html,
        # RFC 8058: mail programs show “Afmelden”, and post to the address themselves.
        headers={
            "List-Unsubscribe": f"<{manage}stop/>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )


def queue_digest(subscriber: DigestSubscriber, news: list[News], *, round_at: datetime) -> None:
    letter = digest(subscriber, news, round_at=round_at)
    mail.queue(letter, about=about(subscriber), expires_at=timezone.now() + OUT_OF_DATE)


def about(subscriber: DigestSubscriber) -> str:
    """Return the ``OutgoingMail.about`` of mails to this subscriber."""
    return f"{ABOUT}{subscriber.pk}"


def forget(subscriber: DigestSubscriber) -> None:
    """Delete our copies of mails to the subscriber, and those that are still to leave."""
    OutgoingMail.objects.filter(about=about(subscriber)).delete()


def confirming(choice: DigestChoice, followed: Title) -> Letter:
    """Return the mail that asks to confirm ``choice``."""
    link = f"{settings.SITE_URL}{confirm_path(choice)}"
    subject = _("Bevestig dat je op de hoogte wilt blijven")
    return note(choice.subscriber, "digest_confirm", subject, {"title": followed.title, "link": link})


def repeating(subscriber: DigestSubscriber, followed: Sequence[Title]) -> Letter:
    """Return the mail to somebody who asks for what they follow already."""
    context = {"titles": [one.title for one in followed], "link": f"{settings.SITE_URL}{manage_path(subscriber)}"}
    return note(subscriber, "digest_already", _("Je blijft al op de hoogte"), context)


def note(subscriber: DigestSubscriber, template: str, subject: str, context: dict) -> Letter:
    text, html = render_mail(template, context)
    return Letter(
        cause=f"{template}:{subscriber.pk}:{timezone.now():%Y%m%d%H%M%S%f}",
        subject=subject,
        to=Mailbox("", subscriber.email),
        text=text,
        html=html,
    )


def please_confirm(choice: DigestChoice, followed: Title) -> None:
    mail.queue(confirming(choice, followed), about=about(choice.subscriber))


def already(subscriber: DigestSubscriber, followed: Sequence[Title]) -> None:
    mail.queue(repeating(subscriber, followed), about=about(subscriber))
