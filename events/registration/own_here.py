"""Registrations of a signed-in visitor on the page of an event and on its form. Such a page is never cached."""

from django.http import HttpRequest

from events.dates.cards import card_for
from events.links import registration_path
from events.mail.state_words import ON_CARDS
from events.models import Registration


def own_at(page_id: int, request: HttpRequest) -> list[dict[str, str]]:
    """Return the visitor's registrations for coming dates of the event: state in words, day, name and link."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "is_preview", False):
        return []
    own = Registration.objects.still_to_come().filter(person__user=user, date__page=page_id)
    found = list(own.select_related("person", "date__page").order_by("date__start", "pk"))
    several = len({one.person_id for one in found}) > 1
    rows = []
    for one in found:
        words, tone = ON_CARDS[Registration.State(one.state)]
        card = card_for(one.date, url="")
        rows.append(
            {
                "words": str(words),
                "tone": tone,
                "date_words": f"{card.date_words}, {card.time_words}",
                "name": one.person.name if several else "",
                "url": registration_path(one),
            }
        )
    return rows
