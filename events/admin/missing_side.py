"""Hint to the organiser that nobody comes yet from the medical or the social domain, while there is time to ask somebody."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDate
from network.models import Domain

ENOUGH_TO_SAY = 3
"""Number of people from one domain from which it is worth saying that nobody comes from the other."""


def missing_side_words(date: EventDate, count: Mapping[str, int]) -> str:
    """Return the hint, or an empty text. ``count`` has the people with a place by domain."""
    if date.status != EventDate.Status.SCHEDULED or date.start <= timezone.now():
        return ""
    medical, social = count[Domain.MEDISCH], count[Domain.SOCIAAL]
    if medical >= ENOUGH_TO_SAY and not social:
        return _("Er komt nog niemand uit het sociale domein. Ken je iemand? Stuur de link van deze bijeenkomst door.")
    if social >= ENOUGH_TO_SAY and not medical:
        return _("Er komt nog niemand uit het medische domein. Ken je iemand? Stuur de link van deze bijeenkomst door.")
    return ""
