"""Other dates of an event, for the page behind a link: those the person is registered for, and those to change to."""

from django.http import HttpRequest

from events.dates.alternatives import cards_with_places
from events.dates.cards import cards_for
from events.links import registration_path
from events.mail.state_words import state_words
from events.models import EventDate, Registration
from events.self_service.cancelling import Consequence, consequence_of

State = Registration.State
CAN_CHANGE = {State.CONFIRMED, State.WAITING, State.OFFERED, State.CANCELLED}


def series_context(registration: Registration, request: HttpRequest) -> dict:
    date = registration.date
    same_event = Registration.objects.live().filter(person=registration.person_id, date__page=date.page_id)
    same_event = same_event.exclude(date__status=EventDate.Status.REMOVED)
    own = list(same_event.exclude(pk=registration.pk).select_related("date", "person").order_by("date__start"))
    pages = {one.pk: one for one in EventDate.objects.filter(pk__in=[one.date_id for one in own]).with_pages()}
    cards = {card.date.pk: card for card in cards_for(list(pages.values()), request)}
    together = [
        {"card": cards[one.date_id], "state": state_words(one), "url": registration_path(one)}
        for one in own
        # Only those of the same submission: somebody who was forwarded this link must not get the others.
        if one.booking_id == registration.booking_id and one.date_id in cards
    ]
    # After registering again for this date, people change by the new link: by this one they would end up on both days.
    is_anew = any(one.date_id == date.pk for one in own)
    may_change = registration.confirmed_at is not None and registration.state in CAN_CHANGE and date.page is not None
    can_change_to = (
        cards_with_places(date, but=list(pages), request=request, attendance=registration.attendance)
        if may_change and not is_anew and not date.is_over
        else []
    )
    return {
        "together": together,
        "several_to_confirm": any(
            one.booking_id == registration.booking_id and one.confirmed_at is None for one in own
        ),
        "can_change_to": can_change_to,
        "passes_on": bool(can_change_to) and consequence_of(registration) == Consequence.SOMEBODY_WAITS,
        "change_date_url": f"{registration_path(registration)}andere-datum/",
    }
