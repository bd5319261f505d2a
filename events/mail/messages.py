"""Mails about registrations, one function per cause. It chooses the kind and the recipients, and limits repeats."""

from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks import task

from events.dates.alternatives import cards_with_places
from events.dates.cards import DateCard, card_for, fact_rows
from events.dates.places import places_for
from events.links import registration_path
from events.mail import composing
from events.mail.composing import about, send
from events.mail.notified import changes_since, own_changes
from events.mail.state_words import state_words
from events.mail.words import Kind, colleagues_words, deadline_words, moment_words
from events.models import EventDate, Person, Registration
from events.models.attendance import Attendance
from events.models.registrations import RegistrationQuerySet
from outbox.models import OutgoingMail

QUESTIONS = {
    Kind.CONFIRM,
    Kind.CONFIRM_WAITING,
    Kind.CONFIRM_REQUEST,
    Kind.CONFIRM_SEVERAL,
    Kind.CONFIRM_REMINDER,
    Kind.OFFERED,
}
"""Kinds that ask to confirm an address or to accept a place."""
WITH_ALTERNATIVES = {Kind.DATE_CANCELLED, Kind.DATE_POSTPONED, Kind.MOVED}
HOUR = timedelta(hours=1)
LAPSE_TOGETHER = timedelta(minutes=10)
"""Time in which the dates of one submission that lapse are told in one mail."""
SECOND_CLICK = timedelta(minutes=5)
"""Time after registering in which submitting again counts as a double click: the first mail is still on its way."""
CONFIRM_BY_STATE = {
    Registration.State.WAITING: Kind.CONFIRM_WAITING,
    Registration.State.REQUESTED: Kind.CONFIRM_REQUEST,
}


def please_confirm(registration: Registration, *, again: str = "") -> None:
    send(_asking(registration), registration, again=again, more=_context_of_asking(registration))


def _asking(registration: Registration) -> Kind:
    return CONFIRM_BY_STATE.get(Registration.State(registration.state), Kind.CONFIRM)


def _context_of_asking(registration: Registration) -> dict:
    """Return whether confirmed people have all places, as everybody can see. If not, unconfirmed ones wait too."""
    if _asking(registration) != Kind.CONFIRM_WAITING:
        return {}
    places = places_for([registration.date], with_mix=False)[registration.date_id]
    return {"is_full": places.of(registration.attendance).left == 0}


def registered(registration: Registration) -> None:
    send(Kind.REGISTERED, registration, again=_again(registration))


def please_confirm_all(registrations: list[Registration], *, again: str = "") -> None:
    """Send one mail about all registrations of a booking, with the link of the first only: it confirms them all."""
    if len(registrations) == 1:
        please_confirm(registrations[0], again=again)
    else:
        send(Kind.CONFIRM_SEVERAL, registrations[0], again=again, more=_several_to_confirm(registrations))


def _several_to_confirm(registrations: list[Registration]) -> dict:
    first = min(registrations, key=lambda one: one.held_until or one.created_at)
    return {
        "rows": rows_for(registrations) if len(registrations) > 1 else [],
        "holds": any(one.placed_at for one in registrations),
        "until": deadline_words(first),
    }


def remind_to_confirm(registrations: list[Registration]) -> bool:
    """Send one mail about unconfirmed registrations of a booking by a colleague. Return whether it is new."""
    return send(Kind.CONFIRM_REMINDER, registrations[0], more=_several_to_confirm(registrations), only_new=True)


def lapsed(registration: Registration) -> None:
    """Tell both that a registration by a colleague was not confirmed in time, once for the dates that lapse together.

    Nobody is told who registered alone: that address may be of somebody who knows of nothing, and the page behind the
    link says it. ``held_until`` of ``registration`` must still be its deadline.
    """
    booking, now = registration.booking, timezone.now()
    if booking.booked_by_id is None or registration.confirmed_at is not None:
        return
    of_booking = Registration.objects.filter(booking=booking.pk, person=registration.person_id)
    told = OutgoingMail.objects.filter(
        about__in=[about(pk) for pk in of_booking.values_list("pk", flat=True)],
        cause__startswith=f"{Kind.HOLD_LAPSED}:",
        created_at__gt=now - LAPSE_TOGETHER,
    )
    if told.exists():
        return
    also = of_booking.live().filter(confirmed_at=None, held_until__lte=now + LAPSE_TOGETHER).exclude(pk=registration.pk)
    also = also.filter(date__status=EventDate.Status.SCHEDULED)
    dates = {date.pk: date for date in EventDate.objects.filter(pk__in=also.values("date")).with_pages()}
    together = [registration, *also.select_related("booking", "person")]
    for one in together[1:]:
        one.date = dates[one.date_id]
    rows = rows_for(together) if len(together) > 1 else []
    more = {"rows": [row | {"state": Registration.State.EXPIRED.label} for row in rows]}
    send(Kind.HOLD_LAPSED, registration, more=more)
    _tell_booker(registration)


