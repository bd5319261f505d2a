"""Admission where an event is not for everybody: with a code, or as one of certain organisations.

Somebody belongs to an organisation if their account works for it, or if their address is at one of its mail domains
(``network.mail_domains``). A typed address proves nothing yet: the place is held until its owner confirms, as for
everybody. The check runs under the lock on the date. See docs/decisions/0023-who-belongs-to-an-organisation.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from events.models import Booking, EventPage, InvitationCode
from events.registration import invitations
from events.registration.rule import RegistrationClosed
from network.mail_domains import domain_of, domains_of

Admission = EventPage.Admission


class NotAdmitted(RegistrationClosed):
    """Somebody may not register for this event. ``str()`` is the reason in Dutch, for the visitor."""


@dataclass(frozen=True)
class Entry:
    """Outcome of the check: the code, and the addresses that need no code."""

    invitation: InvitationCode | None = None
    members: frozenset[str] = frozenset()
    must_prove: bool = False
    """True if a signed-in user belongs to an organisation by address only.

    They have to confirm by mail like a guest: the mailbox may have been closed since the account proved it.
    """

    def invitation_for(self, email: str) -> InvitationCode | None:
        return None if email.lower() in self.members else self.invitation


def check(page: EventPage, emails: Sequence[str], *, user: User | None, code: str) -> Entry:
    """Return how people at ``emails`` get in. ``user`` is who registers, if that is the owner of the first address.

    Whether enough uses of the code are left, ``rule.submit`` decides. Raises NotAdmitted.
    """
    if page.admission == Admission.EVERYBODY:
        return Entry()
    known = members(page, emails, user) if page.admission == Admission.ORGANISATIONS else frozenset()
    first, *_others = emails
    must_prove = user is not None and first.lower() in known and not works_for(user, page)
    if all(email.lower() in known for email in emails):
        return Entry(members=known, must_prove=must_prove)
    if not code:
        raise NotAdmitted(_("Deze bijeenkomst is niet voor iedereen. Vul de code in die je kreeg."))
    invitation = invitations.find(page.pk, code)
    if reason := invitations.why_unusable(invitation):
        raise NotAdmitted(reason)
    return Entry(invitation, known, must_prove)


def check_other_address(page: EventPage | None, email: str, booking: Booking) -> None:
    """Check that the person of ``booking`` may come with another address, ``email``. Raises NotAdmitted."""
    if page is None or page.admission != Admission.ORGANISATIONS or booking.invitation_id is not None:
        return
    if not members(page, [email], None):
        raise NotAdmitted(
            _("Deze bijeenkomst is niet voor iedereen. Vul een werkadres in van een van de organisaties.")
        )


def members(page: EventPage, emails: Sequence[str], user: User | None) -> frozenset[str]:
    """Return which of ``emails`` are of the organisations of ``page``. ``user`` owns the first of them."""
    domains = domains_of(page.admitted_organisations.all())
    found = {email.lower() for email in emails if domain_of(email) in domains}
    if user is not None and emails[0].lower() not in found and works_for(user, page):
        found.add(emails[0].lower())
    return frozenset(found)


def works_for(user: User, page: EventPage) -> bool:
    """Return whether the account of ``user`` works for one of the organisations of ``page``."""
    return page.admitted_organisations.filter(group__user=user.pk).exists()
