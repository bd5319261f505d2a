"""``/mijn/``: the registrations of a signed-in user."""

from dataclasses import replace

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.dates.cards import DateCard, cards_for
from events.feeds import personal_feed
from events.feeds.subscribing import personal_subscription
from events.links import registration_path
from events.models import EventDate, Registration
from web.responses import private


def is_on(date: EventDate) -> bool:
    return date.status == EventDate.Status.SCHEDULED


def own_calendar(request: HttpRequest) -> dict:
    """Return how to subscribe to the user's personal feed and which programs fetch it; empty if there is no feed."""
    feed = personal_feed.feed_for(request.user)
    if feed is None:
        return {}
    return {
        "subscribe": personal_subscription(_("Mijn aanmeldingen"), personal_feed.path_of(feed)),
        "freshness": personal_feed.freshness(feed),
    }


def own_card(card: DateCard, registration: Registration) -> DateCard:
    """Return ``card`` with the state of the registration, in words and as a tone, and its link."""
    if is_on(registration.date):
        words, tone = OWN_STATES[registration.state]
    else:
        words, tone = card.change, "danger" if card.cancelled else "warning"
    return replace(card, self_service_url=registration_path(registration), state_words=words, state_tone=tone)


OWN_STATES = {
    "held": ("Nog niet bevestigd", "warning"),
    "requested": ("Je aanvraag is binnen", ""),
    "confirmed": ("Je komt", "success"),
    "waiting": ("Je staat op de wachtlijst", "warning"),
    "offered": ("Er is een plek voor je", "warning"),
}


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the user's registrations. Visitors who are not signed in go to the form for lost links."""
    if not request.user.is_authenticated:
        return redirect("lost_link")
    found = (
        Registration.objects.live()
        .filter(Q(date__end__gt=timezone.now()) | Q(date__status=EventDate.Status.POSTPONED), person__user=request.user)
        .select_related("person", "date")
        .order_by("date__start", "pk")
    )
    dates = EventDate.objects.filter(pk__in=[item.date_id for item in found]).with_pages()
    card_of = {card.date.pk: card for card in cards_for([date for date in dates if date.page], request)}
    cards = [own_card(card_of[item.date_id], item) for item in found if item.date_id in card_of]
    return private(render(request, "events/mine.html", {"cards": cards, **own_calendar(request)}))