def _tell_booker(registration: Registration) -> None:
    """Tell who registered ``registration`` that it lapsed, if they confirmed their own address."""
    booker = Person.objects.filter(pk=registration.booking.booked_by_id, confirmed_at__isnull=False).first()
    own = registration.date.registrations.filter(person=booker).select_related("booking", "person").last()
    if booker is not None and own is not None:
        own.date = registration.date
        send(Kind.COLLEAGUE_LAPSED, own, again=str(registration.pk), more={"colleagues": registration.person.name})


def summary(registrations: list[Registration]) -> None:
    """Send one mail about several dates, with a calendar file, because an invitation can hold only one date."""
    first = registrations[0]
    placed = [one for one in registrations if one.state == Registration.State.CONFIRMED]
    again = "-".join(f"{one.pk}.{one.sequence}" for one in registrations)
    about = about_several(first.date, has_file=bool(placed), attendance=first.attendance)
    more = {"rows": rows_for(registrations), **about}
    send(Kind.SEVERAL, first, again=sha256(again.encode()).hexdigest()[:16], more=more, in_file=placed)


def about_several(date: EventDate, *, has_file: bool, attendance: str = "") -> dict:
    """Return the context that dates of one event share, of which ``date`` is one. Each has its own link and day."""
    facts = [
        fact for fact in fact_rows(date, for_several=True, attendance=attendance) if fact["label"] != gettext("Wanneer")
    ]
    return {"has_file": has_file, "link": "", "facts": facts}


def rows_for(registrations: list[Registration]) -> list[dict]:
    """Return the date, state in words and link of each registration, for the template."""
    return [
        {
            "card": card_for(one.date),
            "state": state_words(one),
            "colleagues": colleagues_words(one.colleagues_in_line, one.colleagues),
            "link": f"{settings.SITE_URL}{registration_path(one)}",
        }
        for one in registrations
    ]


def waiting(registration: Registration) -> None:
    send(Kind.WAITING, registration, again=_again(registration))


def requested(registration: Registration) -> None:
    send(Kind.REQUESTED, registration, again=_again(registration))


def declined(registration: Registration) -> None:
    send(Kind.DECLINED, registration, again=_again(registration))


def offered(registration: Registration) -> None:
    send(Kind.OFFERED, registration, again=_again(registration))


def offer_lapsed(registration: Registration) -> None:
    send(Kind.OFFER_LAPSED, registration, again=_again(registration))


def _again(registration: Registration) -> str:
    """Return ``again`` for repeated mails of one kind: the sequence, which rises with each change of state."""
    return str(registration.sequence) if registration.sequence else ""


def placed(registration: Registration, *, by_hand: bool = False) -> None:
    """Mail that they got a place. ``by_hand``: the organiser gave it, regardless of rank and free places."""
    send(Kind.PLACED, registration, more={"by_hand": by_hand})


def cancelled(registration: Registration, *, by: str) -> None:
    if by == "person":
        more = {"alternatives": _without_own(cards_with_places(registration.date), registration)}
        send(Kind.CANCELLED_BY_YOU, registration, again=_again(registration), more=more)
    else:
        send(Kind.CANCELLED_BY_ORGANISER, registration, again=_again(registration))


def attendance_changed(registration: Registration) -> None:
    """Mail the other way of attending, and update the calendar entry."""
    send(Kind.ATTENDANCE_CHANGED, registration, again=_again(registration))


def changed_date(left: Registration, *, to: Registration) -> None:
    """Mail a cancellation of ``left``, the registration for the old date, with the link of the new one."""
    more = {
        "now_on": moment_words(to.date),
        "link": f"{settings.SITE_URL}{registration_path(to)}",
        "has_something_to_lose": True,
    }
    send(Kind.CHANGED_DATE, left, again=_again(left), more=more)


def _without_own(cards: list[DateCard], registration: Registration) -> list[DateCard]:
    """Leave out dates for which the person is already registered."""
    if not cards:
        return []
    live = Registration.objects.live().filter(person=registration.person_id, date__in=[card.date.pk for card in cards])
    own = set(live.values_list("date", flat=True))
    return [card for card in cards if card.date.pk not in own]


def alternatives_for(kind: Kind, date: EventDate) -> list[DateCard]:
    """Return the other dates with places that a mail of ``kind`` offers."""
    return cards_with_places(date) if kind in WITH_ALTERNATIVES else []


def new_link(registration: Registration) -> None:
    """Mail the new link, and update the calendar entry, which has the old one in its description."""
    send(Kind.NEW_LINK, registration, again=str(registration.link_version))


