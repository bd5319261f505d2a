"""Mails to people who follow a selection, rendered from unsaved examples."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from django.utils import timezone

from events.digests import letters
from events.models import DigestChoice, DigestSubscriber
from home.style_guide import examples


@dataclass(frozen=True)
class Title:
    title: str
    url: str = "/agenda/"


WIJK, THEME = Title("Alle bijeenkomsten in Gageldonk, Bergen op Zoom"), Title("Alle bijeenkomsten over ouderen")
SUBSCRIBER = DigestSubscriber(pk=examples.NOBODY, email="fatima@example.org")


def of_digest() -> EmailMessage:
    meetup, online = (
        examples.meetup(pk=-1),
        examples.meetup(pk=-2, title="Online inloopuur: leg je vraag voor", attendance="online"),
    )
    series = [examples.card_of(meetup, in_days=16 + 7 * number) for number in range(6)]
    full = examples.card("vol", title="Wijklunch Warande: wie doet wat?")
    news = [
        letters.news_of_cards(WIJK, series),
        letters.news_of_cards(THEME, [examples.card_of(online, in_days=20), full]),
    ]
    return letters.digest(SUBSCRIBER, news, round_at=timezone.now()).as_message()


WRITERS: dict[str, Callable[[], EmailMessage]] = {
    "digest": of_digest,
    "digest_confirm": lambda: letters.confirming(DigestChoice(pk=0, subscriber=SUBSCRIBER), WIJK).as_message(),
    "digest_already": lambda: letters.repeating(SUBSCRIBER, [WIJK, THEME]).as_message(),
}
"""Functions that render a mail, by the name of its template."""
