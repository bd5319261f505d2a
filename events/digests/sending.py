"""The weekly round: on Monday morning each mailbox gets one mail with what is new to it, or none."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from events.dates.cards import DateCard, card_for
from events.dates.places import places_for
from events.dates.selection import Selection
from events.dates.selection_words import sentence, unknown_values
from events.digests.following import Followed, names_of_all, news_of, with_new_names
from events.digests.letters import ABOUT, News, news_of_cards, queue_digest
from events.models import DigestChoice, DigestSubscriber, EventDate
from events.models.dates import AMSTERDAM
from outbox.models import OutgoingMail

HOUR = time(7)
"""Time in Amsterdam at which the round of a Monday begins."""
AT_A_TIME = 100
"""Most mailboxes of one run. The others follow a minute later."""


def begin_of_round(now: datetime) -> datetime:
    """Return when the round began that ``now`` is in: the last Monday, 7.00 by the clock."""
    local = now.astimezone(AMSTERDAM)
    monday = datetime.combine(local.date() - timedelta(days=local.weekday()), HOUR, tzinfo=AMSTERDAM)
    return monday if monday <= local else datetime.combine(monday.date() - timedelta(days=7), HOUR, tzinfo=AMSTERDAM)


def run_due(now: datetime | None = None) -> int:
    """Queue the digests that are due, and return how many. Safe to run concurrently: a mailbox gets one a round."""
    now = now or timezone.now()
    round_at = begin_of_round(now)
    due = DigestSubscriber.objects.filter(checked_at__lt=round_at, choices__confirmed_at__isnull=False)
    pks = list(due.order_by("pk").distinct().values_list("pk", flat=True)[:AT_A_TIME])
    if not pks:
        return 0
    drop_refused(pks)
    found: dict[Selection, list[int]] = {}
    return sum(check(pk, now, round_at, found) for pk in pks)


def drop_refused(pks: list[int]) -> None:
    """Stop with mailboxes whose mail server refused a digest for good: the address is gone."""
    abouts = {f"{ABOUT}{pk}": pk for pk in pks}
    for mail in OutgoingMail.objects.filter(about__in=abouts, failed_at__isnull=False).defer("message"):
        if mail.is_refused:
            DigestSubscriber.objects.filter(pk=abouts[mail.about]).delete()
            OutgoingMail.objects.filter(about=mail.about).delete()


@transaction.atomic
def check(pk: int, now: datetime, round_at: datetime, found: dict[Selection, list[int]]) -> bool:
    """Take the turn of one mailbox in the round. Return whether it gets a mail.

    ``found`` caches the dates of selections during a run, because many mailboxes follow the same ones.
    """
    subscriber = DigestSubscriber.objects.select_for_update().filter(pk=pk, checked_at__lt=round_at).first()
    if subscriber is None:
        return False
    choices = list(DigestChoice.objects.filter(subscriber=pk, confirmed_at__isnull=False).order_by("pk"))
    selections = [with_new_names(choice) for choice in choices]
    for selection in selections:
        if selection not in found:
            found[selection] = list(news_of(selection, now).values_list("pk", flat=True))
    news = news_for(subscriber, choices, selections, found)
    coming = {date for selection in selections for date in found[selection]}
    # Dates that were told and left the selection are kept while they are ahead: they may come back.
    ahead = set(EventDate.objects.filter(pk__in=subscriber.told, end__gt=now).values_list("pk", flat=True))
    subscriber.told = sorted(coming | ahead)
    subscriber.checked_at = now
    if news:
        queue_digest(subscriber, news, round_at=round_at)
        subscriber.sent_at = now
    subscriber.save(update_fields=["told", "checked_at", "sent_at"])
    return bool(news)


def news_for(
    subscriber: DigestSubscriber,
    choices: list[DigestChoice],
    selections: list[Selection],
    found: dict[Selection, list[int]],
) -> list[News]:
    """Return what is new to the mailbox, each date under the first choice that holds it."""
    told, new = set(subscriber.told), []
    for selection in selections:
        new.append([date for date in found[selection] if date not in told])
        told.update(found[selection])
    cards = cards_of([date for dates in new for date in dates])
    if not cards:
        return []
    named = names_of_all(selections)
    followed = [
        Followed(
            choice,
            sentence(selection, named),
            f"/agenda/{selection.query_string}",
            unknown_values(selection, named.titles),
        )
        for choice, selection in zip(choices, selections, strict=True)
    ]
    parts = [
        (about, [cards[date] for date in dates if date in cards]) for about, dates in zip(followed, new, strict=True)
    ]
    return [news_of_cards(about, shown) for about, shown in parts if shown]


def cards_of(pks: list[int]) -> dict[int, DateCard]:
    """Return the cards of these dates, as far as they are still public, by id."""
    dates = list(EventDate.objects.visible().scheduled().filter(pk__in=pks).with_pages())
    places = places_for(dates, with_mix=False)
    return {date.pk: card_for(date, places[date.pk]) for date in dates if date.page}
