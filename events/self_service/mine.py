"""``/mijn/``: the registrations of a signed-in user."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.proof import has_just_proven_address
from accounts.verified import verified_address
from events.dates.cards import DateCard, cards_for
from events.digests.held import digests_of
from events.feeds import personal_feed
from events.feeds.subscribing import personal_subscription
from events.links import registration_path
from events.mail.state_words import ON_CARDS
from events.models import EventDate, Registration
from events.registration.own_people import claim, others_at
from knowledge.contribute.own import own_practices
from knowledge.reactions.mine import own_reactions
from knowledge.uptake.mine import own_uptake
from web.numbers import row_id
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
    email = verified_address(request.user)
    may_choose = email and has_just_proven_address(request, request.user)
    others = list(others_at(email)) if may_choose else []
    shared = {
        "practices": own_practices(request.user),
        "uptake": own_uptake(request.user),
        "reactions": own_reactions(request.user),
        "digests": digests_of(request.user),
    }
    context = {"cards": cards, "email": email, "others_here": others, **shared, **own_calendar(request)}
    return private(render(request, "events/mine.html", context))


@never_cache
@require_POST
def claim_person(request: HttpRequest) -> HttpResponse:
    """Add what somebody else registered at the user's address, who says to be that person too.

    Only for a session that has just proven the address: somebody who left an organisation may still be signed in.
    """
    email = verified_address(request.user)
    if not email or not has_just_proven_address(request, request.user):  # type: ignore[arg-type]
        return redirect(f"{reverse('account_prove_address' if email else 'account_login')}?next=/mijn/")
    claim(request.user, email, row_id(request.POST.get("persoon", "")))  # type: ignore[arg-type]
    return redirect("mine")
