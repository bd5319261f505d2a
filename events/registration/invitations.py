"""Uses of invitation codes. ``rule`` claims one for each registration that becomes live, so they are counted exactly."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from events.models import Booking, InvitationCode, Registration
from events.models.invitations import canonical


def find(page_id: int, typed: str) -> InvitationCode | None:
    """Return the code of the event that equals ``typed``, withdrawn or not. Capitals, spaces and dashes are equal."""
    return InvitationCode.objects.filter(page=page_id, code=canonical(typed)).first()


def why_unusable(code: InvitationCode | None, people: int = 0) -> str:
    """Return why ``code`` does not admit this many more ``people``, in Dutch; empty if it does. Advisory without a lock."""
    if code is None:
        return _("Deze code kennen we niet. Kijk hem nog eens na.")
    if code.ended_at is not None:
        return _("Deze code werkt niet meer. Vraag de organisator om een andere.")
    left = code.most_uses - others_admitted(code, ()).count()
    if people <= left:
        return ""
    if left > 0:
        return _("Met deze code kunnen er nog %(left)s bij.") % {"left": left}
    return _("Met deze code kan niemand meer erbij. Vraag de organisator om een andere.")


def others_admitted(code: InvitationCode, people: tuple[int, ...]) -> QuerySet:
    """Return the ids of people with a live registration by ``code``, each once, without ``people``."""
    live = Registration.objects.live().filter(booking__invitation=code.pk).exclude(person__in=people)
    return live.order_by().values("person").distinct()


def has_use(booking: Booking) -> bool:
    """Return what ``claim`` would, without a lock."""
    code = booking.invitation
    return code is None or others_admitted(code, (booking.person_id,)).count() < code.most_uses


def claim(booking: Booking) -> bool:
    """Return whether the person of ``booking`` may have a use of its code, and lock the code until the transaction ends.

    True without a code, and for somebody who has a use already. Lock the date and the mailbox before.
    """
    if booking.invitation_id is None:
        return True
    code = InvitationCode.objects.select_for_update().filter(pk=booking.invitation_id).first()
    return code is None or others_admitted(code, (booking.person_id,)).count() < code.most_uses
