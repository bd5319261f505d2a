"""Erasure of a person (GDPR articles 5.1.e and 17). A registration keeps only that somebody came, and their discipline.

Each registration goes to a nameless person of its own, so that nobody can see which ones were by the same person.
"""

import re

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry

from accounts.models import User
from events.digests.following import forget_address
from events.digests.held import addresses_of
from events.feeds.personal_feed import outlive
from events.mail.mailing import copy_cause
from events.models import Booking, Decision, EventDate, Mailing, Person, PersonalFeed, Registration
from events.registration import rule
from knowledge.models import Contributor
from knowledge.privacy.erasure import erase as erase_contributor
from outbox.models import OutgoingMail

MOST_TRIES = 5


class CameMeanwhile(Exception):  # noqa: N818  not an error: retry
    """Conflict: the person registered during the erasure. Retry."""


class LastManager(Exception):  # noqa: N818  an outcome, not an error
    """Refusal to close the account of the only superuser; ``str()`` says so in Dutch, fit to show."""


def anonymise(person: Person) -> int:
    """Delete the person and leave their registrations nameless; return how many. Call it in a transaction."""
    left = list(person.registrations.select_related("booking", "date", "person").order_by("pk"))
    forget_mails(person)
    for registration in left:
        set_apart(registration)
    outlive(person)
    person.delete()
    return len(left)


def set_apart(registration: Registration) -> None:
    """Give the registration to a new nameless person. The old person and their other registrations stay as they are."""
    _forget_in_feeds(registration)
    rule.hand_on_sequence(registration)
    nobody = Person.objects.create(name=_("Iemand"), anonymised_at=timezone.now())
    booking = registration.booking
    # All answers go with the old row. Only the discipline stays, if the person had a place.
    discipline = booking.discipline if registration.state == Registration.State.CONFIRMED else None
    registration.booking = Booking.objects.create(person=nobody, discipline=discipline, created_at=booking.created_at)
    registration.person = nobody
    registration.link_version += 1  # invalidate the links left in mailboxes
    registration.shown_since = None
    registration.save(update_fields=["booking", "person", "link_version", "shown_since"])
    Decision.objects.filter(registration=registration).update(reason="", by=None, by_name="")
    _forget_mailings(registration)
    if not booking.registrations.exists():
        booking.delete()


def _forget_mailings(registration: Registration) -> None:
    """Take the person off the mailings of organisers. What was written to them alone goes: it is about them."""
    theirs = list(registration.mailings.values_list("pk", flat=True))
    registration.mailings.clear()
    to_nobody_else = Mailing.objects.filter(pk__in=theirs, recipients__isnull=True)
    copies = [copy_cause(key) for key in to_nobody_else.values_list("key", flat=True)]
    OutgoingMail.objects.filter(cause__in=copies).delete()
    to_nobody_else.delete()


def _forget_in_feeds(registration: Registration) -> None:
    """Remove the date from the entries of their personal feeds, where it would otherwise stay until the next fetch."""
    person = registration.person
    mine = Q(person=person) | (Q(user=person.user_id) if person.user_id else Q(pk__in=[]))
    for feed in PersonalFeed.objects.filter(mine):
        if feed.entries.pop(registration.date.uid, None):
            feed.save(update_fields=["entries"])


def forget_mails(person: Person) -> None:
    """Delete our copies of mails to them, and of mails to colleagues in their name."""
    theirs = set(person.registrations.values_list("pk", flat=True))
    booked = set(Registration.objects.filter(booking__booked_by=person).values_list("pk", flat=True))
    shared = Person.objects.filter(email=person.email).exclude(pk=person.pk).exists()
    about_them = []
    mine = Q(recipient=person.email) if person.email else Q(pk__in=[])
    named_in = Q(cause__regex="^(confirm|hold_lapsed)", sent_at__isnull=False) if booked else Q(pk__in=[])
    named_in |= Q(cause__startswith="colleague_lapsed:")
    for pk, recipient, cause in OutgoingMail.objects.filter(mine | named_in).values_list("pk", "recipient", "cause"):
        about = re.match(r"\w+:(\d+)(?::|$)", cause)
        number = int(about[1]) if about else None
        colleague = re.match(r"colleague_lapsed:\d+:(\d+)$", cause)
        in_their_mailbox = recipient == person.email
        # In a shared mailbox, mails to other people stay.
        if (
            number in booked
            or (colleague and int(colleague[1]) in theirs)
            or (in_their_mailbox and (not shared or number in theirs or cause.startswith(("links:", "personal-feed:"))))
        ):
            about_them.append(pk)
    OutgoingMail.objects.filter(pk__in=about_them).delete()


def erase(person: Person) -> None:
    """Erase all that we hold of ``person``, at their request.

    Cancels upcoming registrations; the places go to the next. Stops the digests at their address.

    Retries if they register at the same moment. Sends no mail: that would leave a copy.
    """
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            with transaction.atomic():
                _erase(person)
        except CameMeanwhile:
            if not tries_left:
                raise
        else:
            return


def _erase(person: Person) -> None:
    forget_address([person.email])
    for registration in _coming(person).order_by(Coalesce("date__part_of", "date"), "date", "pk"):  # as in ``by_lock``
        rule.cancel(registration)
    # Rows before their person, as in ``rule`` and ``link_rotation``. Past dates need no lock: no place is freed.
    list(person.registrations.select_for_update().order_by("date_id", "pk").values_list("pk"))
    if Person.objects.select_for_update().filter(pk=person.pk).first() is None:
        return
    # Check under the lock: registering locks the person too, so nothing new can come from here on.
    if _coming(person).exists():
        raise CameMeanwhile
    anonymise(person)


def _coming(person: Person):
    return Registration.objects.still_to_come().filter(person=person.pk).select_related("date__page")


def contributors_of_account(user: User) -> QuerySet[Contributor]:
    """Return what ``knowledge`` knows the user as: by account, or by an address that the account has proven."""
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    at_address = Q(user__isnull=True, email__in=[email.lower() for email in proven])
    return Contributor.objects.filter(Q(user=user) | at_address).order_by("pk")


@transaction.atomic
def close_account(user: User) -> None:
    """Erase the account and all that belongs to it. Content that the user wrote for an organisation stays."""
    if user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists():
        raise LastManager(_("Je bent de enige beheerder van de site. Maak eerst iemand anders beheerder."))
    addresses = set(EmailAddress.objects.filter(user=user).values_list("email", flat=True)) | {user.email}
    people = Person.objects.filter(user=user).order_by("pk")
    # All dates before the first person: who registers locks a date first and then a person.
    coming = Registration.objects.still_to_come().filter(person__in=people)
    EventDate.objects.filter(pk__in=coming.values("date")).lock()
    for person in people:
        erase(person)
    for contributor in contributors_of_account(user):
        erase_contributor(contributor)
    # Mails not about a registration, such as the welcome. A colleague without an account may share the mailbox.
    lonely = addresses - set(Person.objects.filter(email__in=addresses).values_list("email", flat=True))
    OutgoingMail.objects.filter(recipient__in=lonely).delete()
    OutgoingMail.objects.filter(recipient__in=addresses, cause__regex=rf"^welcome:\d+:{user.pk}$").delete()
    Decision.objects.filter(by=user).update(by_name="")
    Mailing.objects.filter(by=user).update(by_name="", signed="", answers_to="")
    content_type = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.filter(content_type=content_type, object_id=str(user.pk)).update(label=_("Iemand"), data={})
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()
    forget_address(addresses_of(user))
    outlive(user)
    user.delete()
