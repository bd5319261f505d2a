"""``/mijn/``: the registrations of a signed-in user."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from events.dates.cards import DateCard, cards_for
from events.feeds import personal_feed
from events.feeds.subscribing import personal_subscription
from events.links import registration_path
from events.mail.state_words import ON_CARDS
from events.models import EventDate, Registration
from knowledge.contribute.own import own_practices
from knowledge.reactions.mine import own_reactions
from knowledge.uptake.mine import own_uptake
from web.responses import private


def is_on(date: EventDate) -> bool:
    return date.status == EventDate.Status.SCHEDULED


def own_calendar(request: HttpRequest) -> dict:
    """Return how to subscribe to the user's personal feed and which programs fetch it; empty if there is no feed."""
    feed = personal_feed.feed_for(request.user)
    if feed is None:
        return {}
    return {
        "subscribe": personal_subscription(_("Mijn aanmeldingen"), personal_feed.feed_path(feed)),
        "fetch_lines": personal_feed.fetch_lines(feed),
    }


def own_card(card: DateCard, registration: Registration) -> DateCard:
    """Return ``card`` with the state of the registration, in words and as a tone, and its link."""
    if is_on(registration.date):
        words, tone = ON_CARDS[Registration.State(registration.state)]
    else:
        words, tone = card.change, "danger" if card.cancelled else "warning"
    return replace(card, self_service_url=registration_path(registration), state_words=str(words), state_tone=tone)


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the user's registrations. Visitors who are not signed in go to the form for lost links."""
    if not request.user.is_authenticated:
        return redirect("lost_link")
    found = (
        Registration.objects.still_to_come()
        .filter(person__user=request.user)
        .select_related("person", "date")
        .order_by("date__start", "pk")
    )
    dates = EventDate.objects.filter(pk__in=[item.date_id for item in found]).with_pages()
    card_of = {card.date.pk: card for card in cards_for([date for date in dates if date.page], request)}
    cards = [own_card(card_of[item.date_id], item) for item in found if item.date_id in card_of]
    shared = {
        "practices": own_practices(request.user),
        "uptake": own_uptake(request.user),
        "reactions": own_reactions(request.user),
    }
    return private(render(request, "events/mine.html", {"cards": cards, **shared, **own_calendar(request)}))
