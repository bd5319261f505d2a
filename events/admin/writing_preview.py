"""The mail of an organiser as one of the real recipients gets it, but without the link that is theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe

from events.mail.audience import Audience, Reach
from events.mail.mailing import Text, context_for, shared_context
from events.models import Registration
from outbox.letter import sender

MOST_NAMES = 20
"""Names of people who get no mail that a screen shows."""


@dataclass(frozen=True)
class Preview:
    number: int
    """Place of the recipient among all of them, from 1."""
    following: int
    """Value of the button for the next recipient; 0 after the last."""
    sender: str
    email: str
    words: SafeString
    context: dict


def preview_of(audience: Audience, reach: Reach, text: Text, *, at: int) -> Preview | None:
    """Return what the recipient at place ``at``, from 0, gets; None if there is nobody."""
    if not reach.people:
        return None
    at %= len(reach.people)
    known = audience.read(reach.people[at])
    together = [known[pk] for pk in reach.people[at] if pk in known]
    if not together:
        return None  # erased since
    context = context_for(together, shared_context(together[0].date, text))
    site = sender().name
    return Preview(
        number=at + 1,
        following=(at + 1) % len(reach.people),
        sender=f"{site} namens {context['organisation']}" if context["organisation"] else site,
        email=together[0].person.email,
        words=mark_safe(linebreaks(mark_safe(urlize(text.words, autoescape=True)))),  # noqa: S308  urlize escapes
        context=context,
    )


def names_of(ids: Sequence[int]) -> list[Registration]:
    """Return registrations with their people, in order of name, for a sentence."""
    found = Registration.objects.filter(pk__in=ids[:MOST_NAMES]).select_related("person", "booking")
    return list(found.order_by("person__name_order", "pk"))
