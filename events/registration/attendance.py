"""Changing the answer to “hier of online?” of a hybrid date: a swap of one place for another, in one transaction.

Nobody has both places at any moment, nobody loses the one without getting the other, and nobody is overtaken: a place
is free only if nobody waits for it, and whoever joins a waiting list does so with the last rank.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.dates.availability import closed_reason, unavailable_reason
from events.mail import messages
from events.models import EventDate, Registration
from events.models.attendance import Attendance
from events.registration import parts, rule

State = Registration.State
FULL = {
    Attendance.IN_PERSON: gettext_lazy("Op de plek is het net vol. Je houdt wat je had."),
    Attendance.ONLINE: gettext_lazy("Online is het net vol. Je houdt wat je had."),
}


class CannotSwap(rule.RegistrationClosed):
    """The swap is not possible now, and nothing has changed. ``str()`` is the reason in Dutch, for the person."""


@transaction.atomic
def change_attendance(registration: Registration, *, to: str) -> Registration:
    """Swap to the other way of attending. Idempotent. Raises CannotSwap.

    Somebody with a place keeps it unless one is free there. Somebody without one gets a free place at once, or else
    joins that waiting list at the end; a request is made again. Joining or asking again makes a new registration, with
    the last rank and a new link; that one is returned.
    """
    date, registration = rule.locked(registration)
    if not (date.is_hybrid and registration.is_live and registration.attendance != to):
        return registration
    _check(date, registration, to)
    if date.way_of(to) == date.way_of(registration.attendance):
        registration.change({"attendance": to})  # answered at last: they had that place already
        return registration
    if registration.state == State.REQUESTED:
        return _submit_again(date, registration, to)
    if rule.free_places(date, to) != 0 and not parts.other_place(date, registration.person):
        return _take_free_place(date, registration, to)
    if registration.state == State.WAITING:
        return _submit_again(date, registration, to)
    raise CannotSwap(str(FULL[to]))


def keep_attendance(date: EventDate, before: str) -> None:
    """Count whoever registered while ``date`` was online as online, now that it may be hybrid. It must be locked.

    Others registered for a place in person, or are asked: an empty answer counts as in person.
    """
    if before == Attendance.ONLINE and date.is_hybrid:
        date.registrations.filter(attendance="").update(attendance=Attendance.ONLINE)


def _check(date: EventDate, registration: Registration, to: str) -> None:
    if to not in (Attendance.IN_PERSON, Attendance.ONLINE):
        raise CannotSwap(_("Kies of je komt of online meedoet."))
    # Online is possible until the end, also for somebody who falls ill. In person only while people can register.
    gone = unavailable_reason(date, timezone.now()) if to == Attendance.ONLINE else closed_reason(date)
    if gone:
        raise CannotSwap(gone)
    if registration.confirmed_at is None:
        raise CannotSwap(_("Bevestig eerst je aanmelding. Daarna kun je dit wijzigen."))


def _take_free_place(date: EventDate, registration: Registration, to: str) -> Registration:
    """Give a free place in exchange for the place or rank of ``registration``, which goes to the next in line."""
    rule.set_state(
        registration,
        State.CONFIRMED,
        attendance=to,
        placed_at=timezone.now(),
        has_extra_place=False,
        sequence=rule.next_sequence(date, registration.person),
    )
    messages.attendance_changed(registration)
    rule.promote(date)
    return registration


def _submit_again(date: EventDate, registration: Registration, to: str) -> Registration:
    """Exchange a rank or a request for a new one, the last."""
    approved = registration.state == State.WAITING
    left = rule.cancel(registration, notify=False)
    shown = left.shown_since is not None
    return rule.submit(date, left.booking, confirmed=True, attendance=to, approved=approved, shown=shown)
