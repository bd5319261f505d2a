"""Practices that came from a meetup: begun by its organiser, tied to it once they are published."""

from collections.abc import Mapping

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published

from events.models import DraftOrigin, EventDate, EventPage, LearnedAt
from knowledge.contribute import drafts
from knowledge.models import Contributor, Draft, PracticePage


def last_past_date(page: EventPage) -> EventDate | None:
    """Return the last date of the meetup that took place; None if there is none yet."""
    dates = EventDate.objects.filter(page=page.pk, status=EventDate.Status.SCHEDULED)
    return next((date for date in dates.order_by("-start") if date.is_over), None)


@transaction.atomic
def begin_practice(page: EventPage, organiser: Contributor, answers: Mapping[str, str]) -> Draft:
    """Begin a draft with what the organiser learned and what the meetup knows, and remember where it came from.

    Raise ``drafts.TooMany`` if the organiser has as many drafts as they may have, and ``drafts.TooLarge``.
    """
    data = {name: [text] for name, text in answers.items() if text}
    for name, found in (("municipality", page.municipality_id), ("organisation", page.organisation_id)):
        if found:
            data[name] = [str(found)]
    for name in ("themes", "wijken"):
        if numbers := [str(pk) for pk in getattr(page, name).values_list("pk", flat=True)]:
            data[name] = numbers
    draft = drafts.begin(organiser, name=organiser.name, data=data, is_proven=True)
    DraftOrigin.objects.create(draft=draft, page=page, date=last_past_date(page))
    return draft


@receiver(page_published, sender=PracticePage)
def tie_to_its_meetup(instance: PracticePage, **kwargs) -> None:
    """Show a published practice at the meetup that it came from, once: who unties them later is not overruled."""
    for origin in DraftOrigin.objects.filter(draft__page=instance.pk):
        LearnedAt.objects.get_or_create(practice=instance, page_id=origin.page_id, defaults={"date": origin.date})
        origin.delete()
