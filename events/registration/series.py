"""Registering for several dates of one event at once, confirming them together, and changing from one to another.

Each date has its own registration, place, waiting list and link; ``rule`` handles each of them. Dates are locked in
order of id.
"""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from events.dates.availability import closed_reason
from events.dates.rows import ListedDate
from events.links import LinkRotated
from events.mail import messages
from events.models import Booking, EventDate, Registration
from events.registration import admission, registering, rule
from events.registration.registering import Colleague
from events.registration.replies import NOTHING, Replies, store
from events.registration.rule import RegistrationClosed
from network.models import Discipline


def register_for(
    dates: Iterable[EventDate | ListedDate], *, name: str, email: str, colleagues: Sequence[Colleague] = (), **answers
) -> list[Registration]:
    """Register somebody for all of ``dates`` or none, with one mail. Return their own registrations, not colleagues'.

    Only the ids of ``dates`` are used: the rows are read again under the lock. Existing registrations stay unchanged,
    and are in the mail too. ``colleagues`` get the next ranks at each date, and one mail each. See ``registering.register_at``
    for the other arguments. Raises RegistrationClosed.
    """
    dates = list(dates)
    if len(dates) == 1:
        return registering.register_together(dates[0], name=name, email=email, colleagues=colleagues, **answers)[:1]
    return _register_for_all(dates, name=name, email=email, colleagues=colleagues, **answers)


@transaction.atomic
def _register_for_all(
    wanted: list[EventDate | ListedDate],
    *,
    name: str,
    email: str,
    colleagues: Sequence[Colleague],
    organisation: str = "",
    discipline: Discipline | None = None,
    remark: str = "",
    attendance: str = "",
    user: User | None = None,
    network: str = "",
    shown: bool = False,
    code: str = "",
    replies: Replies = NOTHING,
) -> list[Registration]:
    dates = rule.lock_several(date.pk for date in wanted)
    for date in dates:
        if reason := closed_reason(date):
            raise RegistrationClosed(f"{date_format(date.start_local, 'l j F')}: {reason}")
    page = dates[0].page
    assert page is not None
    entry = admission.check(page, [email, *(one.email for one in colleagues)], user=user, code=code)
    booker, *others = registering.known_people(name, email, user, colleagues)
    answers = {"organisation": organisation, "discipline": discipline, "remark": remark}
    booking = Booking(person=booker, invitation=entry.invitation_for(email), **answers)
    options = {"attendance": attendance, "colleagues": [one.attendance for one in colleagues], "shown": shown}
    made = _register_one(
        dates, booking, replies, confirmed=user is not None and not entry.must_prove, network=network, **options
    )
    for person, colleague in zip(others, colleagues, strict=True):
        theirs = Booking(
            person=person,
            booked_by=booker,
            organisation=organisation,
            discipline=colleague.discipline,
            invitation=entry.invitation_for(colleague.email),
        )
        _register_one(dates, theirs, colleague.replies, attendance=colleague.attendance, network=network)
    return made


def _register_one(
    dates: list[EventDate],
    booking: Booking,
    replies: Replies = NOTHING,
    *,
    attendance: str = "",
    confirmed: bool = False,
    colleagues: Sequence[str] = (),
    network: str = "",
    shown: bool = False,
) -> list[Registration]:
    person = booking.person
    existing = {
        one.date_id: one
        for one in Registration.objects.live().filter(person=person, date__in=[date.pk for date in dates])
    }
    unproven = {pk: one for pk, one in existing.items() if confirmed and one.confirmed_at is None}
    for one in existing.values():
        one.is_repeat = True
        one.date = next(date for date in dates if date.pk == one.date_id)
    is_known = len(existing) == len(dates) and not unproven
    if is_known:
        messages.already_registered(next(iter(existing.values())))
        return list(existing.values())
    booking.save()
    store(booking, replies)
    own = {"attendance": attendance, "shown": shown}
    options = {"confirmed": confirmed, "colleagues": colleagues, "network": network, **own}
    taken_over = {pk: registering.take_over(one, booking, notify=False, **own) for pk, one in unproven.items()}
    existing |= taken_over
    made = [existing.get(date.pk) or rule.submit(date, booking, notify=False, **options) for date in dates]
    if confirmed:
        messages.summary(made)
    else:
        messages.please_confirm_all([one for one in made if one.booking_id == booking.pk])
    return made


def confirm_all(first: Registration) -> Registration:
    """Confirm ``first`` and the person's other registrations of the same booking, which have the same address.

    Return the registration that results from confirming ``first``. Raises RegistrationClosed if ``first`` can't be
    confirmed any more.
    """
    along = first.booked_along
    if along is None:
        along = list(Registration.objects.filter(booking=first.booking_id, person=first.person_id).exclude(pk=first.pk))
    others = [one for one in along if one.confirmed_at is None and one.state != Registration.State.CANCELLED]
    if first.confirmed_at is not None or not others:
        return rule.confirm(first)
    return _confirm_together(first, others)


@transaction.atomic
def _confirm_together(first: Registration, others: list[Registration]) -> Registration:
    dates = {date.pk: date for date in rule.lock_several(one.date_id for one in (first, *others))}
    made = [rule.confirm(first, notify=False)]
    for one in others:
        one.date = dates[one.date_id]
        try:
            made.append(rule.confirm(one, notify=False))
        except RegistrationClosed:  # off or over by now, as its own page says
            continue
    for one in made:
        one.refresh_from_db()
        one.date = dates[one.date_id]
    messages.summary(sorted(made, key=lambda one: one.date.start))
    return made[0]


@transaction.atomic
def change_date(held: Registration, *, to: EventDate) -> Registration:
    """Exchange a registration for a free place at another date of the same event. If that is full, nothing changes.

    The new registration has the last rank; nobody is overtaken, because a place is free only if nobody waits. Raises
    RegistrationClosed.
    """
    dates = {date.pk: date for date in rule.lock_several([held.date_id, to.pk])}
    old, to = dates[held.date_id], dates[to.pk]
    link_held, held = held.link_held, Registration.objects.select_related("booking", "person").get(pk=held.pk)
    if link_held is not None and link_held != held.link_version:
        raise LinkRotated
    if held.confirmed_at is None or to.page_id != old.page_id or to.pk == old.pk:
        raise RegistrationClosed(_("Naar die datum kun je niet wisselen."))
    live = to.registrations.live().filter(person=held.person_id).first()
    if live is None:
        if reason := closed_reason(to):
            raise RegistrationClosed(reason)
        if rule.free_places(to, held.attendance) == 0:
            raise RegistrationClosed(_("Die datum is net vol. Je houdt wat je had."))
        # The organiser approved this person for the event, not for one date.
        approved = held.state in {*Registration.PLACED, Registration.State.WAITING}
        live = rule.submit(to, held.booking, confirmed=True, attendance=held.attendance, approved=approved)
    # If the old date is off, they already got a cancellation for their calendar.
    needs_mail = held.is_live and old.status == EventDate.Status.SCHEDULED
    left = rule.cancel(held, notify=False)
    if needs_mail:
        messages.changed_date(left, to=live)
    return live
