"""Digests for the demo's professional: she follows a wijk and a theme, and a few meetups are new to her."""

from datetime import timedelta

from django.utils import timezone

from events.dates.selection import Selection
from events.digests.following import follow_at_once
from events.models import DigestSubscriber
from home.demo.people import PROFESSIONAL
from network.models import ThemePage, WijkPage

WIJK = ("breda", "Haagse Beemden")
THEME = "ouderen"
NEW_TO_HER = 5
"""Number of coming dates that she was not told about, so that the worker sends a digest in the first minute."""


def ensure_digests() -> int:
    """Let the professional follow something, once; return how many choices were made."""
    if DigestSubscriber.objects.filter(email=PROFESSIONAL).exists():
        return 0
    wijk = WijkPage.objects.filter(municipality__slug=WIJK[0], title=WIJK[1]).first()
    selections = [Selection(wijken=(wijk.selection_slug,))] if wijk else []
    if ThemePage.objects.filter(slug=THEME).exists():
        selections.append(Selection(themes=(THEME,)))
    for selection in selections:
        follow_at_once(PROFESSIONAL, selection)
    for subscriber in DigestSubscriber.objects.filter(email=PROFESSIONAL):
        subscriber.told = subscriber.told[:-NEW_TO_HER]
        subscriber.checked_at = timezone.now() - timedelta(weeks=2)
        subscriber.save()
    return len(selections)
