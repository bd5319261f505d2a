"""What an account that somebody made in the admin still needs to sign in with."""

from allauth.account.models import EmailAddress
from wagtail import hooks

from accounts.models import User


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def one_address_to_sign_in_with(request, user: User) -> None:
    """The address of the account, in lower case, is the one that a code is sent to; an older one stops working."""
    user.email = user.email.lower()
    if not user.password:
        user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": False})
