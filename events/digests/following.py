"""Following a selection: ask for it, confirm it by mail, and stop. Only this module writes choices and subscribers."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from events.dates.renamed import renamed
from events.dates.selection import PARAMETERS, Selection
from events.dates.selection_words import SelectionNames, names_of, sentence, unknown_values
from events.digests import letters
from events.models import DigestChoice, DigestSubscriber
from events.models.dates import EventDateQuerySet

MOST_CHOICES = 20
"""Most choices of one mailbox, confirmed or not."""


class CannotFollow(Exception):  # noqa: N818  an answer, not an error
    """Refusal to keep a choice; ``str()`` says why in Dutch, fit to show."""


@dataclass(frozen=True)
class Followed:
    """Choice of a mailbox in words, for pages and mails."""

    choice: DigestChoice
    title: str
    url: str
    """The agenda with this selection."""
    problems: tuple[str, ...]
    """Sentences about what is wrong with it: its wijk has gone, for instance."""


def followed_part(selection: Selection) -> Selection:
    """Return ``selection`` without days: a digest looks ahead from the day on which it is sent."""
    return replace(selection, since=None, until=None, past=False, problems=())


def query_of(selection: Selection) -> str:
    """Return the canonical query string to keep. Raise CannotFollow if it does not fit."""
    query = followed_part(selection).query_string.removeprefix("?")
    if len(query) > (DigestChoice._meta.get_field("query").max_length or 0):  # noqa: SLF001  Django documents it
        raise CannotFollow(_("Dit is te veel om te volgen. Kies minder."))
    return query


def selection_of(choice: DigestChoice) -> Selection:
    return followed_part(Selection.from_query(QueryDict(choice.query)))


def news_of(selection: Selection, now: datetime | None = None) -> EventDateQuerySet:
    """Return the coming dates of ``selection`` that a digest may name: public, and going ahead."""
    return selection.listed(now).scheduled()


@transaction.atomic
def ask(email: str, selection: Selection) -> None:
    """Keep the wish of ``email`` to follow ``selection``, and mail it a link to confirm.

    The mail differs if it follows this already, or too much; the caller's answer must not.
    """
    subscriber, _created = DigestSubscriber.objects.select_for_update().get_or_create(email=email)
    choice = subscriber.choices.filter(query=query_of(selection)).first()
    if choice is None and subscriber.choices.count() < MOST_CHOICES:
        choice = subscriber.choices.create(query=query_of(selection))
    if choice is None or choice.confirmed_at:
        letters.already(subscriber, described(subscriber))
    else:
        letters.please_confirm(choice, described_one(choice))


@transaction.atomic
def follow_at_once(email: str, selection: Selection) -> DigestSubscriber:
    """Let an account with this verified address follow ``selection``. Raise CannotFollow if it follows too much."""
    subscriber, _created = DigestSubscriber.objects.select_for_update().get_or_create(email=email)
    choice = subscriber.choices.filter(query=query_of(selection)).first()
    if choice is None:
        if subscriber.choices.count() >= MOST_CHOICES:
            raise CannotFollow(_("Je volgt er al twintig. Stop eerst met een andere."))
        choice = subscriber.choices.create(query=query_of(selection))
    confirm(choice.pk)
    return subscriber


@transaction.atomic
def confirm(choice_id: int, now: datetime | None = None) -> DigestChoice | None:
    """Confirm the choice; return it, or None if it is gone. Idempotent.

    What is on the agenda at that moment is not new any more.
    """
    found = DigestChoice.objects.filter(pk=choice_id).values_list("subscriber", flat=True).first()
    subscriber = DigestSubscriber.objects.select_for_update().filter(pk=found).first()
    choice = DigestChoice.objects.filter(pk=choice_id).first()
    if subscriber is None or choice is None:
        return None
    choice.subscriber = subscriber
    if choice.confirmed_at is None:
        now = now or timezone.now()
        choice.confirmed_at = now
        choice.save(update_fields=["confirmed_at"])
        known = news_of(selection_of(choice), now).values_list("pk", flat=True)
        subscriber.told = sorted({*subscriber.told, *known})
        subscriber.checked_at = subscriber.checked_at or now
        subscriber.save(update_fields=["told", "checked_at"])
    return choice


@transaction.atomic
def stop(subscriber_id: int, *, choice_id: int | None = None) -> None:
    """Stop with one choice, or with all. Idempotent. Nothing is left of a mailbox without choices."""
    subscriber = DigestSubscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if subscriber is None:
        return
    if choice_id is not None:
        subscriber.choices.filter(pk=choice_id).delete()
    if choice_id is None or not subscriber.choices.exists():
        letters.forget(subscriber)
        subscriber.delete()


@transaction.atomic
def forget_address(emails: Iterable[str]) -> int:
    """Stop everything at these addresses; return at how many."""
    found = list(DigestSubscriber.objects.filter(email__in=[email.lower() for email in emails if email]).order_by("pk"))
    for subscriber in found:
        stop(subscriber.pk)
    return len(found)


def described(subscriber: DigestSubscriber) -> list[Followed]:
    """Return its confirmed choices in words, in one query for all names."""
    choices = list(subscriber.choices.filter(confirmed_at__isnull=False))
    selections = [selection_of(choice) for choice in choices]
    named = names_of_all(selections)
    return [_followed(choice, selection, named) for choice, selection in zip(choices, selections, strict=True)]


def described_one(choice: DigestChoice) -> Followed:
    selection = selection_of(choice)
    return _followed(choice, selection, names_of(selection))


def names_of_all(selections: Iterable[Selection]) -> SelectionNames:
    """Look up the names of several selections at once."""
    parts = {part: tuple({value for one in selections for value in getattr(one, part)}) for part in PARAMETERS.values()}
    return names_of(Selection(**parts))


def _followed(choice: DigestChoice, selection: Selection, named: SelectionNames) -> Followed:
    problems = unknown_values(selection, named.titles)
    return Followed(choice, sentence(selection, named), f"/agenda/{selection.query_string}", problems)


def with_new_names(choice: DigestChoice) -> Selection:
    """Return the selection of ``choice``, which it keeps under the present names of its pages.

    Call it in a transaction that holds the subscriber.
    """
    selection = selection_of(choice)
    named = names_of(selection)
    now_called = renamed(selection, named) if named.problems else None
    if now_called is None:
        return selection
    others = DigestChoice.objects.filter(subscriber=choice.subscriber_id, query=query_of(now_called))
    if not others.exclude(pk=choice.pk).exists():
        choice.query = query_of(now_called)
        choice.save(update_fields=["query"])
    return now_called
