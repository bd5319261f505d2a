"""Choices of a mailbox, shown to its owner: on ``/mijn/`` and among their own data."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from accounts.models import User
from events.digests.following import described
from events.digests.links import manage_path
from events.models import DigestSubscriber
from web.personal_data import Section, section


def addresses_of(user: User) -> set[str]:
    """Return the addresses that the account has proven, in lower case."""
    verified = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {email.lower() for email in verified}


def digests_of(user: User) -> list[dict]:
    """Return what each verified address of the account follows, with the link to change it."""
    subscribers = DigestSubscriber.objects.filter(email__in=addresses_of(user)).order_by("pk")
    found = [
        {"email": one.email, "url": manage_path(one), "titles": [followed.title for followed in described(one)]}
        for one in subscribers
    ]
    return [one for one in found if one["titles"]]


def about_digests(emails: Iterable[str]) -> list[Section]:
    """Return what is kept for following at these addresses, whose owner must have proven them."""
    subscribers = DigestSubscriber.objects.filter(email__in={email.lower() for email in emails if email})
    return [
        section(
            _("Op de hoogte blijven"),
            {_("E-mailadres"): one.email, _("Gevraagd op"): one.created_at, _("Laatste mail"): one.sent_at},
            [section(followed.title, {_("Bevestigd"): followed.choice.confirmed_at}) for followed in described(one)],
        )
        for one in subscribers.order_by("pk")
    ]
