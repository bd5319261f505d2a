"""Proof that somebody reads the mail of an address, and what was set up before anybody had proven it.

Anybody can open an account with somebody else's address. So whatever was set before the first proof (a password,
second factors, other addresses, sessions) may be a stranger's, and the proof removes it.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.dispatch import Signal, receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User

JUST_NOW = 15 * 60
"""Time in seconds for which a mailed code counts as fresh proof."""

ways_in_forgotten = Signal()
"""Sent after all ways into the account of ``user`` have been removed, so that other apps end links to what is theirs."""

address_proven = Signal()
"""Sent when the session has just shown that ``user`` reads the mail of ``email``."""


def forget_ways_in(user: User) -> None:
    """Remove the password, the second factors, all other addresses and every session of ``user``."""
    user.set_unusable_password()  # another value each time: no session survives it
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    ways_in_forgotten.send(sender=User, user=user)


def has_just_proven_address(request: HttpRequest, user: User) -> bool:
    """Return whether this session filled in a code that was mailed to ``user``, within ``JUST_NOW``."""
    since = time.time() - JUST_NOW
    records = get_authentication_records(request, user)
    return any(record.get("method") == "code" and record.get("at", 0) > since for record in records)


def has_used_second_factor(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


@receiver(email_confirmed)
def forget_what_was_set_before_proof(request: HttpRequest, email_address: EmailAddress, **kwargs) -> None:
    """At the first proof of any address of an account, keep nothing that was set before: it may be a stranger's."""
    user = email_address.user
    if EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists():
        address_proven.send(sender=User, user=user, email=email_address.email)
        return
    had_something = Authenticator.objects.filter(user=user).exists() or user.has_usable_password()
    start_afresh(user, email_address)
    record_authentication(request, user, "code", email=email_address.email)
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)
    address_proven.send(sender=User, user=user, email=email_address.email)
    if had_something:
        messages.warning(
            request,
            _(
                "Je wachtwoord werkt niet meer. Het was gekozen voordat je liet zien dat dit adres van jou is, dus"
                " misschien door een ander. Kies een nieuw wachtwoord, of log in met een code."
            ),
        )


def start_afresh(user: User, proven: EmailAddress) -> None:
    """Make ``proven`` the only address of ``user``, and remove all ways in that were set before."""
    if user.email != proven.email:
        user.email = proven.email
        user.save(update_fields=["email"])
    forget_ways_in(user)
    if not proven.primary:
        proven.set_as_primary()


@receiver(user_logged_in)
def code_proves_the_address(request: HttpRequest, user: User, **kwargs) -> None:
    """Tell other apps about a sign-in with a mailed code, which proves the address once more."""
    codes = [record for record in get_authentication_records(request, user) if record.get("method") == "code"]
    if has_just_proven_address(request, user) and (email := codes[-1].get("email")):
        address_proven.send(sender=User, user=user, email=email)


@receiver(authenticator_added)
def new_factor_counts_as_used(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    """Record the new factor as used in this session: setting it up takes using it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
