"""Proof that somebody reads the mail of an address, and what was set up before anybody had proven it.

Anybody can open an account with somebody else's address. So whatever was set before the first proof (a password,
second factors, other addresses, sessions) may be a stranger's, and the proof removes it.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_signed_up
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.dispatch import Signal, receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User

JUST_NOW = 15 * 60
"""Time in seconds for which a mailed code counts as fresh proof."""
CHOSEN_HERE = "password_chosen_here"
"""Key in the session for the digest of the password that was chosen in it, when signing up."""

ways_in_forgotten = Signal()
"""Sent after all ways into the account of ``user`` have been removed, so that other apps end links to what is theirs."""


def forget_ways_in(user: User, *, keep_password: bool = False) -> None:
    """Remove the password, the second factors, all other addresses and every session of ``user``."""
    if not keep_password:
        user.set_unusable_password()  # another value each time: no session survives it
        user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user).delete()
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


@receiver(user_signed_up)
def remember_where_password_was_chosen(request: HttpRequest, user: User, **kwargs) -> None:
    request.session[CHOSEN_HERE] = user.get_session_auth_hash()


@receiver(email_confirmed)
def forget_what_was_set_before_proof(request: HttpRequest, email_address: EmailAddress, **kwargs) -> None:
    """At the first proof of any address of an account, keep only the password that its owner just signed up with.

    That is: chosen in this same session, and proven on the page where signing up ends. A code to sign in or to reset the
    password may come hours later, from the next person at a shared computer.
    """
    user = email_address.user
    if EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists():
        return
    is_signing_up = request.resolver_match and request.resolver_match.url_name == "account_email_verification_sent"
    chosen_here = request.session.pop(CHOSEN_HERE, None) == user.get_session_auth_hash()
    keep_password = bool(is_signing_up) and chosen_here
    had_something = Authenticator.objects.filter(user=user).exists() or user.has_usable_password()
    if user.email != email_address.email:
        user.email = email_address.email
        user.save(update_fields=["email"])
    forget_ways_in(user, keep_password=keep_password)
    if not email_address.primary:
        email_address.set_as_primary()
    record_authentication(request, user, "code", email=email_address.email)
    if request.user.is_authenticated and request.user.pk == user.pk:
        update_session_auth_hash(request, user)
    if had_something and not keep_password:
        messages.warning(
            request,
            _(
                "Je wachtwoord werkt niet meer. Het was gekozen voordat je liet zien dat dit adres van jou is, dus"
                " misschien door een ander. Kies een nieuw wachtwoord, of log in met een code."
            ),
        )


@receiver(authenticator_added)
def new_factor_counts_as_used(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    """Record the new factor as used in this session: setting it up takes using it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
