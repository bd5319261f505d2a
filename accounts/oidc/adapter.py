"""Consequences of a sign-in at the provider for an account of ours."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.proof import address_proven, start_afresh


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages = {  # in our own words
        **DefaultSocialAccountAdapter.error_messages,
        "email_taken": _("Dit adres heeft al een account. Log daarmee in."),
        "invalid_token": _("Inloggen is niet gelukt. Probeer het nog eens."),
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Count the provider's word as the proof of an address that the account had not proven yet.

        Like a mailed code, the first proof wipes what was set before (decision 0013). It is no fresh code: new ways in
        still ask for one.
        """
        user = sociallogin.user
        if not isinstance(user, User) or user.pk is None:
            return
        proven = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        for address in EmailAddress.objects.filter(user=user, email__in=proven):
            if not EmailAddress.objects.filter(user=user, verified=True).exists():
                address.verified = True
                address.save(update_fields=["verified"])
                start_afresh(user, address)
                user.refresh_from_db()


def tell_about_proof(
    sender, request: HttpRequest, user: User, sociallogin: SocialLogin | None = None, **kwargs
) -> None:
    """Tell other apps that the provider proved an address, once its owner is signed in."""
    if sociallogin is None:
        return
    proven = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
    for address in EmailAddress.objects.filter(user=user, verified=True, email__in=proven):
        address_proven.send(sender=User, user=user, email=address.email)