def already_registered(registration: Registration, *, again: str = "") -> None:
    """Mail the link again, at most once an hour, so that a mailbox can't be flooded. Ignores a double click.

    Hours count from the registration: with hours of the clock, a double click could fall into the next one. With
    ``again`` the caller limits how often: the mail is sent once for each.
    """
    if again:
        send(Kind.ALREADY, registration, again=again)
        return
    since_made = timezone.now() - registration.created_at
    again = f"{since_made // HOUR}"
    if registration.confirmed_at is None:
        if since_made >= HOUR:
            please_confirm(registration, again=again)
    elif since_made >= SECOND_CLICK:
        send(Kind.ALREADY, registration, again=again)


def bookings_not_mailed(booking_ids: set[int]) -> set[int]:
    """Return those bookings with a mail that has not left yet, for no reason of its recipient."""
    about_each = {
        about(pk): booking
        for pk, booking in Registration.objects.filter(booking__in=booking_ids).values_list("pk", "booking")
    }
    held_up = OutgoingMail.objects.held_up().filter(about__in=about_each).values_list("about", flat=True)
    return {about_each[name] for name in held_up}


def is_question(mail: OutgoingMail) -> bool:
    return _kind_of(mail) in QUESTIONS


def _kind_of(mail: OutgoingMail) -> str:
    return mail.cause.partition(":")[0]


def ask_anew(mail: OutgoingMail, registrations: list[Registration]) -> None:
    """Rewrite a question that leaves late, with the deadlines that ``registrations`` have now. It is about the first."""
    first = registrations[0]
    if first.state == Registration.State.OFFERED:
        composing.rewrite(mail, Kind.OFFERED, first)
    elif _kind_of(mail) == Kind.CONFIRM_REMINDER:
        composing.rewrite(mail, Kind.CONFIRM_REMINDER, first, more=_several_to_confirm(registrations))
    elif len(registrations) > 1:
        composing.rewrite(mail, Kind.CONFIRM_SEVERAL, first, more=_several_to_confirm(registrations))
    else:
        composing.rewrite(mail, _asking(first), first, more={**_context_of_asking(first), "says_until": True})


@task()
def tell_everybody(date_id: int, kind: str, sequence: int, before: dict[str, str] | None) -> int:
    date = EventDate.objects.with_pages().get(pk=date_id)
    if date.page is None or date.sequence != sequence:
        return 0  # deleted, or changed since: a later task mails the current state
    return tell(date, Kind(kind), sequence, before)


def announce(date: EventDate, kind: Kind, *, before: dict[str, str] | None = None) -> None:
    """Enqueue a task that mails everybody registered for ``date``. ``before``: its old ``notified_fields``."""
    tell_everybody.enqueue(date.pk, kind.value, date.sequence, before)


def notifiable_registrations(date: EventDate, changes: list[dict[str, str]]) -> RegistrationQuerySet:
    """Return the registrations to mail about ``changes`` to ``date``, as from ``changes_since``."""
    everybody = _concerned(date.registrations.notifiable(), date, changes)
    # A new link only concerns people with a place.
    return everybody.filter(state=Registration.State.CONFIRMED) if is_link_only(changes) else everybody


def _concerned(everybody: RegistrationQuerySet, date: EventDate, changes: list[dict[str, str]]) -> RegistrationQuerySet:
    """Leave out people at a hybrid date who attend in a way that ``changes`` do not concern."""
    fields = {change["field"] for change in changes}
    if not date.is_hybrid or not fields or fields == {"location", "online"} or fields - {"location", "online"}:
        return everybody
    return everybody.exclude(attendance=Attendance.IN_PERSON if "online" in fields else Attendance.ONLINE)


def is_link_only(changes: list[dict[str, str]]) -> bool:
    return bool(changes) and all(change["field"] == "online" for change in changes)


def tell(date: EventDate, kind: Kind, sequence: int, before: dict[str, str] | None) -> int:
    """Mail each live registration of ``date`` with a confirmed address; return how many mails are new. Idempotent."""
    changes = changes_since(before, date) if before else []
    everybody = notifiable_registrations(date, changes)
    if is_link_only(changes):
        # Anyone placed after the change already has the new link, in the mail about the place.
        everybody = everybody.exclude(placed_at__gt=date.changed_at)
    alternatives = alternatives_for(kind, date)
    mailed = 0
    for pk in list(everybody.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            # Locked, so that nobody cancels now: their calendar would get this mail after the cancellation, with a
            # lower SEQUENCE.
            [now] = EventDate.objects.filter(pk=date.pk).lock()
            if now.sequence != sequence:
                return mailed  # changed again: a later task mails the current state
            registration = everybody.select_related("booking", "person").filter(pk=pk).first()
            if registration:
                registration.date = date
                # A request is for this date only: it can't be changed to another one.
                may_change = registration.state != Registration.State.REQUESTED
                more = {"alternatives": _without_own(alternatives, registration) if may_change else []}
                own = own_changes(registration, changes)
                mailed += send(kind, registration, again=str(sequence), changes=own, more=more, only_new=True)
    return mailed
