"""Registering somebody at one date, alone or with colleagues: who they are, and whether they may.

``rule.submit`` decides what they get. ``series`` does the same for several dates.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.dates.availability import closed_reason
from events.dates.rows import ListedDate
from events.mail import messages
from events.models import Booking, EventDate, InvitationCode, Person, Registration
from events.registration import admission
from events.registration.replies import NOTHING, Replies, store
from events.registration.rule import NeedsExclusiveLock, RegistrationClosed, cancel, confirm, lock, submit
from network.models import Discipline


@dataclass(frozen=True)
class Colleague:
    """Somebody who is registered by a colleague, with their own answers. They fill in their discipline themselves if it is None."""

    name: str
    email: str
    discipline: Discipline | None = None
    attendance: str = ""
    replies: Replies = NOTHING


def register(date: EventDate, *, name: str, email: str, **answers) -> Registration:
    """Register one person. See ``register_at`` for the arguments."""
    return register_together(date, name=name, email=email, **answers)[0]


def register_together(date: EventDate | ListedDate, **answers) -> list[Registration]:
    """Lock the date and register somebody and their colleagues. See ``register_at`` for the arguments."""
    if date.capacity_for(answers.get("attendance", "")) is None and not answers.get("colleagues"):
        with suppress(NeedsExclusiveLock):
            return _register_shared(date.pk, answers)
    with transaction.atomic():
        return register_at(lock(date.pk), **answers)


@transaction.atomic
def _register_shared(date_id: int, answers: dict) -> list[Registration]:
    """Register under a shared lock: without a limit, registrations need not wait for each other.

    Not for registrations with colleagues, whose ranks must be consecutive.
    """
    date = lock(date_id, shared=True)
    if date.part_of_id is not None:
        raise NeedsExclusiveLock
    if date.is_hybrid and answers.get("user"):  # may give up a place that a stranger took for them: see ``take_over``
        raise NeedsExclusiveLock
    if date.capacity_for(answers.get("attendance", "")) is not None:
        raise NeedsExclusiveLock
    return register_at(date, **answers)


def register_at(
    date: EventDate,
    *,
    name: str,
    email: str,
    organisation: str = "",
    discipline: Discipline | None = None,
    remark: str = "",
    attendance: str = "",
    user: User | None = None,
    colleagues: Sequence[Colleague] = (),
    network: str = "",
    shown: bool = False,
    code: str = "",
    replies: Replies = NOTHING,
) -> list[Registration]:
    """Register somebody and ``colleagues``: for a place, a rank on the waiting list or a request, as ``date`` has it.

    ``date`` must be locked. Colleagues get the next ranks, and each their own mail and link. They get the organisation
    of the person who registers them. ``attendance`` is the answer to “hier of online?”, of which each has their own.
    Registering the same person again returns the existing registration, and sends a mail that says so. ``shown`` is the
    consent of the first person only: nobody can consent for a colleague. ``replies`` are to the organiser's own questions.

    ``user`` is the signed-in user whose verified address is ``email``; their registration is confirmed at once. For
    others a place is held until they follow the link in the mail, as far as there is room for the unconfirmed from
    ``network`` (see ``holds``). ``code`` is what was typed where an event is not for everybody (see ``admission``).
    Raises RegistrationClosed.
    """
    if reason := closed_reason(date):
        raise RegistrationClosed(reason)
    assert date.page is not None
    entry = admission.check(date.page, [email, *(one.email for one in colleagues)], user=user, code=code)
    booker, *others = known_people(name, email, user, colleagues)
    return [
        _register_one(
            date,
            booker,
            organisation,
            discipline,
            remark,
            attendance=attendance,
            confirmed=user is not None and not entry.must_prove,
            colleagues=[one.attendance for one in colleagues],
            network=network,
            shown=shown,
            invitation=entry.invitation_for(email),
            replies=replies,
        ),
        *(
            _register_one(
                date,
                person,
                organisation,
                colleague.discipline,
                attendance=colleague.attendance,
                booked_by=booker,
                network=network,
                invitation=entry.invitation_for(colleague.email),
                replies=colleague.replies,
            )
            for person, colleague in zip(others, colleagues, strict=True)
        ),
    ]


def known_people(name: str, email: str, user: User | None, colleagues: Sequence[Colleague]) -> list[Person]:
    """Return the person who fills in the form, linked to ``user`` if given, and then the ``colleagues``; known or new.

    Their mailboxes are locked until the transaction ends (see ``PersonQuerySet.known_as``).
    """
    booker, *others = Person.objects.known_as([(name, email), *((other.name, other.email) for other in colleagues)])
    if user is not None and (booker.user_id != user.pk or booker.confirmed_at is None):
        booker.user, booker.confirmed_at = user, booker.confirmed_at or timezone.now()
        booker.save(update_fields=["user", "confirmed_at"])
    return [booker, *others]


def _register_one(
    date: EventDate,
    person: Person,
    organisation: str,
    discipline: Discipline | None = None,
    remark: str = "",
    *,
    attendance: str = "",
    confirmed: bool = False,
    booked_by: Person | None = None,
    colleagues: Sequence[str] = (),
    network: str = "",
    shown: bool = False,
    invitation: InvitationCode | None = None,
    replies: Replies = NOTHING,
) -> Registration:
    existing = None if person.is_new else date.registrations.live().filter(person=person).first()
    if existing and not (confirmed and existing.confirmed_at is None):
        messages.already_registered(existing)
        existing.is_repeat = True
        return existing
    booking = Booking.objects.create(
        person=person,
        booked_by=booked_by,
        organisation=organisation,
        discipline=discipline,
        remark=remark,
        invitation=invitation,
    )
    store(booking, replies)
    if existing:
        existing.date = date
        return take_over(existing, booking, attendance=attendance, shown=shown)
    return submit(
        date,
        booking,
        confirmed=confirmed,
        attendance=attendance,
        colleagues=colleagues,
        network=network,
        shown=shown,
    )


def take_over(
    unproven: Registration, booking: Booking, *, attendance: str = "", notify: bool = True, shown: bool = False
) -> Registration:
    """Confirm a registration that anybody may have made, now that its owner has signed in and filled in ``booking``.

    What was typed and ticked before is forgotten: it may be a stranger's. Somebody who attends in another way has no use
    for its place or rank, and gets what is free there.
    """
    typed_before, date = unproven.booking, unproven.date
    stays = date.way_of(attendance) == date.way_of(unproven.attendance)
    values = {"booking": booking, "shown_since": timezone.now() if shown else None}
    unproven.change(values | {"attendance": attendance if stays else unproven.attendance})
    if not typed_before.registrations.exists():
        typed_before.delete()
    if stays:
        return confirm(unproven, notify=notify)
    date = cancel(unproven, notify=False).date
    return submit(date, booking, confirmed=True, attendance=attendance, notify=notify, shown=shown)
