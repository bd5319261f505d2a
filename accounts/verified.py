from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from accounts.models import User


def verified_address(user: User | AnonymousUser) -> str:
    """Return the verified primary address of ``user``; empty if there is none, or nobody is signed in."""
    if not isinstance(user, User):
        return ""
    address = EmailAddress.objects.filter(user=user, verified=True, primary=True).first()
    return address.email.lower() if address else ""
